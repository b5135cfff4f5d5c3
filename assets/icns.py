"""Puts pictures of one drawing into Apple's icon container: `icns.py FOLDER TARGET`, with FOLDER/16.png and so on.

The kinds are those that Apple's iconutil writes. Up to 32 points at 1x the pixels themselves stand there: as the icon of an
app, macOS shows a PNG of these kinds (icp4, icp5) as noise.
"""

import pathlib
import struct
import sys
import zlib

# Points and scale: 16, 16@2x, 32, 32@2x, 128, 128@2x, 256, 256@2x, 512, 512@2x.
KINDS = [("ic04", 16), ("ic11", 32), ("ic05", 32), ("ic12", 64), ("ic07", 128), ("ic13", 256), ("ic08", 256),
         ("ic14", 512), ("ic09", 512), ("ic10", 1024)]


def pixels(png):
    """The red, green, blue and transparency of a PNG of 8 bits a channel that is not interlaced."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", png[16:29])
    assert (depth, colour, interlaced) == (8, 6, 0), "rsvg-convert writes another form of PNG than before"
    data, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        if kind == b"IDAT":
            data += png[at + 8:at + 8 + length]
        at += 12 + length
    data = zlib.decompress(data)
    row, above, out = 4 * width, bytes(4 * width), b""
    for y in range(height):
        start = y * (row + 1)
        filtering, line = data[start], bytearray(data[start + 1:start + 1 + row])
        for x in range(row):
            left, up, corner = (line[x - 4] if x > 3 else 0), above[x], (above[x - 4] if x > 3 else 0)
            if filtering == 4:
                guess = left + up - corner
                near = min((abs(guess - one), order, one) for order, one in enumerate((left, up, corner)))[2]
            else:
                near = (0, left, up, (left + up) // 2)[filtering]
            line[x] = (line[x] + near) & 255
        out, above = out + bytes(line), line
    return out


def packed(channel):
    """Runs: a byte n below 128 and the n + 1 bytes after it as they are; above, the next byte n - 125 times."""
    out, at, plain = b"", 0, b""
    while at < len(channel):
        run = 1
        while run < 130 and at + run < len(channel) and channel[at + run] == channel[at]:
            run += 1
        if run < 3:
            plain += channel[at:at + 1]
            at += 1
        if plain and (run >= 3 or len(plain) == 128 or at == len(channel)):
            out += bytes([len(plain) - 1]) + plain
            plain = b""
        if run >= 3:
            out += bytes([run + 125, channel[at]])
            at += run
    return out


def argb(png):
    """The channels one after the other, each packed. What cannot be seen has no colour."""
    seen = pixels(png)
    red, green, blue, alpha = (bytearray(seen[channel::4]) for channel in range(4))
    for at, opacity in enumerate(alpha):
        if opacity == 0:
            red[at] = green[at] = blue[at] = 0
    return b"ARGB" + b"".join(packed(bytes(channel)) for channel in (alpha, red, green, blue))


def main():
    folder, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    entries = b""
    for kind, size in KINDS:
        png = (folder / f"{size}.png").read_bytes()
        data = argb(png) if kind in ("ic04", "ic05") else png
        entries += kind.encode() + struct.pack(">I", 8 + len(data)) + data
    target.write_bytes(b"icns" + struct.pack(">I", 8 + len(entries)) + entries)


main()
