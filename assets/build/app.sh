#!/usr/bin/env bash
# Builds Revone.app: the menu-bar program, and in it the window's program as an app of its own, signed first. Signed for
# this Mac only, unless SIGN names an identity of the keychain.
set -euo pipefail

if [ "$(uname -s)" != Darwin ]; then
  echo "Revone.app can be built on a Mac only. Here, \`make run\` starts the same program."
  exit 1
fi

# The system for which the plist says that the program is.
export MACOSX_DEPLOYMENT_TARGET=13.0
cargo build --release --locked
built=${CARGO_TARGET_DIR:-target}/release

# A plist with the version of Cargo.toml; the build number counts the commits.
filled() {
  version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
  build=$(git rev-list --count HEAD 2>/dev/null || echo 1)
  sed -e "s/@VERSION@/$version/" -e "s/@BUILD@/$build/" "$1"
}

app=$built/Revone.app
window="$app/Contents/Helpers/Revone Window.app"
rm -rf "$app"
mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources" "$window/Contents/MacOS" "$window/Contents/Resources"

cp "$built/revone" "$app/Contents/MacOS/"
filled Info.plist >"$app/Contents/Info.plist"
cp assets/Revone.icns "$app/Contents/Resources/"

cp "$built/revone-window" "$window/Contents/MacOS/"
filled assets/window/Info.plist >"$window/Contents/Info.plist"
cp assets/Revone.icns "$window/Contents/Resources/"

for bundle in "$window" "$app"; do
  plutil -lint -s "$bundle/Contents/Info.plist"
  codesign --force --options runtime --sign "${SIGN:--}" "$bundle"
done
codesign --verify --strict --deep "$app"
echo "$app"
