#!/usr/bin/env bash
# Makes the draft of a release at GitHub from what was built: `draft.sh VERSION FOLDER`. SIGNED=yes says that Apple has
# notarized the disk image. With DRAFT_FOLDER the files are gathered there and nothing is sent.
set -euo pipefail

version=${1:-}
built=${2:-}
if [ -z "$version" ] || [ ! -d "$built" ]; then
  echo "usage: draft.sh VERSION FOLDER" >&2
  exit 2
fi
here=$(dirname "$0")
files=${DRAFT_FOLDER:-$(mktemp -d)}
mkdir -p "$files"

find "$built" -type f \( -name '*.dmg' -o -name '*.tar.gz' -o -name '*.cdx.json' \) -exec cp {} "$files/" \;
image=$files/Revone-$version.dmg
if [ ! -f "$image" ]; then
  echo "There is no Revone-$version.dmg below $built." >&2
  exit 1
fi
# Homebrew installs what Apple has notarized; without that the cask would install a program that macOS does not open.
if [ "${SIGNED:-no}" = yes ]; then
  "$here/cask.sh" "$version" "$image" >"$files/revone.rb"
fi
"$here/checksums.sh" "$files"

notes=$(mktemp)
trap 'rm -f "$notes"' EXIT
"$here/release-notes.sh" "$version" >"$notes"
if [ "${SIGNED:-no}" != yes ]; then
  printf '\n%s\n' "The disk image is not notarized by Apple: macOS opens the program only after its owner has allowed it in System Settings, Privacy & Security." >>"$notes"
fi
cat "$notes"

[ -z "${DRAFT_FOLDER:-}" ] || exit 0
options=(--draft)
# 1.2.0-beta.1 is a pre-release: it does not become the newest one, which Homebrew asks for.
case ${version%%+*} in *-*) options+=(--prerelease) ;; esac
gh release create "v$version" "${options[@]}" --verify-tag --title "Revone $version" --notes-file "$notes" "$files"/*
