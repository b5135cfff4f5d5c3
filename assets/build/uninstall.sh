#!/usr/bin/env bash
# Removes what install.sh has installed. Ledger, settings and token go only when that is answered with yes, or with YES=1;
# without anybody to ask they stay. PREFIX, DESTDIR, APPS and LINK are those of install.sh.
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/build/facts.sh
. assets/build/places.sh

staged=${DESTDIR:-}
[ -n "$staged" ] || quit "$program"

# Nobody's data are in a folder that a package is put together in.
if [ -z "$staged" ] && [ -e "$data" ]; then
  answer=
  if [ "${YES:-}" = 1 ]; then
    answer=y
  else
    printf 'Remove the ledger, the settings and the token of every organization, too (%s)? [y/N] ' "$data"
    read -r answer || echo
  fi
  case $answer in
    y | Y | yes | Yes)
      if [ ! -x "$program" ]; then
        echo "$program is gone, and only the program can take its token out of the store of secrets: install it again first." >&2
        exit 1
      fi
      # What has to be removed first is what the program alone can remove.
      "$program" reset --yes || { echo "Nothing else was removed." >&2; exit 1; }
      ;;
    *) echo "Ledger, settings and token stay; \`make uninstall\` asks again once the program is installed again." ;;
  esac
fi

removed=
remove() { # file or link
  [ -e "$1" ] || [ -L "$1" ] || return 0
  rm -f "$1"
  removed=yes
  echo "Removed: $1"
}

if [ "$(uname -s)" = Darwin ]; then
  for link in "${links[@]}"; do
    if [ -L "$link" ] && [ "$(readlink "$link")" = "$program" ]; then remove "$link"; fi
  done
  if [ -d "$installed_app" ]; then
    rm -rf "$installed_app"
    removed=yes
    echo "Removed: $installed_app"
  fi
else
  # One that starts a program elsewhere belongs to that one.
  if [ -n "$autostart" ] && [ -f "$autostart" ] && grep -qxF "Exec=$(exec_of "$program")" "$autostart"; then
    remove "$autostart"
  fi
  for file in "$root/bin/revone" "$root/bin/revone-window" "$desktop" "$icons/128x128/apps/$identifier.png" "$icons/scalable/apps/$identifier.svg"; do
    remove "$file"
  done
  for file in "${manual[@]}"; do
    remove "$root/share/$file"
  done
  # Folders that nobody else has put anything into.
  for folder in "${manual[@]}" icons/hicolor/128x128/apps/x icons/hicolor/scalable/apps/x applications/x; do
    folder=$(dirname "$folder")
    while [ "$folder" != . ]; do
      rmdir "$root/share/$folder" 2>/dev/null || true
      folder=$(dirname "$folder")
    done
  done
fi
[ -n "$removed" ] || echo "Revone is not installed here."
