#!/usr/bin/env bash
# Writes RELIABILITY.md to standard output, from the lines "reliability: KEY: FIGURE" in a file: `reliability.sh FILE`. A figure
# that is missing, or that no row is for, is an error, so that the page never says less than it seems to.
set -euo pipefail
cd "$(dirname "$0")/../.."

said=${1:?"reliability.sh FILE: what the runs have said"}

# KEY|what was played|part of make soak
rows=$(cat <<'ROWS'
faults|Faults of the network and of the server: figures stay, health tells, retries come when they should, and the ledger equals the server afterwards|faults
fields|Fields of an answer that are missing or of another type|faults
crashes.sync|`revone sync` killed (SIGKILL) at a random moment while the shop changes|crashes
crashes.app|The menu-bar app killed while orders come and are announced|crashes
crashes.settings|The app killed while settings change|crashes
crashes.token|Killed while connecting, disconnecting or resetting|crashes
crashes.migration|Killed while a ledger is begun|crashes
crashes.together|App and command line at once over one ledger|crashes
disk.full|Disks that are full|crashes
disk.read-only|A disk that is read-only|crashes
disk.damage|Ledgers removed, cut, emptied or overwritten under a command|crashes
disk.app|The same under the running app|crashes
panics|Panics of the worker in the middle of its work|panics
panics.announced|Sales that are told of around panics|panics
panics.worker|The same in the running program|panics
panics.main|A panic of the main thread|panics
months|Months of a merchant's life, by a clock that is told the time|time
tray|Updates of the tray|tray
secrets|The token and customers' names, looked for after an owner's whole story|secrets
secrets.memory|The token in the memory of the running app|secrets
crashes.secrets|Crashes of the running programs|secrets
ROWS
)

fuzzed=$(grep -o '^reliability: fuzz\.[a-z_]*' "$said" | sed 's/.*fuzz\.//' | sort -u)
for target in $fuzzed; do
  rows+=$'\n'"fuzz.$target|Bytes by libFuzzer: \`$target\`|fuzz"
done
[ -n "$fuzzed" ] || { echo "Nothing was fuzzed." >&2; exit 1; }

keys=$(printf '%s\n' "$rows" | cut -d'|' -f1)
while IFS= read -r key; do
  # All of it is read: a pipe that is closed early would be an error.
  grep -Fx "$key" >/dev/null <<<"$keys" || { echo "No row of the page is for $key." >&2; exit 1; }
done < <(sed -n 's/^reliability: \([^:]*\): .*/\1/p' "$said" | sort -u)

processor=$(awk -F': ' '/^model name/ && !named++ { print $2 }' /proc/cpuinfo 2>/dev/null || true)
system=$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release 2>/dev/null || true)
# The first numbers before a word, added up, in groups of three digits.
sum() { # keys, word
  sed -n "s/^reliability: $1: //p" "$said" | grep -oE "[0-9]+ (of [0-9]+ )?$2" |
    awk '{ all += $1 } END { printf "%d", all }' | sed -e ':more' -e 's/\([0-9]\)\([0-9]\{3\}\)\($\|,\)/\1,\2\3/' -e 't more'
}

cat <<PAGE
# Reliability

What Revone was put through, and what it came to. \`make soak\` plays all of it and writes this page; \`make soak PARTS=…\` repeats
a part. \`make test\` plays a short form of each. What is promised in the first place stands in [ARCHITECTURE.md](ARCHITECTURE.md),
how secrets are kept in [SECURITY.md](SECURITY.md).

Version $(assets/build/version.sh), on $(LC_ALL=C date -u '+%-d %B %Y'), on $(nproc 2>/dev/null || sysctl -n hw.ncpu) cores${processor:+ ($processor)}, ${system:-$(uname -sr)}.

In all $(sum 'crashes\..*' kills) kills were survived, $(sum faults played) faults, $(sum fields fields) fields, $(sum 'fuzz\..*' executions) executions of the
fuzzers, $(sum months months) months, and $(sum tray updates) updates of the tray.

| what was played | what it came to | again |
|---|---|---|
PAGE
printf '%s\n' "$rows" | while IFS='|' read -r key what part; do
  # Several lines of a key are one figure, in the order of the alphabet; what is said twice stands once.
  figures=$(sed -n "s/^reliability: $key: //p" "$said" | sed 's/|/\\|/g' | sort -u |
    awk 'NR > 1 { printf "; " } { printf "%s", $0 }')
  [ -n "$figures" ] || { echo "$key has no figure." >&2; exit 1; }
  echo "| $what | $figures | \`make soak PARTS=$part\` |"
done
