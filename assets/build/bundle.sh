#!/usr/bin/env bash
# Lays out Revone.app: every folder and file but the two programs and the signature. `bundle.sh FOLDER` works on any system.
#
#   Contents/Info.plist, Resources/Revone.icns, Resources/Licenses
#   Contents/MacOS/revone                              put there by app.sh
#   Contents/Helpers/Revone Window.app/Contents/…      the window's program, an app of its own with the same layout
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/build/facts.sh

app=${1:?usage: bundle.sh FOLDER/Revone.app}
window="$app/Contents/Helpers/Revone Window.app"
rm -rf "$app"
mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources/Licenses" "$window/Contents/MacOS" "$window/Contents/Resources"

filled Info.plist >"$app/Contents/Info.plist"
filled assets/window/Info.plist >"$window/Contents/Info.plist"
for bundle in "$app" "$window"; do
  if grep -n '@[A-Z_]*@' "$bundle/Contents/Info.plist"; then
    echo "$bundle/Contents/Info.plist: a line was not filled in from Cargo.toml" >&2
    exit 1
  fi
  cp assets/Revone.icns "$bundle/Contents/Resources/"
done

cp LICENSE-APACHE LICENSE-MIT "$app/Contents/Resources/Licenses/"
notices="$app/Contents/Resources/Licenses/THIRD-PARTY.txt"
if ! assets/build/notices.sh aarch64-apple-darwin x86_64-apple-darwin >"$notices"; then
  rm -f "$notices"
  [ "$(uname -s)" != Darwin ] || exit 1
  echo "skipped: THIRD-PARTY.txt, as not every package for the Mac is on this computer"
fi
