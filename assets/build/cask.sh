#!/usr/bin/env bash
# Prints the Homebrew cask of one disk image: `cask.sh VERSION IMAGE`.
set -euo pipefail

version=${1:-}
image=${2:-}
if [ -z "$version" ] || [ ! -f "$image" ]; then
  echo "usage: cask.sh VERSION IMAGE (the disk image that make dmg has built)" >&2
  exit 2
fi

if command -v sha256sum >/dev/null; then
  sum=$(sha256sum <"$image")
else
  sum=$(shasum -a 256 <"$image")
fi
# What is said of the template is not said of the finished cask.
sed -e '/^#/d' -e "s/@VERSION@/$version/" -e "s/@SHA256@/${sum%% *}/" "$(dirname "$0")/../homebrew/revone.rb"
