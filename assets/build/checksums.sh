#!/usr/bin/env bash
# Writes SHA256SUMS of the files in a folder into it, each by its bare name, so that `sha256sum --check SHA256SUMS` works
# wherever they were downloaded: `checksums.sh FOLDER`.
set -euo pipefail

folder=${1:-}
if [ ! -d "$folder" ]; then
  echo "usage: checksums.sh FOLDER (a folder with the files of a release)" >&2
  exit 2
fi
cd "$folder"

if command -v sha256sum >/dev/null; then
  sum=(sha256sum)
else
  sum=(shasum -a 256)
fi
files=()
for file in *; do
  if [ -f "$file" ] && [ "$file" != SHA256SUMS ]; then
    files+=("$file")
  fi
done
if [ ${#files[@]} -eq 0 ]; then
  echo "$folder holds no file to take a sum of." >&2
  exit 1
fi
"${sum[@]}" -- "${files[@]}" >SHA256SUMS
cat SHA256SUMS
