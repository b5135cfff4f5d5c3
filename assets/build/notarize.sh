#!/usr/bin/env bash
# Has Apple notarize what is signed, and staples the answer to it: `notarize.sh ARCHIVE [WHAT TO STAPLE]`.
# `notarize.sh is-wanted` says whether the environment names an account:
#
# NOTARY_PROFILE                                    credentials that `xcrun notarytool store-credentials` has kept, or
# NOTARY_KEY, NOTARY_KEY_ID, NOTARY_ISSUER          an API key of App Store Connect: its file, its id, its issuer, or
# NOTARY_APPLE_ID, NOTARY_TEAM_ID, NOTARY_PASSWORD  an Apple ID, its team, and a password made for this program
set -euo pipefail

if [ -n "${NOTARY_PROFILE:-}" ]; then
  account=(--keychain-profile "$NOTARY_PROFILE")
elif [ -n "${NOTARY_KEY:-}" ]; then
  account=(--key "$NOTARY_KEY" --key-id "${NOTARY_KEY_ID:?}" --issuer "${NOTARY_ISSUER:?}")
elif [ -n "${NOTARY_APPLE_ID:-}" ]; then
  # The tool reads the password from the environment itself, so that it stands in no list of processes.
  : "${NOTARY_PASSWORD:?}"
  account=(--apple-id "$NOTARY_APPLE_ID" --team-id "${NOTARY_TEAM_ID:?}" --password "@env:NOTARY_PASSWORD")
else
  [ "${1:-}" != is-wanted ] || exit 1
  echo "Nothing names an account to notarize with: set NOTARY_PROFILE, NOTARY_KEY or NOTARY_APPLE_ID." >&2
  exit 2
fi

if [ "${IDENTITY:--}" = - ]; then
  echo "Apple notarizes only what a Developer ID has signed: name it in IDENTITY." >&2
  exit 2
fi
[ "${1:-}" != is-wanted ] || exit 0

xcrun notarytool submit "$1" "${account[@]}" --wait
xcrun stapler staple "${2:-$1}"
