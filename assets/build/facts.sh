# shellcheck shell=bash disable=SC2034
# What the scripts of the bundle know of the program: to be sourced from the repository's folder. Written for bash 3.2,
# which is what a Mac has.

target=${CARGO_TARGET_DIR:-target}

# A value of Cargo.toml: section, key.
of_cargo() {
  awk -v section="[$1]" -v key="$2" '
    /^\[/ { inside = ($0 == section) }
    inside && $1 == key && $2 == "=" { sub(/^[^=]*= *"/, ""); sub(/" *$/, ""); print; exit }
  ' Cargo.toml
}

version=$(of_cargo package version)
identifier=$(of_cargo package.metadata.bundle identifier)
minimum_system=$(of_cargo package.metadata.bundle minimum-system)

# The build number: 1.2.3 is 1002003. It grows with the version, and is the same whoever builds, from a clone or from an
# archive without a history. A pre-release has the number of its release.
build_number() {
  echo "${version%%[-+]*}" | awk -F. '{ print $1 * 1000000 + $2 * 1000 + $3 }'
}

# A property list of the sources, filled in from Cargo.toml.
filled() {
  local copyright category
  copyright=$(of_cargo package.metadata.bundle copyright)
  category=$(of_cargo package.metadata.bundle category)
  sed -e "s|@VERSION@|$version|" -e "s|@BUILD@|$(build_number)|" -e "s|@IDENTIFIER@|$identifier|" \
    -e "s|@MINIMUM_SYSTEM@|$minimum_system|" -e "s|@COPYRIGHT@|$copyright|" -e "s|@CATEGORY@|$category|" "$1"
}

# The text under a key of a property list in the form of the sources, one key a line.
value_of() { # file, key
  if command -v plutil >/dev/null; then
    plutil -extract "$2" raw -o - "$1"
  else
    awk -v key="<key>$2</key>" '
      found { gsub(/^ *<(string>)?|(<\/string|\/)>$/, ""); print; exit }
      index($0, key) { found = 1 }
    ' "$1"
  fi
}

# What the program says of itself for shells and for `man`, below a folder laid out as share/ is. A program that does not
# know one of these commands leaves it out.
write_manual() { # program, folder
  local program=$1 share=$2 made
  made=$(mktemp -d)
  for one in "bash:bash-completion/completions/revone" "zsh:zsh/site-functions/_revone" "fish:fish/vendor_completions.d/revone.fish"; do
    if "$program" completions "${one%%:*}" >"$made/text" 2>/dev/null && [ -s "$made/text" ]; then
      mkdir -p "$share/$(dirname "${one#*:}")"
      cp "$made/text" "$share/${one#*:}"
    fi
  done
  if "$program" man >"$made/text" 2>/dev/null && [ -s "$made/text" ]; then
    mkdir -p "$share/man/man1"
    cp "$made/text" "$share/man/man1/revone.1"
  fi
  rm -r "$made"
}
