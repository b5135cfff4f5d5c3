#!/usr/bin/env bash
# Builds Revone and starts it on sample data; in a terminal where there is no display.
set -euo pipefail

cargo build --release --locked
if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo "There is no display here, so there is no menu bar either: this is what the menu of the sample shop says."
  exec cargo run --release --locked --quiet --bin revone -- --demo today
fi
echo "Revone is starting in the menu bar, on sample data. Quit it from its menu."
exec cargo run --release --locked --quiet --bin revone -- --demo
