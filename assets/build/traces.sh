#!/usr/bin/env bash
# Holds the cask's `zap` list against what is below ~/Library under the program's names: what the list does not name is an
# error, what it names and is not there is said. For a Mac on which the program has run, with its window and an export.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ "$(uname -s)" != Darwin ]; then
  echo "Only a Mac has what is looked for here." >&2
  exit 1
fi

listed=$(sed -n '/zap trash: \[/,/\]/s/^ *"~\/\(.*\)",$/\1/p' assets/homebrew/revone.rb)
# Not every folder may be looked into; what may not be is not the program's.
found=$(cd "$HOME" && { find Library -iname '*revone*' -prune -print 2>/dev/null || true; })
unlisted=$(comm -13 <(sort <<<"$listed") <(sort <<<"$found"))
absent=$(comm -23 <(sort <<<"$listed") <(sort <<<"$found"))
[ -z "$absent" ] || printf 'not there: %s\n' "$absent"
if [ -n "$unlisted" ]; then
  printf 'not in the cask:\n%s\n' "$unlisted" >&2
  exit 1
fi
echo "The cask names everything that is there."
