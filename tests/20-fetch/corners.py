"""corners.py FILE: the colours in the corners of a PNG, as letters.

Two rows of R, G, B, W for red, green, blue, white, and ? for any other; of
8-bit RGB and RGBA without interlacing, rows unfiltered or filtered by the row
above.
"""
import struct
import sys
import zlib

data = open(sys.argv[1], "rb").read()
at, packed = 8, b""
while at < len(data):
    size, kind = struct.unpack(">I4s", data[at:at + 8])
    body = data[at + 8:at + 8 + size]
    if kind == b"IHDR":
        width, height, depth, colour, _, _, lace = struct.unpack(
            ">IIBBBBB", body)
    if kind == b"IDAT":
        packed += body
    at += 12 + size
assert depth == 8 and colour in (2, 6) and lace == 0
step = 3 if colour == 2 else 4
raw = zlib.decompress(packed)
rows, above = [], bytes(width * step)
for y in range(height):
    line = raw[y * (width * step + 1):(y + 1) * (width * step + 1)]
    assert line[0] in (0, 2), line[0]
    row = line[1:] if line[0] == 0 else bytes(
        (a + b) & 255 for a, b in zip(line[1:], above))
    rows.append(row)
    above = row


def letter(x, y):
    pixel = rows[y][x * step:(x + 1) * step]
    if step == 4 and pixel[3] == 0:     # as it lies on white
        pixel = b"\xff\xff\xff"
    red, green, blue = (c > 128 for c in pixel[:3])
    return {(1, 0, 0): "R", (0, 1, 0): "G", (0, 0, 1): "B",
            (1, 1, 1): "W"}.get((red, green, blue), "?")


for y in (1, height - 2):
    print(letter(1, y) + letter(width - 2, y))
