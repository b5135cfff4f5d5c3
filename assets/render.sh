#!/bin/sh
# Draws every bitmap of the program from its SVG sources. Needs rsvg-convert and python3; run it after changing a drawing.
set -eu
cd "$(dirname "$0")"

# The menu bar and the panels get a bitmap of 44 pixels for each mark. On a Mac it stands for 22 points of a screen with two
# pixels a point, and one of 22 pixels beside it for screens with a single one; there the drawing keeps the 18
# points of the system's own icons and stays black, as its transparency is what counts; on Linux the panel scales it, so it
# fills the square: in a light ink for dark panels, in a dark ink for light ones, and in a blue that can be seen on both for
# panels whose colour nothing tells.
draw() { # source, margin in points of the drawing, ink, pixels, target
  edge=$(python3 -c "print(18 + 2 * $2)")
  sed -e "s|viewBox=\"0 0 18 18\" width=\"18\" height=\"18\"|viewBox=\"-$2 -$2 $edge $edge\" width=\"$4\" height=\"$4\" fill=\"$3\"|" "$1" |
    rsvg-convert --output "$5"
}
for mark in normal news stale action; do
  draw "status/$mark.svg" 2 '#000000' 44 "status/template-$mark.png"
  draw "status/$mark.svg" 2 '#000000' 22 "status/template-$mark-1x.png"
  draw "status/$mark.svg" 0.5 '#f2f2f2' 44 "status/light-$mark.png"
  draw "status/$mark.svg" 0.5 '#2e2e2e' 44 "status/dark-$mark.png"
  draw "status/$mark.svg" 0.5 '#3584e4' 44 "status/blue-$mark.png"
done

rsvg-convert --width 128 --height 128 --output icon-128.png icon.svg

# Apple's icon container.
sizes=$(mktemp -d)
trap 'rm -r "$sizes"' EXIT
for size in 16 32 64 128 256 512 1024; do
  rsvg-convert --width $size --height $size --output "$sizes/$size.png" icon.svg
done
python3 icns.py "$sizes" Revone.icns

# Of what each bitmap was drawn: a test and `make verify` see by it that a drawing was changed and not drawn anew.
cd ..
for file in assets/icon.svg assets/status/*.svg assets/Revone.icns assets/icon-128.png assets/status/*.png; do
  if command -v sha256sum >/dev/null; then sha256sum "$file"; else shasum -a 256 "$file"; fi
done >assets/drawn.sha256
