#!/usr/bin/env bash
# Builds both programs for Linux and packs them with what belongs beside them: target/revone-VERSION-linux-ARCH.tar.gz.
# The archive is the same for the same programs: names are sorted, and dates are the commit's.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ "$(uname -s)" != Linux ]; then
  echo "The archive is of the programs for Linux, and is made there. On a Mac: make dmg." >&2
  exit 1
fi
target=${CARGO_TARGET_DIR:-target}
version=$(assets/build/version.sh)
name=revone-$version-linux-$(uname -m)

cargo build --release --locked
content=$(mktemp -d)
trap 'rm -r "$content"' EXIT
mkdir "$content/$name"
install -m 755 "$target/release/revone" "$target/release/revone-window" "$content/$name/"
install -m 644 README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$content/$name/"
date=@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
tar --create --sort=name --mtime="$date" --owner=0 --group=0 --numeric-owner --directory "$content" "$name" |
  gzip --no-name --best >"$target/$name.tar.gz"
echo "$target/$name.tar.gz"
