#!/bin/sh
# Draws every bitmap of the program from its SVG sources. Needs rsvg-convert and python3; run it after changing a drawing.
set -eu
cd "$(dirname "$0")"

# The menu bar and the panels get one bitmap a mark: 44 pixels, shown at 22 points or less. On a Mac the drawing keeps the
# 18 points of the system's own icons and stays black, as its transparency is what counts; on Linux the panel scales it, so
# it fills the square: in a light ink for dark panels, in a dark ink for light ones, and in a blue that can be seen on both
# for panels whose colour nothing tells.
draw() { # source, margin in points of the drawing, ink, target
  edge=$(python3 -c "print(18 + 2 * $2)")
  sed -e "s|viewBox=\"0 0 18 18\" width=\"18\" height=\"18\"|viewBox=\"-$2 -$2 $edge $edge\" width=\"44\" height=\"44\" fill=\"$3\"|" "$1" |
    rsvg-convert --output "$4"
}
for mark in normal news stale action; do
  draw "status/$mark.svg" 2 '#000000' "status/template-$mark.png"
  draw "status/$mark.svg" 0.5 '#f2f2f2' "status/light-$mark.png"
  draw "status/$mark.svg" 0.5 '#2e2e2e' "status/dark-$mark.png"
  draw "status/$mark.svg" 0.5 '#3584e4' "status/blue-$mark.png"
done

rsvg-convert --width 128 --height 128 --output icon-128.png icon.svg

# Apple's icon container: a type and a PNG for each size.
sizes=$(mktemp -d)
trap 'rm -r "$sizes"' EXIT
for size in 16 32 64 128 256 512 1024; do
  rsvg-convert --width $size --height $size --output "$sizes/$size.png" icon.svg
done
python3 - "$sizes" Revone.icns <<'PYTHON'
import pathlib, struct, sys

folder, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
kinds = [("icp4", 16), ("icp5", 32), ("ic11", 32), ("ic12", 64), ("ic07", 128), ("ic13", 256), ("ic08", 256),
         ("ic14", 512), ("ic09", 512), ("ic10", 1024)]
entries = b""
for kind, size in kinds:
    png = (folder / f"{size}.png").read_bytes()
    entries += kind.encode() + struct.pack(">I", 8 + len(png)) + png
target.write_bytes(b"icns" + struct.pack(">I", 8 + len(entries)) + entries)
PYTHON
