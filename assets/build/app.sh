#!/usr/bin/env bash
# Builds Revone.app: the menu-bar program, and in it the window's program as an app of its own, signed first. Signed for
# this Mac only, unless SIGN names an identity of the keychain.
set -euo pipefail

if [ "$(uname -s)" != Darwin ]; then
  echo "Revone.app can be built on a Mac only. Here, \`make run\` starts the same program."
  exit 1
fi

cargo build --release --locked
built=${CARGO_TARGET_DIR:-target}/release

app=$built/Revone.app
window="$app/Contents/Helpers/Revone Window.app"
rm -rf "$app"
mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources" "$window/Contents/MacOS" "$window/Contents/Resources"

cp "$built/revone" "$app/Contents/MacOS/"
cp Info.plist "$app/Contents/"
cp assets/Revone.icns "$app/Contents/Resources/"

# The window says the same of itself but who it is.
cp "$built/revone-window" "$window/Contents/MacOS/"
cp Info.plist "$window/Contents/"
cp assets/Revone.icns "$window/Contents/Resources/"
for change in CFBundleExecutable=revone-window CFBundleIdentifier=app.revone.Revone.Window; do
  plutil -replace "${change%%=*}" -string "${change#*=}" "$window/Contents/Info.plist"
done

for bundle in "$window" "$app"; do
  plutil -lint -s "$bundle/Contents/Info.plist"
  codesign --force --options runtime --sign "${SIGN:--}" "$bundle"
done
codesign --verify --strict --deep "$app"
echo "$app"
