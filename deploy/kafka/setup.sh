#!/bin/sh
# Makes the users of the broker and gives them their rights, acls.txt. It comes by the listener that trusts whoever reaches
# it, so only the broker's own host may. What is there already stays: to be run at every start.
set -eu
here=$(dirname "$0")
bin=/opt/kafka/bin
broker=${1:-localhost:9091}

user() {
  "$bin/kafka-configs.sh" --bootstrap-server "$broker" --alter --entity-type users --entity-name "$1" \
    --add-config "SCRAM-SHA-512=[password=$2]"
}

user warfront "$KAFKA_PASSWORD"
user game-server "$KAFKA_GAME_SERVER_PASSWORD"

grep -v '^#' "$here/acls.txt" | while read -r principal operation resource pattern name; do
  "$bin/kafka-acls.sh" --bootstrap-server "$broker" --add --allow-principal "User:$principal" --operation "$operation" \
    "--$resource" "$name" --resource-pattern-type "$pattern" </dev/null
done
