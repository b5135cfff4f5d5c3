#!/usr/bin/env bash
# Reads the same shop with this program, with Polar's TypeScript SDK and with a Python script. The SDK is installed below
# target/, never into the repository; 0.49 speaks the version of the API that this program speaks.
set -euo pipefail
cd "$(dirname "$0")/../.."

for program in node npm python3; do
  command -v "$program" > /dev/null || { echo "bench-peers needs $program" >&2; exit 1; }
done
peers=target/bench/peers
mkdir -p "$peers"
if [ ! -d "$peers/node_modules/@polar-sh/sdk" ]; then
  npm install --silent --no-fund --no-audit --no-save --prefix "$peers" '@polar-sh/sdk@~0.49.0'
fi
# Node looks for packages beside the script.
cp tests/bench/peers/orders.mjs "$peers/"
cargo bench --locked --bench bench -- peers
