#!/usr/bin/env python3
"""places.py CAPTURE PDF - do the slices lie where the capture has them?

Every slice must be shown by MuPDF on its page or pages within one CSS pixel,
and nothing else may be.  Ends with 1 and a line for each that is not.
"""
import subprocess
import sys
import xml.etree.ElementTree as ET

PX = 0.72


def shown(pdf):
    """(left, top, right, bottom) of every picture, in pixels of its page,
    with that page's top and height."""
    out = subprocess.run(["mutool", "trace", pdf], capture_output=True,
                         check=True).stdout.decode(errors="replace")
    top = high = 0.0
    for line in out.split("\n"):
        line = line.strip()
        if not line.startswith(("<page ", "<fill_image ")):
            continue
        tag = line.split(" ", 1)[0][1:]
        value = dict(part.split('="') for part in
                     line[len(tag) + 2:].rstrip("/>").rstrip('"').split('" '))
        if tag == "page":
            top += high
            box = [float(v) for v in value["mediabox"].split()]
            high = (box[3] - box[1]) / PX
            continue
        m = [float(v) / PX for v in value["transform"].split()]
        ys = sorted((m[5], m[3] + m[5]))
        yield top, high, (m[4], ys[0] + top, m[0] + m[4], ys[1] + top)


def main():
    capture, pdf = sys.argv[1:]
    slices = [tuple(float(s.get(k)) for k in ("y", "width", "height"))
              for s in ET.parse(capture).getroot().iter()
              if s.tag.endswith("}slice")]
    wanted = [(0.0, y, w, y + h) for y, w, h in slices]
    missing = set(wanted)
    bad = 0
    for top, high, box in shown(pdf):
        near = [w for w in wanted
                if all(abs(p - q) <= 1 for p, q in zip(w, box))]
        if not near:
            print("no slice lies at", box)
            bad = 1
        missing.difference_update(near)
    for box in missing:
        print("not shown:", box)
        bad = 1
    if not wanted:
        print("no slices")
        bad = 1
    sys.exit(bad)


main()
