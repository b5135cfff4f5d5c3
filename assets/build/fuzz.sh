#!/usr/bin/env bash
# Runs the fuzzers of tests/fuzz, as many at once as there are cores, each for SECONDS_EACH seconds (60): `fuzz.sh [TARGET…]`;
# without one, all of them; `fuzz.sh build` builds them and runs none. What they find new is kept below target/fuzz, from where they go on the next time. SANITIZER=address watches
# over memory, too; that is the default where there is a nightly toolchain, which it asks for.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=${SECONDS_EACH:-60}
[[ $seconds =~ ^[1-9][0-9]*$ ]] || { echo "SECONDS_EACH is $seconds: give it a whole number of seconds." >&2; exit 2; }
PATH=$(assets/build/tools.sh path):$PATH
export PATH
if ! assets/build/tools.sh cargo-fuzz; then
  echo "The fuzzers need cargo-fuzz, which could not be installed. Their corpora are played by make test all the same." >&2
  exit 1
fi

only_build=
[ "${1:-}" != build ] || { only_build=yes; shift; }
known=()
for program in tests/fuzz/targets/*.rs; do known+=("$(basename "$program" .rs)"); done
for target in "$@"; do
  [ -f "tests/fuzz/targets/$target.rs" ] || { echo "There is no fuzzer $target; there are: ${known[*]}." >&2; exit 2; }
done
bins=("$@")
[ $# -gt 0 ] || { set -- "${known[@]}"; bins=(""); }

toolchain=()
sanitizer=none
if command -v rustup >/dev/null && rustup toolchain list | grep ^nightly >/dev/null; then
  toolchain=(+nightly)
  sanitizer=address
fi
sanitizer=${SANITIZER:-$sanitizer}
if [ "$sanitizer" != none ] && [ ${#toolchain[@]} -eq 0 ]; then
  export RUSTC_BOOTSTRAP=1
fi
host=$(rustc ${toolchain[@]+"${toolchain[@]}"} -vV | sed -n 's/^host: //p')
below=$PWD/${CARGO_TARGET_DIR:-target}
[[ ${CARGO_TARGET_DIR:-} != /* ]] || below=$CARGO_TARGET_DIR
below=$below/fuzz
# cargo-fuzz knows no --locked, and would change a lock that is not right.
cargo metadata --locked --format-version 1 --manifest-path tests/fuzz/Cargo.toml >/dev/null
# Without a name it builds all of them.
for target in "${bins[@]}"; do
  CARGO_TARGET_DIR=$below cargo ${toolchain[@]+"${toolchain[@]}"} fuzz build --fuzz-dir tests/fuzz -s "$sanitizer" --target "$host" ${target:+"$target"}
done
[ -z "$only_build" ] || exit 0

# Runs one of them and says what it came to.
play() { # target
  local target=$1 said=$below/$1.log words=tests/fuzz/words/$1.dict crashes=0 input runs edges
  mkdir -p "$below/corpus/$target" "$below/broken/$target"
  local options=("-max_total_time=$seconds" -max_len=4096 -timeout=25 -rss_limit_mb=2048 -print_final_stats=1
    "-artifact_prefix=$below/broken/$target/")
  [ ! -f "$words" ] || options+=("-dict=$words")
  local folders=("$below/corpus/$target" "tests/fuzz/corpus/$target")
  [ ! -d "tests/fuzz/found/$target" ] || folders+=("tests/fuzz/found/$target")
  if ! "$below/$host/release/$target" "${options[@]}" "${folders[@]}" >"$said" 2>&1; then
    crashes=1
    input=$(sed -n 's/.*Test unit written to //p' "$said" | tail -n 1)
    echo "$target: this input breaks a promise: ${input:-none was written, see $said}"
    grep -A 1 -E 'panicked at|^==.*ERROR' "$said" | head -n 4 || true
    echo "To make a test of it, copy it into tests/fuzz/found/$target/ under a name for what it is: make test plays it from then on."
  fi
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$said")
  edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$said" | tail -n 1)
  echo "reliability: fuzz.$target: ${runs:-0} executions, ${edges:-0} edges of the program reached, $crashes crashes"
  return "$crashes"
}

broken=0
cores=$(getconf _NPROCESSORS_ONLN)
while [ $# -gt 0 ]; do
  playing=()
  for target in "${@:1:$cores}"; do
    play "$target" &
    playing+=($!)
  done
  for one in "${playing[@]}"; do wait "$one" || broken=1; done
  [ $# -le "$cores" ] && break
  shift "$cores"
done
exit "$broken"
