#!/bin/bash
# A picture that is broken in any way is refused by name with status 65, before
# anything of the document is there: cut short, a byte changed, another size
# than the capture says, a promise of more pixels than memory, no PNG at all.
. tests/harness/lib.sh
need python3

must "$B/tests/30-render/test_capture" make kinds "$T/good"

# The hostile files, each from a good slice of its own kind.
cat >"$T/harm.py" <<'END'
import struct, sys, zlib

def chunks(data):
    at = 8
    while at < len(data):
        size = struct.unpack(">I", data[at:at + 4])[0]
        yield data[at + 4:at + 8], data[at + 8:at + 8 + size]
        at += size + 12

def build(parts):
    out = b"\x89PNG\r\n\x1a\n"
    for name, body in parts:
        out += struct.pack(">I", len(body)) + name + body
        out += struct.pack(">I", zlib.crc32(name + body))
    return out

how, path = sys.argv[1:]
data = open(path, "rb").read()
parts = list(chunks(data))
head = parts[0][1]
rows = b"".join(b for n, b in parts if n == b"IDAT")

def with_rows(new):
    return build([parts[0], (b"IDAT", new), (b"IEND", b"")])

def with_head(w, h):
    return build([(b"IHDR", struct.pack(">II", w, h) + head[8:])] + parts[1:])

raw = zlib.decompress(rows)
harmed = {
    "empty": lambda: b"",
    "text": lambda: b"<html>not found</html>" * 20,
    "signature": lambda: b"\x89PNX" + data[4:],
    "cut": lambda: data[:len(data) // 2],
    "cut-in-header": lambda: data[:20],
    "no-end": lambda: data[:-12],
    "flipped": lambda: data[:-60] + bytes([data[-60] ^ 1]) + data[-59:],
    "wide": lambda: with_head(1367, 184),
    "no-width": lambda: with_head(0, 184),
    "bomb": lambda: with_head(2**31 - 1, 2**31 - 1),
    "high": lambda: with_head(1366, 900000),
    "short": lambda: with_rows(zlib.compress(raw[:-5000])),
    "long": lambda: with_rows(zlib.compress(raw + raw)),
    "after": lambda: with_rows(zlib.compress(raw) + b"more"),
    "filter": lambda: with_rows(zlib.compress(b"\x09" + raw[1:])),
    "not-zlib": lambda: with_rows(b"\0" * 400),
    "no-data": lambda: build([parts[0], (b"IEND", b"")]),
    "two-pieces": lambda: build([parts[0], (b"IDAT", rows[:50]),
        (b"tEXt", b"a\0b"), (b"IDAT", rows[50:]), (b"IEND", b"")]),
    "chunk-size": lambda: data[:33] + b"\xff\xff\xff\xff" + data[37:],
    "depth": lambda: build([(b"IHDR", head[:8] + b"\x03" + head[9:])] +
        parts[1:]),
}
open(path, "wb").write(harmed[how]())
END

# slice-0001.png is passed on as it is, slice-0002.png (with alpha) decoded.
for slice in slice-0001.png slice-0002.png; do
	for how in empty text signature cut cut-in-header no-end flipped wide \
	    no-width bomb high short after not-zlib no-data two-pieces \
	    chunk-size depth long filter; do
		# libpng reads the rows that it needs, and no further.
		case $slice-$how in
		slice-0002.png-after|slice-0002.png-long) continue ;;
		esac
		rm -rf "$T/job"
		cp -r "$T/good" "$T/job"
		must python3 "$T/harm.py" "$how" "$T/job/capture/$slice"
		must "$B/tests/30-render/test_capture" seal "$T/job"
		status 65 "$B/bevara-render" "$T/job"
		has "$T/err" "$slice"
		equal "$(ls "$T/job")" "$(printf 'capture\norder.xml')"
	done
done

# A link in place of a picture is not followed.
rm -rf "$T/job"
cp -r "$T/good" "$T/job"
mv "$T/job/capture/slice-0001.png" "$T/elsewhere.png"
ln -s "$T/elsewhere.png" "$T/job/capture/slice-0001.png"
"$B/bevara-render" "$T/job" >"$T/out" 2>"$T/err" && fail_test "link followed"
has "$T/err" slice-0001.png
