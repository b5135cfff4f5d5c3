#!/usr/bin/env bash
# Everything that is tested: form, lints in both shapes of the program, then every test.
# The order lets each step use what the one before has built.
set -euo pipefail

for component in fmt clippy; do
  cargo "$component" --version >/dev/null 2>&1 && continue
  command -v rustup >/dev/null || { echo "cargo $component is missing, and there is no rustup to install it with." >&2; exit 1; }
  rustup component add "${component/fmt/rustfmt}"
done

cargo fmt --check
cargo clippy --locked --all-targets --all-features -- -D warnings
cargo clippy --locked --all-targets --no-default-features -- -D warnings
cargo test --locked --all-features
