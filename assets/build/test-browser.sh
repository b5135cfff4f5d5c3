#!/usr/bin/env bash
# The window's page in Chromium.
# axe-core holds the page against WCAG. It is under another licence than this program and is fetched below target/, never
# into the repository.
set -euo pipefail
cd "$(dirname "$0")/../.."

for program in chromium chromedriver npm; do
  command -v "$program" > /dev/null || { echo "the tests of the window's page need $program" >&2; exit 1; }
done
rules="${CARGO_TARGET_DIR:-target}/axe"
if [ ! -f "$rules/node_modules/axe-core/axe.min.js" ]; then
  mkdir -p "$rules"
  npm install --silent --no-fund --no-audit --no-save --prefix "$rules" 'axe-core@^4.12'
fi
# Browsers are large: two at a time.
cargo test --locked --all-features --test suite pages:: -- --ignored --test-threads=2
