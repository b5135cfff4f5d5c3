#!/usr/bin/env bash
# Looks at a built Revone.app, or where none can be built at its skeleton: `verify.sh [APP]`. Names everything that is not
# as it is meant, and last what this system cannot tell.
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/build/facts.sh

mac=
[ "$(uname -s)" != Darwin ] || mac=yes
if [ -n "${1:-}" ]; then
  app=$1
elif [ -n "$mac" ]; then
  app=$target/app/Revone.app
else
  app=$target/app/skeleton/Revone.app
  assets/build/bundle.sh "$app"
fi
[ -d "$app" ] || { echo "There is no $app: \`make app\` builds it." >&2; exit 1; }
window="$app/Contents/Helpers/Revone Window.app"

wrong=0
skipped=
same() { # what, as it is, as it is meant
  [ "$2" = "$3" ] && return
  echo "WRONG: $1 is \"$2\" and should be \"$3\"" >&2
  wrong=$((wrong + 1))
}
holds() { # what, command …
  local what=$1
  shift
  "$@" >/dev/null 2>&1 && return
  echo "WRONG: $what" >&2
  wrong=$((wrong + 1))
}

same "the newest version of CHANGELOG.md" "$(sed -n 's/^## \[\([^]]*\)\].*/\1/p' CHANGELOG.md | grep -v Unreleased | head -n 1)" "$version"

look_at_bundle() { # bundle, program, identifier
  local plist="$1/Contents/Info.plist"
  [ -f "$plist" ] || { same "$plist" "missing" "there"; return; }
  if command -v plutil >/dev/null; then
    holds "$plist is no property list" plutil -lint -s "$plist"
  elif command -v xmllint >/dev/null; then
    holds "$plist is no XML" xmllint --noout --nonet "$plist"
  else
    skipped="$skipped; the form of $plist (plutil or xmllint)"
  fi
  same "CFBundleIdentifier of $3" "$(value_of "$plist" CFBundleIdentifier)" "$3"
  same "CFBundleExecutable of $3" "$(value_of "$plist" CFBundleExecutable)" "$2"
  same "CFBundleShortVersionString of $3" "$(value_of "$plist" CFBundleShortVersionString)" "$version"
  same "CFBundleVersion of $3" "$(value_of "$plist" CFBundleVersion)" "$(build_number)"
  same "LSMinimumSystemVersion of $3" "$(value_of "$plist" LSMinimumSystemVersion)" "$minimum_system"
  same "LSUIElement of $3" "$(value_of "$plist" LSUIElement)" true
  same "CFBundleIconFile of $3" "$(value_of "$plist" CFBundleIconFile)" Revone
  same "what is not filled in of $plist" "$(grep -o '@[A-Z_]*@' "$plist" | xargs || true)" ""
  holds "the icon of $3 is not assets/Revone.icns" cmp "$1/Contents/Resources/Revone.icns" assets/Revone.icns

  [ -n "$mac" ] || return 0
  local program="$1/Contents/MacOS/$2" signature arch
  same "the kinds of Mac of $2" "$(lipo -archs "$program" | tr ' ' '\n' | sort | xargs)" "$(echo "${ARCHS:-arm64 x86_64}" | tr ' ' '\n' | sort | xargs)"
  for arch in $(lipo -archs "$program"); do
    same "the oldest macOS of $2 ($arch)" "$(vtool -arch "$arch" -show-build "$program" | awk '$1 == "minos" || $1 == "version" { print $2; exit }')" "$minimum_system"
  done
  signature=$(codesign --display --verbose=2 "$1" 2>&1 || true)
  same "the signed identifier of $2" "$(echo "$signature" | sed -n 's/^Identifier=//p')" "$3"
  holds "$2 is not signed for the hardened runtime" grep -q 'flags=.*runtime' <<<"$signature"
}
look_at_bundle "$app" revone "$identifier"
look_at_bundle "$window" revone-window "$identifier.Window"
for file in LICENSE-MIT LICENSE-APACHE; do
  holds "$file is missing in the app" test -s "$app/Contents/Resources/Licenses/$file"
done

# The rights that a bundle is signed with, one a line.
rights_of() {
  codesign --display --entitlements - --xml "$1" 2>/dev/null | grep -o '<key>[^<]*</key>' | sed 's/<[^>]*>//g' | sort | xargs
}
if [ -n "$mac" ]; then
  meant=
  [ ! -f "$app/Contents/embedded.provisionprofile" ] || meant="com.apple.application-identifier com.apple.developer.team-identifier"
  same "the rights of the app" "$(rights_of "$app" || true)" "$meant"
  same "the rights of the window" "$(rights_of "$window" || true)" ""
  holds "there are no notices of other packages in the app" test -s "$app/Contents/Resources/Licenses/THIRD-PARTY.txt"
  holds "the signature does not hold" codesign --verify --deep --strict "$app"
  if grep -q '^Authority=Developer ID' <<<"$(codesign --display --verbose=2 "$app" 2>&1 || true)"; then
    if xcrun stapler validate -q "$app" >/dev/null 2>&1; then
      holds "Gatekeeper does not let it start" spctl --assess --type execute "$app"
    else
      skipped="$skipped; Gatekeeper's answer (it is signed and not notarized)"
    fi
  else
    skipped="$skipped; Gatekeeper's answer (the signature is ad hoc: for this Mac only)"
  fi
else
  skipped="$skipped; programs, both kinds of Mac, the oldest macOS, signature and rights (a Mac)"
  [ -f "$app/Contents/Resources/Licenses/THIRD-PARTY.txt" ] || skipped="$skipped; the notices of other packages (their sources)"
fi

if command -v sha256sum >/dev/null; then
  holds "a drawing was changed and not drawn anew: assets/render.sh" sha256sum --check --status assets/drawn.sha256
else
  holds "a drawing was changed and not drawn anew: assets/render.sh" shasum -a 256 --check --status assets/drawn.sha256
fi

[ "$wrong" -eq 0 ] || { echo "$wrong wrong in $app" >&2; exit 1; }
echo "as it is meant: $app"
[ -z "$skipped" ] || echo "not looked at: ${skipped#; }"
