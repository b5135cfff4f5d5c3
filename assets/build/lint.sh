#!/usr/bin/env bash
# Checks what the compiler does not read: scripts, workflows, property lists, desktop files, the cask, and what comes in
# with the packages. `lint.sh [PART…]`; without one, all of them. What could not be checked is named in lines that begin with
# "skipped: "; with STRICT=1 it is an error.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1

PATH=$(assets/build/tools.sh path):$PATH
export PATH
wrong=0

held() { # what, command and arguments
  local what=$1
  shift
  if "$@"; then
    echo "checked: $what"
  else
    wrong=1
    echo "WRONG: $what" >&2
  fi
}

skipped() {
  echo "skipped: $1"
  [ -z "${STRICT:-}" ] || wrong=1
}

# What is there or can be had within two minutes. What has nothing to wait with waits as long as it takes.
soon() {
  if command -v timeout >/dev/null; then
    timeout 120 assets/build/tools.sh "$1"
  else
    assets/build/tools.sh "$1"
  fi
}

# The project's own files whose names end so.
ending() {
  find . \( -name target -o -name .git -o -name node_modules \) -prune -o -type f -name "*$1" -print | sort
}

files=()
gather() { # endings
  files=()
  local file kind
  for kind in "$@"; do
    while IFS= read -r file; do files+=("$file"); done < <(ending "$kind")
  done
}

scripts() {
  gather .sh
  files+=(.ci/run)
  if command -v shellcheck >/dev/null; then
    held "${#files[@]} scripts (shellcheck)" shellcheck --external-sources "${files[@]}"
  else
    skipped "the scripts: there is no shellcheck here"
  fi
}

workflows() {
  local workflows=(.github/workflows/*.yml)
  if soon actionlint; then
    held "${#workflows[@]} workflows (actionlint)" actionlint "${workflows[@]}"
  else
    skipped "the workflows by actionlint 1.7: it could not be installed here"
    if soon actionlint-1.6; then
      held "${#workflows[@]} workflows by the rules of actionlint 1.6" actionlint-1.6 "${workflows[@]}"
    else
      skipped "the workflows by the rules of actionlint 1.6: it could not be installed here"
    fi
  fi
  if soon zizmor; then
    held "${#workflows[@]} workflows (zizmor)" zizmor --offline --quiet --no-progress --min-severity medium .github
  else
    skipped "the workflows by zizmor: it could not be installed here"
  fi
}

# Rules that let everything pass would hold nothing: each one refuses a file, by its own sentence and no other.
rules_refuse() {
  local kind='<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">'
  local sentence list said missed=0
  while IFS='|' read -r sentence list; do
    printf '%s\n' "${list/@KIND@/$kind}" >"$scratch/wrong.plist"
    if said=$(python3 assets/build/plists.py "$scratch/wrong.plist" 2>&1) || [[ $said != *"$sentence"* ]]; then
      echo "let pass or refused for another reason ($sentence): $list" >&2
      missed=1
    fi
  done <<'END'
the document type must be|<plist version="1.0"><dict/></plist>
the outermost element must be|@KIND@<plist><dict/></plist>
the outermost element must be|@KIND@<dict/>
takes no attributes|@KIND@<plist version="1.0"><dict a="b"/></plist>
stands where a key is due|@KIND@<plist version="1.0"><dict><true/></dict></plist>
stands where a value is due|@KIND@<plist version="1.0"><dict><key>A</key><key>B</key></dict></plist>
the last key has no value|@KIND@<plist version="1.0"><dict><key>A</key></dict></plist>
the key A comes twice|@KIND@<plist version="1.0"><dict><key>A</key><true/><key>A</key><true/></dict></plist>
a key is empty|@KIND@<plist version="1.0"><dict><key></key><true/></dict></plist>
holds no elements|@KIND@<plist version="1.0"><string><true/></string></plist>
no property list knows|@KIND@<plist version="1.0"><set/></plist>
a second one stands here|@KIND@<plist version="1.0"><dict/><dict/></plist>
without a value|@KIND@<plist version="1.0"></plist>
holds no text|@KIND@<plist version="1.0"><dict><key>A</key>stray<true/></dict></plist>
holds no text|@KIND@<plist version="1.0">stray<dict/></plist>
cannot be read|@KIND@<plist version="1.0"><integer>one</integer></plist>
cannot be read|@KIND@<plist version="1.0"><dict></plist>
END
  return "$missed"
}

plists() {
  gather .plist .entitlements
  if command -v plutil >/dev/null; then
    held "${#files[@]} property lists (plutil)" plutil -lint -s "${files[@]}"
  else
    if ! rules_refuse; then
      wrong=1
      echo "WRONG: the rules for property lists" >&2
    fi
    held "${#files[@]} property lists (by plutil's rules)" python3 assets/build/plists.py "${files[@]}"
  fi
}

desktop() {
  gather .desktop
  [ ${#files[@]} -gt 0 ] || return 0
  if command -v desktop-file-validate >/dev/null; then
    held "${#files[@]} desktop files" desktop-file-validate "${files[@]}"
  else
    skipped "desktop files: there is no desktop-file-validate here"
  fi
}

# As a release would fill it in, in a folder of the name by which Homebrew knows casks.
filled_in() {
  mkdir -p "$scratch/Casks"
  : >"$scratch/image"
  assets/build/cask.sh 1.2.3 "$scratch/image" >"$scratch/Casks/revone.rb" && ! grep @ "$scratch/Casks/revone.rb"
}

cask() {
  held "the cask can be filled in" filled_in
  if command -v ruby >/dev/null; then
    held "the cask (ruby)" ruby -cw "$scratch/Casks/revone.rb"
  else
    skipped "the cask by ruby: there is no ruby here"
  fi
}

brew_style() {
  if command -v brew >/dev/null; then
    filled_in
    held "the cask (brew style)" brew style "$scratch/Casks/revone.rb"
  else
    skipped "the cask by brew style: there is no Homebrew here"
  fi
}

packages() {
  if ! soon cargo-deny; then
    skipped "the packages: cargo-deny could not be installed within two minutes (assets/build/tools.sh cargo-deny has no limit)"
    return
  fi
  held "licences, bans and sources of the packages" cargo deny --log-level error check bans licenses sources
  if cargo deny fetch db >/dev/null 2>&1; then
    held "advisories about the packages" cargo deny --log-level error check advisories
  else
    skipped "advisories about the packages: their list could not be fetched"
  fi
}

scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
[ $# -gt 0 ] || set -- scripts workflows plists desktop cask brew packages
for part in "$@"; do
  case "$part" in
    scripts) scripts ;;
    workflows) workflows ;;
    plists) plists ;;
    desktop) desktop ;;
    cask) cask ;;
    brew) brew_style ;;
    packages) packages ;;
    *)
      echo "lint.sh knows scripts, workflows, plists, desktop, cask, brew and packages; it does not know $part." >&2
      exit 2
      ;;
  esac
done
exit "$wrong"
