#!/usr/bin/env bash
# Checks the macOS half from any system: clippy for both of Apple's targets. A check compiles no C, so the C compiler and
# the archiver may be programs that do nothing.
set -euo pipefail

skipped=
for target in aarch64-apple-darwin x86_64-apple-darwin; do
  if ! rustup target list --installed 2>/dev/null | grep -qx "$target" && ! rustup target add "$target"; then
    skipped="$skipped $target"
    continue
  fi
  if [ "$(uname -s)" != Darwin ]; then
    name=${target//-/_}
    export "CC_$name=true" "AR_$name=true"
  fi
  cargo clippy --locked --target "$target" --all-features --all-targets -- -D warnings
  echo "checked for $target"
done
for target in $skipped; do
  echo "skipped: lints for $target: rustup could not install the target (is there a network, and a rustup?)"
done
