#!/usr/bin/env bash
# Installs the system packages that are missing: `packages.sh build` for a build, `packages.sh test` for the tests too,
# `packages.sh browser` for those that need Chromium, `packages.sh lint` for the lints.
# Nothing is asked of the network when nothing is missing. On a Mac nothing is needed beyond Xcode's command line tools.
set -euo pipefail

build=(build-essential pkg-config libgtk-3-dev libayatana-appindicator3-dev libwebkit2gtk-4.1-dev libdbus-1-dev ca-certificates)
test=(shellcheck tmux xvfb dbus gnome-keyring webkit2gtk-driver xdotool desktop-file-utils strace)
browser=(chromium chromium-driver fonts-noto-core)
lint=(shellcheck desktop-file-utils ruby python3 python3-venv)

case "${1:-}" in
  build) wanted=("${build[@]}") ;;
  test) wanted=("${build[@]}" "${test[@]}") ;;
  browser) wanted=("${build[@]}" "${test[@]}" "${browser[@]}") ;;
  lint) wanted=("${lint[@]}") ;;
  *) echo "usage: packages.sh build|test|browser|lint" >&2; exit 2 ;;
esac

[ "$(uname -s)" = Linux ] || exit 0

# axe-core and one of the lints come by npm. It is asked for by its command, because the package nodejs of NodeSource holds
# it, too, and cannot be installed beside Debian's npm.
case "$1" in
  browser | lint) command -v npm >/dev/null || wanted+=(nodejs npm) ;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "This system has no apt-get. Revone needs what Debian calls: ${wanted[*]}"
  exit 0
fi

missing=()
for package in "${wanted[@]}"; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "These packages are missing, and there is no sudo to install them with. As root: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "Installing: ${missing[*]}"
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
