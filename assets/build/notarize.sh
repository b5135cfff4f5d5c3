#!/usr/bin/env bash
# Has Apple notarize what is signed, and staples the answer to it: `notarize.sh ARCHIVE [WHAT TO STAPLE]`.
# `notarize.sh is-wanted` says whether the environment names an account:
#
# NOTARY_PROFILE                                    credentials that `xcrun notarytool store-credentials` has kept, or
# NOTARY_KEY, NOTARY_KEY_ID, NOTARY_ISSUER          an API key of App Store Connect: its file, its id, its issuer
#
# There is no password here: the tool would take one as an argument only, and arguments stand in the list of processes.
set -euo pipefail

if [ -n "${NOTARY_PROFILE:-}" ]; then
  account=(--keychain-profile "$NOTARY_PROFILE")
elif [ -n "${NOTARY_KEY:-}" ]; then
  account=(--key "$NOTARY_KEY" --key-id "${NOTARY_KEY_ID:?}" --issuer "${NOTARY_ISSUER:?}")
else
  [ "${1:-}" != is-wanted ] || exit 1
  echo "Nothing names an account to notarize with: set NOTARY_PROFILE or NOTARY_KEY." >&2
  exit 2
fi

if [ "${IDENTITY:--}" = - ]; then
  echo "Apple notarizes only what a Developer ID has signed: name it in IDENTITY." >&2
  exit 2
fi
[ "${1:-}" != is-wanted ] || exit 0

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
# What stands under a key of the answer. Of one that is not there plutil complains on its standard output.
told() { # key
  local value
  if value=$(plutil -extract "$1" raw -o - "$answer" 2>/dev/null); then echo "$value"; fi
}

# The tool ends well whatever Apple's answer is, so the answer itself is read.
ended=0
xcrun notarytool submit "$1" "${account[@]}" --wait --timeout 45m --output-format plist >"$answer" || ended=$?
id=$(told id)
status=$(told status)
if [ "$ended" -ne 0 ] || [ "$status" != Accepted ]; then
  [ -z "$id" ] || xcrun notarytool log "$id" "${account[@]}" >&2 || true
  echo "Apple did not notarize $1: ${status:-no answer; what notarytool said stands above}." >&2
  exit 1
fi
xcrun stapler staple "${2:-$1}"
