#!/usr/bin/env bash
# Builds Revone.app: the menu-bar program, and in it the window's program as an app of its own, each for both kinds of
# Mac. Elsewhere everything is laid out and looked at that needs no Mac, and it stops before linking.
#
# IDENTITY   who signs, as the keychain names it ("Developer ID Application: …"); without one the signature is ad hoc,
#            which is good for this Mac only
# PROFILE    a provisioning profile of that identity (optional): with it the token lies in the data-protection keychain
# NOTARY_…   see notarize.sh: with it the app is notarized
# ARCHS      "arm64 x86_64"; name one of them to build for that kind of Mac alone
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/build/facts.sh

if [ "$(uname -s)" != Darwin ]; then
  assets/build/skeleton.sh
  echo "Revone.app is laid out and stops here, before linking: only a Mac can link, join and sign its programs."
  echo "On this system \`make run\` starts the same program, and \`make install\` installs it."
  exit 1
fi

identity=${IDENTITY:--}
if [ "$identity" = - ] && [ -n "${PROFILE:-}${NOTARY_PROFILE:-}${NOTARY_KEY:-}" ]; then
  echo "A profile and Apple's notary belong to a Developer ID: name it in IDENTITY." >&2
  exit 2
fi

# The system for which the property list says that the program is.
export MACOSX_DEPLOYMENT_TARGET=$minimum_system
archs=${ARCHS:-arm64 x86_64}
for arch in $archs; do
  triple=${arch/arm64/aarch64}-apple-darwin
  if command -v rustup >/dev/null && ! rustup target list --installed | grep -qx "$triple"; then
    rustup target add "$triple"
  fi
  cargo build --release --locked --target "$triple"
done

app=$target/app/Revone.app
window="$app/Contents/Helpers/Revone Window.app"
assets/build/bundle.sh "$app"

joined() { # program, place
  local arch built=()
  for arch in $archs; do
    built+=("$target/${arch/arm64/aarch64}-apple-darwin/release/$1")
  done
  lipo -create "${built[@]}" -output "$2/Contents/MacOS/$1"
}
joined revone "$app"
joined revone-window "$window"
# Of the two only one may start on this Mac.
for arch in $archs; do
  write_manual "$target/${arch/arm64/aarch64}-apple-darwin/release/revone" "$app/Contents/Resources/share"
done

options=(--force --options runtime --sign "$identity")
# Apple's clock dates a signature that others are to trust; an ad hoc one needs no network.
if [ "$identity" = - ]; then options+=(--timestamp=none); else options+=(--timestamp); fi

# Nothing that the hardened runtime forbids is needed: the web view runs scripts in processes of the system's own. The one
# right that is worth having, an item of its own in the data-protection keychain, macOS grants by a profile only: without,
# it ends a program that claims it.
rights=()
if [ -n "${PROFILE:-}" ]; then
  cp "$PROFILE" "$app/Contents/embedded.provisionprofile"
  security cms -D -i "$PROFILE" >"$target/app/profile.plist"
  team=$(plutil -extract TeamIdentifier.0 raw -o - "$target/app/profile.plist")
  sed -e "s|@TEAM@|$team|g" -e "s|@IDENTIFIER@|$identifier|g" assets/Revone.entitlements >"$target/app/Revone.entitlements"
  rights=(--entitlements "$target/app/Revone.entitlements")
fi

# From the inside out: the app's signature seals the window's.
codesign "${options[@]}" "$window"
codesign "${options[@]}" ${rights[@]+"${rights[@]}"} "$app"

if assets/build/notarize.sh is-wanted; then
  ditto -c -k --keepParent "$app" "$target/app/Revone.zip"
  assets/build/notarize.sh "$target/app/Revone.zip" "$app"
  rm "$target/app/Revone.zip"
fi
assets/build/verify.sh "$app"
echo "$app"
