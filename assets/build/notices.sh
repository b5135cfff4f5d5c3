#!/usr/bin/env bash
# The packages that are in the program, each with its licence and where it comes from, and the texts of these licences:
# `notices.sh TARGET…`, to standard output. A text that several packages have stands there once.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

for target in "$@"; do
  cargo tree --locked --quiet --target "$target" --edges normal --prefix none --format '{p}|{l}|{r}' >>"$work/tree"
done
# `name v1.2.3 (*)|licence|address`: a line a package, without the program itself and without a note of where it lies.
sed -e 's/ ([^|]*)//g' "$work/tree" | grep -v '^revone v' | LC_ALL=C sort -u >"$work/packages"

registry=${CARGO_HOME:-$HOME/.cargo}/registry/src
while IFS='|' read -r package licence _; do
  for text in "$registry"/*/"${package% v*}-${package##* v}"/*; do
    case ${text##*/} in
      LICENSE* | LICENCE* | COPYING* | NOTICE* | UNLICENSE* | license* | copying*) ;;
      *) continue ;;
    esac
    if [ -f "$text" ]; then printf '%s (%s)\t%s\n' "$package" "$licence" "$text"; fi
  done
done <"$work/packages" >"$work/texts"

echo "Revone contains these packages. Their licences follow. SQLite, which is in it too, is in the public domain."
echo
sed -e 's/|/ — /' -e 's/|/ — /' "$work/packages"
[ -s "$work/texts" ] || exit 0
cut -f 2 "$work/texts" | tr '\n' '\0' | xargs -0 cksum | cut -d ' ' -f 1,2 | paste - "$work/texts" | awk -F '\t' '
  !($1 in file) { order[++texts] = $1; file[$1] = $3 }
  last[$1] != $2 { last[$1] = $2; users[$1] = users[$1] $2 "\n" }
  END {
    for (at = 1; at <= texts; at++) {
      print "\n--------------------------------------------------------------------------------"
      print users[order[at]]
      while ((getline line <file[order[at]]) > 0) print line
      close(file[order[at]])
    }
  }'
