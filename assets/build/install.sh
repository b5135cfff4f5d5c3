#!/usr/bin/env bash
# Installs Revone for this user. Installing again replaces the program and leaves alone what its owner has chosen.
#
# Linux  PREFIX (~/.local), DESTDIR; BIN_DIR with both programs instead of a build; AUTOSTART=no leaves that file out
# macOS  APPS (/Applications, without rights ~/Applications); APP with a built app instead of a build; LINK, where the
#        command goes
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/build/facts.sh
. assets/build/places.sh

on_path() {
  case ":$PATH:" in
    *":$1:"*) ;;
    *) echo "$1 is not on your PATH: add it there to type \`revone\` in a terminal." ;;
  esac
}

if [ "$(uname -s)" = Darwin ]; then
  app=${APP:-}
  if [ -z "$app" ]; then
    assets/build/app.sh
    app=$target/app/Revone.app
  fi
  quit "$program"
  mkdir -p "$APPS"
  rm -rf "$installed_app"
  ditto "$app" "$installed_app"
  echo "Installed: $installed_app"
  for link in "${links[@]}"; do
    folder=$(dirname "$link")
    writable "$folder" || continue
    if [ -e "$link" ] && [ ! -L "$link" ]; then
      echo "$link is another program and stays: the command is $program"
      break
    fi
    mkdir -p "$folder"
    ln -sf "$program" "$link"
    echo "Installed: $link"
    on_path "$folder"
    break
  done
  echo "Start it: open \"$installed_app\""
  exit 0
fi

# Before anything is built that could not be put there. Who has to become root has no compiler there, as a rule.
if ! writable "$root"; then
  where="PREFIX=$(printf %q "$PREFIX")${DESTDIR:+ DESTDIR=$(printf %q "$DESTDIR")}"
  echo "$root cannot be written: build as yourself and install as root (cargo build --release --locked, then sudo make install $where BIN_DIR=$target/release), or name another PREFIX." >&2
  exit 1
fi
built=${BIN_DIR:-}
if [ -z "$built" ]; then
  assets/build/packages.sh build
  cargo build --release --locked
  built=$target/release
fi
for name in revone revone-window; do
  [ -x "$built/$name" ] || { echo "$built/$name is missing: BIN_DIR names the folder of both programs." >&2; exit 2; }
done

again=
[ ! -e "$root/bin/revone" ] || again=yes
[ -n "$DESTDIR" ] || quit "$program"

mkdir -p "$root/bin" "$(dirname "$desktop")" "$icons/128x128/apps" "$icons/scalable/apps"
install -m 755 "$built/revone" "$built/revone-window" "$root/bin/"
install -m 644 assets/icon-128.png "$icons/128x128/apps/$identifier.png"
install -m 644 assets/icon.svg "$icons/scalable/apps/$identifier.svg"
# A desktop that keeps a list of the icons looks at this folder's time before it believes the list.
touch "$icons"
placed assets/linux/revone.desktop >"$desktop"
chmod 644 "$desktop"
write_manual "$root/bin/revone" "$root/share"
echo "Installed: $root/bin/revone"

if [ -z "$autostart" ] || [ "${AUTOSTART:-}" = no ]; then
  echo "It starts at login when you turn that on in its settings."
elif [ -e "$autostart" ]; then
  echo "Starting at login stays as it is: $autostart"
elif [ -n "$again" ]; then
  echo "Starting at login stays off: the settings turn it on."
else
  mkdir -p "$(dirname "$autostart")"
  placed assets/linux/autostart.desktop >"$autostart"
  chmod 600 "$autostart"
  echo "It starts at login; the settings turn that off."
fi
on_path "$PREFIX/bin"
