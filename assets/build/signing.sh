#!/usr/bin/env bash
# Puts the certificate of a release into a keychain that ends with the runner, and hands on what `make dmg` is told:
#
# SIGNING_CERTIFICATE, SIGNING_PASSWORD             the Developer ID with its key as .p12 in base64, and its password
# PROVISIONING_PROFILE                              the profile of that identity in base64 (optional)
# NOTARY_KEY                                        the API key of App Store Connect that has it notarized: .p8 in base64
# NOTARY_KEY_ID, NOTARY_ISSUER                      its id and its issuer (`make dmg` reads them itself)
#
# Without any of them the build is signed for nobody, and that is said. Half of them is an error: a release that was meant
# to be signed must not come out unsigned. Writes identity=, profile=, notary_key= and signed= to
# GITHUB_OUTPUT; the last but one is the key's file.
set -euo pipefail

output=${GITHUB_OUTPUT:-/dev/null}

given=() missing=()
for name in SIGNING_CERTIFICATE SIGNING_PASSWORD NOTARY_KEY NOTARY_KEY_ID NOTARY_ISSUER; do
  if [ -n "${!name:-}" ]; then given+=("$name"); else missing+=("$name"); fi
done
if [ ${#given[@]} -eq 0 ]; then
  if [ -n "${PROVISIONING_PROFILE:-}" ]; then
    echo "PROVISIONING_PROFILE belongs to a certificate: set ${missing[*]}, too." >&2
    exit 1
  fi
  echo "No secret names a certificate: this build is signed ad hoc and not notarized. macOS asks its owner before it opens it."
  echo "signed=no" >>"$output"
  exit 0
fi
if [ ${#missing[@]} -gt 0 ]; then
  echo "A signed release needs these secrets, too: ${missing[*]}" >&2
  exit 1
fi
if [ "$(uname -s)" != Darwin ]; then
  echo "Only a Mac can sign." >&2
  exit 1
fi

folder=${RUNNER_TEMP:?}
keychain=$folder/signing.keychain-db
password=$(uuidgen)
certificate=$folder/certificate.p12
key_file=$folder/notary.p8
# What is written here is nobody else's to read.
umask 077
trap 'rm -f "$certificate"' EXIT

base64 --decode >"$certificate" <<<"$SIGNING_CERTIFICATE"
security create-keychain -p "$password" "$keychain"
security set-keychain-settings -lut 21600 "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$certificate" -k "$keychain" -P "$SIGNING_PASSWORD" -T /usr/bin/codesign
# Without this codesign would ask for the keychain's password on a screen.
security set-key-partition-list -S apple-tool:,apple: -s -k "$password" "$keychain" >/dev/null
security list-keychains -d user -s "$keychain" login.keychain-db

identity=$(security find-identity -v -p codesigning "$keychain" | sed -n 's/.*"\(Developer ID Application: .*\)"$/\1/p' | head -n 1)
if [ -z "$identity" ]; then
  echo "SIGNING_CERTIFICATE holds no valid Developer ID Application with its key." >&2
  exit 1
fi
base64 --decode >"$key_file" <<<"$NOTARY_KEY"
profile=
if [ -n "${PROVISIONING_PROFILE:-}" ]; then
  profile=$folder/revone.provisionprofile
  base64 --decode >"$profile" <<<"$PROVISIONING_PROFILE"
fi
{
  echo "identity=$identity"
  echo "profile=$profile"
  echo "notary_key=$key_file"
  echo "signed=yes"
} >>"$output"
echo "Signing as $identity"
