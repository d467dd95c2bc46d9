set -euo pipefail
KEY=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
VALUE='{"event_id":"7d1f0a52-6c0b-4c7e-9c7e-3f9a4d0c2b11","war_id":"0193e0a0-0000-7000-8000-000000000002","battle_id":null,"type":"KILL","player_id":"01a1f98e-72ee-7000-9e7a-363f81dfd3eb","victim_id":"01a1f98e-769d-7000-b7fa-73757a04741d","occurred_at":"2026-11-20T15:24:07.412Z"}'

printf '%s' "$VALUE" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -r | cut -d ' ' -f 1
