#!/usr/bin/env bash
# Prints the version that Cargo.toml names. `version.sh TAG` fails unless the tag, Cargo.toml, Cargo.lock and the newest
# section of CHANGELOG.md name the same one.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
tag=${1:-v$version}
locked=$(sed -n '/^name = "revone"$/{n;s/^version = "\(.*\)"$/\1/p;}' Cargo.lock)
newest=$(sed -n 's/^## \[\([^]]*\)\].*$/\1/p' CHANGELOG.md | head -n 1)

wrong=0
differs() { # what, its version
  [ "$2" = "$version" ] && return
  echo "$1 says $2, and Cargo.toml says $version. A release needs one version in all of them." >&2
  wrong=1
}
differs "The tag" "${tag#v}"
differs "Cargo.lock" "$locked"
differs "The newest section of CHANGELOG.md" "$newest"
if [ "${tag#v}" = "$tag" ]; then
  echo "The tag is $tag. Tags of releases begin with v: v$version." >&2
  wrong=1
fi
[ "$wrong" = 0 ] || exit 1
echo "$version"
