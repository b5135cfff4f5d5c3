#!/usr/bin/env bash
# Writes which packages a build is made of, as CycloneDX 1.5: `sbom.sh TARGET SYSTEM` writes
# target/sbom/revone-VERSION-SYSTEM.cdx.json. Nothing in it tells when or where it was made.
set -euo pipefail
cd "$(dirname "$0")/../.."

triple=${1:-}
system=${2:-}
if [ -z "$triple" ] || [ -z "$system" ]; then
  echo "usage: sbom.sh TARGET SYSTEM" >&2
  exit 2
fi
PATH=$(assets/build/tools.sh path):$PATH
if ! command -v cargo-cyclonedx >/dev/null; then
  echo "cargo-cyclonedx is missing. To install it: assets/build/tools.sh cargo-cyclonedx" >&2
  exit 1
fi

# The tool writes beside Cargo.toml and nowhere else.
name=revone-sbom-$$
trap 'rm -f "$name.json"' EXIT
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
cargo cyclonedx --quiet --format json --spec-version 1.5 --target "$triple" --override-filename "$name"

file=${CARGO_TARGET_DIR:-target}/sbom/revone-$(assets/build/version.sh)-$system.cdx.json
mkdir -p "$(dirname "$file")"
# The program's own reference is the folder in which it was built.
sed "s|path+file://$PWD#|path+file:///revone#|" "$name.json" >"$file"
if grep -q "$PWD" "$file"; then
  echo "$file names the folder in which it was made: $PWD" >&2
  exit 1
fi
echo "$file: $(grep -c '"type": "library"' "$file") packages"
