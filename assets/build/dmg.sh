#!/usr/bin/env bash
# Puts Revone.app into a disk image, beside a link to the folder of programs. Builds the app first unless APP names one;
# IDENTITY and NOTARY_… are those of app.sh. DMG_PAUSE, in seconds (2), grows
# with each try.
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/build/facts.sh

if [ "$(uname -s)" != Darwin ]; then
  echo "A disk image can be made on a Mac only." >&2
  exit 1
fi
app=${APP:-}
if [ -z "$app" ]; then
  assets/build/app.sh
  app=$target/app/Revone.app
fi

image=$target/Revone-$version.dmg
content=$(mktemp -d)
trap 'rm -r "$content"' EXIT
ditto "$app" "$content/Revone.app"
ln -s /Applications "$content/Applications"
# What looks at new files (Spotlight, the guard against malware) holds on to the volume for a moment: "Resource busy".
tries=1
until hdiutil create -ov -fs HFS+ -format UDZO -volname Revone -srcfolder "$content" "$image" >/dev/null; do
  rm -f "$image"
  if [ "$tries" -ge 5 ]; then
    echo "hdiutil made no disk image in $tries tries: what it said stands above." >&2
    exit 1
  fi
  sleep $((tries * ${DMG_PAUSE:-2}))
  tries=$((tries + 1))
done

if [ "${IDENTITY:--}" != - ]; then
  codesign --force --timestamp --sign "$IDENTITY" "$image"
fi
if assets/build/notarize.sh is-wanted; then
  assets/build/notarize.sh "$image"
fi
hdiutil verify -quiet "$image"
echo "$image"
