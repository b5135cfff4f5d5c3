# shellcheck shell=bash disable=SC2034,SC2154
# Where Revone is installed, for install.sh and uninstall.sh: to be sourced after facts.sh.

# The processes of the program at this place.
running() { # program
  local pid path
  if [ "$(uname -s)" = Darwin ]; then
    ps -axww -o pid= -o comm= | while read -r pid path; do
      if [ "$path" = "$1" ]; then echo "$pid"; fi
    done
  else
    for path in /proc/[0-9]*; do
      case $(readlink "$path/exe" 2>/dev/null || true) in
        "$1" | "$1 (deleted)") echo "${path#/proc/}" ;;
      esac
    done
  fi
}

# Quits every process of the program at this place, and waits for its end.
quit() { # program
  local pid tries=0
  [ -n "$(running "$1")" ] || return 0
  echo "Quitting Revone, which is running."
  for pid in $(running "$1"); do
    kill -TERM "$pid" 2>/dev/null || true
  done
  while [ -n "$(running "$1")" ]; do
    if [ "$tries" -ge 40 ]; then
      echo "Revone is still running after 10 seconds: quit it in its menu, then try again." >&2
      return 1
    fi
    tries=$((tries + 1))
    sleep 0.25
  done
}

# Whether a folder, or the nearest of its parents that is there, can be written.
writable() {
  local folder=$1
  while [ ! -e "$folder" ]; do folder=$(dirname "$folder"); done
  [ -d "$folder" ] && [ -w "$folder" ]
}

if [ "$(uname -s)" = Darwin ]; then
  if [ -z "${APPS:-}" ]; then
    APPS=/Applications
    writable "$APPS" || APPS=$HOME/Applications
  fi
  installed_app=$APPS/Revone.app
  program=$installed_app/Contents/MacOS/revone
  data=${REVONE_HOME:-$HOME/Library/Application Support/Revone}
  logs=$HOME/Library/Logs/Revone
  links=("/usr/local/bin/revone" "$HOME/.local/bin/revone")
  if [ -n "${LINK:-}" ]; then links=("$LINK"); fi
else
  PREFIX=${PREFIX:-$HOME/.local}
  case $PREFIX in
    /*) ;;
    *) echo "PREFIX has to be a whole path that begins with /: $PREFIX" >&2; exit 2 ;;
  esac
  case $PREFIX in
    *[[:cntrl:]]*) echo "PREFIX has a character in it that no desktop file can name." >&2; exit 2 ;;
  esac
  DESTDIR=${DESTDIR:-}
  root=$DESTDIR$PREFIX
  program=$PREFIX/bin/revone
  data=${REVONE_HOME:-${XDG_DATA_HOME:-$HOME/.local/share}/revone}
  logs=${XDG_STATE_HOME:-$HOME/.local/state}/revone
  desktop=$root/share/applications/$identifier.desktop
  icons=$root/share/icons/hicolor
  # A program for all users is nobody's own to start at login: each of them says so in the settings.
  autostart=
  case $PREFIX/ in
    "$HOME"/*) autostart=$DESTDIR${XDG_CONFIG_HOME:-$HOME/.config}/autostart/$identifier.desktop ;;
  esac
  manual=(man/man1/revone.1 bash-completion/completions/revone zsh/site-functions/_revone fish/vendor_completions.d/revone.fish)
fi

# A folder of the owner's choice holds both.
if [ -n "${REVONE_HOME:-}" ]; then logs=$REVONE_HOME/logs; fi

# A path as the value of Exec, by the rules of desktop entries: quoted as an argument, and escaped as a string. The program
# writes it in the same way when it is told to start at login.
exec_of() {
  printf '"%s"' "$(printf '%s' "$1" | sed -e 's/[\\"`$]/\\&/g' -e 's/%/%%/g')" | sed 's/\\/\\\\/g'
}

# A desktop file of the sources, with the program's place in it.
placed() { # file
  local exec line
  exec=$(exec_of "$program")
  while IFS= read -r line; do
    if [ "$line" = "Exec=@EXEC@" ]; then line=Exec=$exec; fi
    printf '%s\n' "$line"
  done <"$1"
}
