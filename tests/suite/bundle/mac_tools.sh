#!/bin/sh
# Stands in for a Mac's tools: notes how it was called, and does what the scripts need of it. Linked under each tool's name.
name=$(basename "$0")
[ "$name" = uname ] && { echo Darwin; exit; }
echo "$name $*" >>"$CALLS"
for last; do :; done
case "$name $*" in
  "rustup target list"*) printf 'aarch64-apple-darwin\nx86_64-apple-darwin\n' ;;
  "cargo tree"*) echo "somebody v1.0.0|MIT|https://example.com" ;;
  "cargo build"*)
    made="$CARGO_TARGET_DIR/$last/release"
    mkdir -p "$made"
    printf '#!/bin/sh\nexit 2\n' | tee "$made/revone" >"$made/revone-window"
    chmod +x "$made/revone" "$made/revone-window"
    ;;
  "lipo -archs"*) echo "${FAKE_ARCHS:-x86_64 arm64}" ;;
  "lipo -create"*) cp "$2" "$last" ;;
  "vtool "*) echo "    minos 13.0" ;;
  "plutil -extract TeamIdentifier.0"*) echo TEAM123456 ;;
  "plutil -extract"*) awk -v key="<key>$2</key>" 'found { gsub(/^ *<(string>)?|(<\/string|\/)>$/, ""); print; exit } index($0, key) { found = 1 }' "$last" ;;
  "codesign --display --entitlements"*)
    [ -f "$last/Contents/embedded.provisionprofile" ] &&
      echo "<key>com.apple.application-identifier</key><key>com.apple.developer.team-identifier</key>"
    ;;
  "codesign --display"*)
    case $last in *Window.app) echo "Identifier=app.revone.Revone.Window" ;; *) echo "Identifier=app.revone.Revone" ;; esac
    echo "CodeDirectory v=20500 flags=0x10000(runtime)"
    [ "${IDENTITY:--}" = - ] || echo "Authority=$IDENTITY"
    ;;
  "ditto -c"*) : >"$last" ;;
  "ditto "*) cp -R "$1" "$2" ;;
  "hdiutil create"*)
    [ "$(grep -c '^hdiutil create' "$CALLS")" -gt 1 ] && [ -e "$last" ] && echo "hdiutil found half an image" >>"$CALLS"
    : >"$last"
    if [ "$(grep -c '^hdiutil create' "$CALLS")" -le "${FAKE_BUSY:-0}" ]; then
      echo "hdiutil: create failed - Resource busy" >&2
      exit 1
    fi
    ;;
  "xcrun notarytool submit"*)
    # As Apple's tool does: it ends well whatever the answer is, and has none where it was not let in.
    [ "${FAKE_NOTARY:-Accepted}" != none ] || { echo "HTTP status code: 401" >&2; exit 69; }
    printf '<plist version="1.0">\n<dict>\n<key>id</key>\n<string>SUBMISSION</string>\n<key>status</key>\n<string>%s</string>\n</dict>\n</plist>\n' \
      "${FAKE_NOTARY:-Accepted}"
    ;;
  "xcrun notarytool log"*) echo "the signature has no secure timestamp" ;;
esac
exit 0
