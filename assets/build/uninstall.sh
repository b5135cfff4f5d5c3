#!/usr/bin/env bash
# Removes what install.sh has installed. Ledger, settings and token go only when that is answered with yes, or with YES=1;
# without anybody to ask they stay. PREFIX, DESTDIR, APPS and LINK are those of install.sh.
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/build/facts.sh
. assets/build/places.sh

# Nothing is asked, quit or forgotten for a program that cannot be removed.
refuse() { # what, the variable that names another
  echo "$1 cannot be written: run it as root, or name another $2. \`revone reset\` before it removes ledger, settings and token, which are yours and not root's." >&2
  exit 1
}
if [ "$(uname -s)" = Darwin ]; then
  if [ -d "$installed_app" ]; then
    writable "$APPS" || refuse "$APPS" APPS
    writable "$installed_app" || refuse "$installed_app" APPS
  fi
elif [ -d "$root/bin" ]; then
  writable "$root/bin" || refuse "$root/bin" PREFIX
fi

staged=${DESTDIR:-}
[ -n "$staged" ] || quit "$program"

# Whether something of the program's own is kept. A folder with nothing but a file of somebody else's is no reason to ask.
is_kept() {
  local file
  for file in "$data/accounts.json" "$data/settings.json" "$data/ledger.sqlite"* "$data/ledger.broken-"* "$logs/revone"*; do
    if [ -e "$file" ]; then return 0; fi
  done
  return 1
}

forgotten=
# Nobody's data are in a folder that a package is put together in.
if [ -z "$staged" ] && is_kept; then
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
      forgotten=yes
      ;;
    *) echo "Ledger, settings and token stay; \`make uninstall\` asks again once the program is installed again." ;;
  esac
fi

removed=
remove() { # file, link or folder
  [ -e "$1" ] || [ -L "$1" ] || return 0
  rm -rf "$1"
  removed=yes
  echo "Removed: $1"
}

if [ "$(uname -s)" = Darwin ]; then
  for link in "${links[@]}"; do
    if [ -L "$link" ] && [ "$(readlink "$link")" = "$program" ]; then remove "$link"; fi
  done
  remove "$installed_app"
  # What macOS keeps for the program. `defaults` tells the process that has
  # the preferences in memory and would write them anew.
  if [ -n "$forgotten" ]; then
    for bundle in "$identifier" "$identifier.Window"; do
      defaults delete "$bundle" >/dev/null 2>&1 || true
      remove "$HOME/Library/Preferences/$bundle.plist"
    done
    remove "$HOME/Library/Saved Application State/$identifier.Window.savedState"
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
