#!/bin/sh
# Makes the broker's key, and a certificate of it that signs itself: who trusts that one certificate knows the broker.
#   certificate.sh FOLDER_OF_THE_KEY FOLDER_OF_THE_CERTIFICATE NAME
# The name is what clients call the broker by, dns:… or ip:…. The key, and the password of its store, are made here and lie
# nowhere else; nobody but the broker needs them. What is there already stays: to be run at every start.
set -eu
umask 077
key=$1
trust=$2
name=$3
days=3650

if [ ! -f "$key/broker.p12" ]; then
  rm -f "$key/new.p12"
  head -c 32 /dev/urandom | base64 >"$key/password"
  keytool -genkeypair -alias broker -keyalg EC -groupname secp256r1 -validity "$days" -dname CN=broker -ext "san=$name" \
    -storetype PKCS12 -storepass:file "$key/password" -keystore "$key/new.p12"
  mv "$key/new.p12" "$key/broker.p12"
fi

keytool -exportcert -rfc -alias broker -keystore "$key/broker.p12" -storepass:file "$key/password" -file "$trust/new.pem"
chmod 644 "$trust/new.pem"
mv "$trust/new.pem" "$trust/broker.pem"
