#!/usr/bin/env bash
# The long runs: `soak.sh [PART…]`. Without a part all of them are run, and RELIABILITY.md is written from what they say.
# Each is the run that `make test` has as a short one, with more of everything.
set -euo pipefail
cd "$(dirname "$0")/../.."

parts=(faults crashes time secrets panics tray fuzz)
[ $# -eq 0 ] || parts=("$@")

# Cargo's own lines are of no interest, unless it fails.
tests() { # target and names of tests
  REVONE_SOAK=1 cargo test --locked --all-features "$1" ${2:+"$2"} -- --nocapture "${@:3}"
}

play() { # part
  case "$1" in
    faults)
      tests --lib '' worker::tests::faults
      tests --test=suite '' faults:: fields::
      ;;
    crashes) tests --test=suite '' crashes:: ;;
    time) tests --lib '' worker::tests::months ;;
    secrets) tests --test=suite '' secrets:: ;;
    panics)
      tests --lib '' panics
      tests --test=suite '' panics
      ;;
    tray) cargo test --locked --all-features --bench measure -- updates ;;
    fuzz) assets/build/fuzz.sh ;;
    *)
      echo "soak.sh knows faults, crashes, time, secrets, panics, tray and fuzz; it does not know $1." >&2
      return 2
      ;;
  esac
}

log=$(mktemp)
said=$(mktemp)
trap 'rm -f "$log" "$said"' EXIT
began=$(date +%s)
for part in "${parts[@]}"; do
  from=$(date +%s)
  if ! play "$part" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    echo "$part did not hold: what was said last stands above." >&2
    exit 1
  fi
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
