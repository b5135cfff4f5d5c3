#!/usr/bin/env bash
# Prints what CHANGELOG.md says of one version: `release-notes.sh VERSION [CHANGELOG]`.
set -euo pipefail

version=${1:-}
changelog=${2:-$(dirname "$0")/../../CHANGELOG.md}
if [ -z "$version" ]; then
  echo "usage: release-notes.sh VERSION [CHANGELOG]" >&2
  exit 2
fi
if [ ! -f "$changelog" ]; then
  echo "$changelog is not there. The second argument names the changelog." >&2
  exit 2
fi

# The lines between the version's heading and the next one or the links at the end, without empty ones around them.
notes=$(awk -v heading="## [$version]" '
  index($0, heading) == 1 { inside = 1; next }
  /^## / || /^\[[^]]+\]: / { inside = 0 }
  inside && /[^[:space:]]/ { for (; empty > 0; empty--) print ""; print; said = 1; next }
  inside && said { empty++ }
' "$changelog")
if [ -z "$notes" ]; then
  echo "$changelog says nothing of $version. Add a section that begins with: ## [$version]" >&2
  exit 1
fi
printf '%s\n' "$notes"
