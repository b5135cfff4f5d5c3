#!/usr/bin/env bash
# Prints the version that Cargo.toml names. It fails unless Cargo.lock and the newest version of CHANGELOG.md are the same;
# `version.sh TAG` unless the tag is, too, and nothing stands under Unreleased, which a release would leave out of its notes.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
tag=${1:-v$version}
locked=$(sed -n '/^name = "revone"$/{n;s/^version = "\(.*\)"$/\1/p;}' Cargo.lock)
newest=$(sed -n -e '/^## \[Unreleased\]/d' -e 's/^## \[\([^]]*\)\].*$/\1/p' CHANGELOG.md | head -n 1)
unreleased=$(awk '/^## / || /^\[[^]]+\]: / { inside = ($0 ~ /^## \[Unreleased\]/); next } inside && NF' CHANGELOG.md)

wrong=0
differs() { # what, its version
  [ "$2" = "$version" ] && return
  echo "$1 says $2, and Cargo.toml says $version. A release needs one version in all of them." >&2
  wrong=1
}
differs "The tag" "${tag#v}"
differs "Cargo.lock" "$locked"
differs "The newest version of CHANGELOG.md" "$newest"
if [ "${tag#v}" = "$tag" ]; then
  echo "The tag is $tag. Tags of releases begin with v: v$version." >&2
  wrong=1
fi
if [ $# -gt 0 ] && [ -n "$unreleased" ]; then
  echo "CHANGELOG.md says something under [Unreleased], which no release would have: move it into the section of $version." >&2
  wrong=1
fi
[ "$wrong" = 0 ] || exit 1
echo "$version"
