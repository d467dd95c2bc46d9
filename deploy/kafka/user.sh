#!/bin/sh
# Makes a user of the broker, with the rights (acls.txt) and quotas (quotas.txt) of a role, or takes rights and password away:
#   user.sh add ROLE NAME      with its password in $PASSWORD
#   user.sh remove ROLE NAME   its open connections may do nothing from then on, others of its role go on
# It comes by the listener that trusts whoever reaches it, so only the broker's own host may. What is there already stays,
# but for the password: to be run as often as one likes.
set -eu
here=$(dirname "$0")
bin=/opt/kafka/bin
broker=localhost:9091
change=$1
role=$2
name=$3

of_role() {
  grep "^$role " "$here/$1" || true
}

rights() {
  of_role acls.txt | while read -r _ operation resource pattern resource_name; do
    if [ "$resource_name" = "$role" ]; then
      resource_name=$name
    fi
    "$bin/kafka-acls.sh" --bootstrap-server "$broker" "$@" --allow-principal "User:$name" --operation "$operation" \
      "--$resource" "$resource_name" --resource-pattern-type "$pattern" </dev/null
  done
}

config() {
  "$bin/kafka-configs.sh" --bootstrap-server "$broker" --alter --entity-type users --entity-name "$name" "$@" </dev/null
}

if [ -z "$(of_role acls.txt)" ]; then
  echo "no role in acls.txt: $role" >&2
  exit 1
fi
case $change in
  add)
    of_role quotas.txt | while read -r _ property value; do
      config --add-config "$property=$value"
    done
    rights --add
    config --add-config "SCRAM-SHA-512=[password=$PASSWORD]"
    ;;
  remove)
    rights --remove --force
    config --delete-config SCRAM-SHA-512
    ;;
  *)
    echo "add or remove, not $change" >&2
    exit 1
    ;;
esac
