set -euo pipefail
API=${WARFRONT_HTTP:-http://127.0.0.1:8080}/api/v1

field() { sed -E "s/.*\"$1\":\"?([^\",}]*).*/\1/"; } # of an answer, where there is no jq
new_id() { openssl rand -hex 16 | sed -E 's/(.{8})(.{4})(.{4})(.{4})(.{12})/\1-\2-\3-\4-\5/'; }
log_in() { # login, password
  curl -sS --fail-with-body "$API/auth/login" -H 'Content-Type: application/json' \
    -d "{\"login\": \"$1\", \"password\": \"$2\"}" | field access_token
}
call() { # token, method, path, what else curl is to know
  curl -sS --fail-with-body -H "Authorization: Bearer $1" -H "Idempotency-Key: $(new_id)" \
    -H 'Content-Type: application/json' -X "$2" "$API$3" "${@:4}"
}

ADMIN=$(log_in admin "$WARFRONT_ADMIN_PASSWORD")
CREATED=$(call "$ADMIN" POST /admin/game-servers -d "{\"name\": \"north-$RANDOM\"}")
SERVER_ID=$(field id <<< "$CREATED")

SERVER=$(log_in "$(field login <<< "$CREATED")" "$(field password <<< "$CREATED")")
test "$(call "$SERVER" GET /me | field id)" = "$SERVER_ID"

event() { # type
  echo "{\"event_id\": \"$(new_id)\", \"war_id\": \"$WAR\", \"type\": \"$1\", \"player_id\": \"$KILLER\",
    \"victim_id\": \"$VICTIM\", \"occurred_at\": \"$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)\"}"
}
send() { call "$SERVER" POST "/clan-wars/$WAR/score-events" -d "{\"events\": [$1]}"; }
stats() { curl -sS --fail-with-body "$API/clan-wars/$WAR/stats"; }

KILL=$(event KILL)
send "$KILL" | grep '"status":"QUEUED"'
send "$KILL" | grep '"status":"QUEUED"'
send "$(event TELEPORT)" | grep '"code":"SCORE_INVALID_TYPE"'
until stats | grep '"accepted":1,"duplicates":1,"rejected":0'; do sleep 0.1; done

NEXT=$(call "$ADMIN" POST "/admin/game-servers/$SERVER_ID/keys" -H 'If-Match: "1"')
echo "$(field signing_key <<< "$NEXT") signs from $(field signs_from <<< "$NEXT")"

call "$ADMIN" DELETE "/admin/game-servers/$SERVER_ID" -H "If-Match: \"$(field version <<< "$NEXT")\""
