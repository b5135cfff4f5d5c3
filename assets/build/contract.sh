#!/usr/bin/env bash
# Holds the program against real answers of Polar: `contract.sh FOLDER`, with the recorded answers in FOLDER/captures and
# the description of the API in FOLDER/openapi.json.
set -euo pipefail

folder=${1:-}
if [ ! -d "$folder" ]; then
  echo "make contract FACTS=folder: a folder with recorded answers of Polar (captures/) and openapi.json" >&2
  exit 2
fi
REVONE_FACTS=$(cd "$folder" && pwd) exec cargo test --locked --all-features --test suite contract::
