#!/usr/bin/env bash
# The long runs: `soak.sh [PART…]`. Without a part all of them are run, and RELIABILITY.md is written from what they say.
# Each is the run that `make test` has as a short one, with more of everything.
set -euo pipefail
cd "$(dirname "$0")/../.."

parts=(faults crashes time secrets panics tray fuzz)
[ $# -eq 0 ] || parts=("$@")

tests() { # target, names of tests
  local target=$1 name
  shift
  for name in "$@"; do
    REVONE_SOAK=1 cargo test --locked --all-features "$target" -- --nocapture "$name" 2>&1 | tee "$run" || return 1
    # A name that fits no test any more must not count as held.
    grep -E '^running [1-9][0-9]* tests?$' "$run" >/dev/null || { echo "There is no test $name."; return 1; }
  done
}

build() { # part
  case "$1" in
    fuzz) assets/build/fuzz.sh build ;;
    tray) cargo test --locked --all-features --bench measure --no-run ;;
    *) cargo test --locked --all-features --lib --bins --test suite --no-run ;;
  esac
}

# It is run where `set -e` does not hold, so that one command follows another by && alone.
play() { # part
  case "$1" in
    faults) tests --lib worker::tests::faults && tests --test=suite faults:: fields:: ;;
    crashes) tests --test=suite crashes:: ;;
    time) tests --lib worker::tests::months ;;
    secrets) tests --test=suite secrets:: ;;
    panics) tests --lib worker::tests::mishaps diagnosis:: && tests --test=suite e2e::panicking ;;
    tray) cargo test --locked --all-features --bench measure -- updates ;;
    fuzz) assets/build/fuzz.sh ;;
  esac
}

for part in "${parts[@]}"; do
  case "$part" in
    faults | crashes | time | secrets | panics | tray | fuzz) ;;
    *)
      echo "soak.sh knows faults, crashes, time, secrets, panics, tray and fuzz; it does not know $part." >&2
      exit 2
      ;;
  esac
done

log=$(mktemp)
said=$(mktemp)
run=$(mktemp)
trap 'rm -f "$log" "$said" "$run"' EXIT
began=$(date +%s)

# Cargo's own lines are of no interest, unless it fails.
quietly() { # what it says where that fails, command
  "${@:2}" >"$log" 2>&1 && return
  tail -n 60 "$log" >&2
  echo "$1: what was said last stands above." >&2
  exit 1
}

for part in "${parts[@]}"; do
  quietly "$part could not be built" build "$part"
done
echo "built: $(($(date +%s) - began)) s"
for part in "${parts[@]}"; do
  from=$(date +%s)
  quietly "$part did not hold" play "$part"
  lines=$(grep -o 'reliability: .*' "$log") || { echo "$part has said nothing of what it played." >&2; exit 1; }
  printf '%s\n' "$lines" | tee -a "$said"
  echo "$part: $(($(date +%s) - from)) s"
done
echo "All of it: $(($(date +%s) - began)) s"

if [ $# -eq 0 ]; then
  assets/build/reliability.sh "$said" >"$log"
  cp "$log" RELIABILITY.md
  echo "RELIABILITY.md says so."
fi
