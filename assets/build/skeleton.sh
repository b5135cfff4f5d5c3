#!/usr/bin/env bash
# Everything of Revone.app that needs no Mac, laid out below target/app/skeleton and looked at.
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/build/facts.sh

app=$target/app/skeleton/Revone.app
assets/build/bundle.sh "$app"
assets/build/verify.sh "$app"
echo "$app"
