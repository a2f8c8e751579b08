#!/usr/bin/env python3
"""boxes.py LAYOUT PDF - are the words of the PDF where the page had them?

For pdftotext -bbox and for mutool's stext: of the left-to-right words that
layout.xml shows, how many does the reader give with a box whose four sides lie
within 3 CSS pixels?  Words that the layout joins are one.  Prints a line per
reader: its name, the words, those found in place, the per cent; with MISSED=1
in the environment also those that are not.  Ends with 1 below 97 per cent
(LEAST in the environment).
"""
import os
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections import defaultdict

NEAR = 3.0
BAND = 8.0     # pixels; words are looked for by text and height
PX = 0.72
L = "{urn:x-bevara:layout:1}"


def folded(s):
    """As readers give it: they may compose letters, or take them apart."""
    return unicodedata.normalize("NFKC", s)


def words_of_layout(path):
    """Groups of joined [text, left, top, right, bottom], in pixels."""
    root = ET.parse(path).getroot()
    width, height = float(root.get("width")), float(root.get("height"))
    out = []
    for run in root.iter(L + "run"):
        top = float(run.get("y"))
        bottom = top + float(run.get("h"))
        join = run.get("join") == "true"
        for w in run.iter(L + "w"):
            x = float(w.get("x"))
            word = [w.text or "", x, top, x + float(w.get("w")), bottom,
                    run.get("rtl") == "true"]
            if join and out:
                out[-1].append(word)
            else:
                out.append([word])
            join = False
    return [seen for seen in ([
        [w[0], max(w[1], 0.0), w[2], min(w[3], width), w[4]] for w in group
        if not w[5] and 0 <= (w[1] + w[3]) / 2 <= width and
        0 <= (w[2] + w[4]) / 2 <= height] for group in out) if seen]


def pdftotext(pdf):
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True,
                          capture_output=True).stdout.decode(errors="replace")
    page = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
    word = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" '
                      r'xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
    top = 0.0
    below = 0.0
    for line in text.split("\n"):
        m = page.search(line)
        if m:
            top += below
            below = float(m[2]) / PX
            continue
        m = word.search(line)
        if m:
            box = [float(v) / PX for v in m.groups()[:4]]
            yield (unescape(m[5]), box[0], box[1] + top, box[2], box[3] + top)


def unescape(s):
    return (s.replace("&lt;", "<").replace("&gt;", ">")
            .replace("&quot;", '"').replace("&amp;", "&"))


def stext(pdf):
    out = subprocess.run(["mutool", "draw", "-q", "-F", "stext", "-o", "-",
                          pdf], check=True, capture_output=True).stdout
    # Characters that XML does not know are written as they are.
    out = re.sub(rb"&#x?(0|1?[0-8bBcCeEfF]|fff[ef]);", b"?", out)
    top = below = 0.0
    for event in ET.fromstring(out).iter():
        if event.tag == "page":
            top += below
            below = float(event.get("height")) / PX
        if event.tag != "line":
            continue
        text, box = "", None
        for char in event.iter("char"):
            c = char.get("c") or ""
            if c.strip() == "":
                if text:
                    yield (text, *box)
                text, box = "", None
                continue
            q = [float(v) / PX for v in char.get("quad").split()]
            b = (min(q[0::2]), min(q[1::2]) + top, max(q[0::2]),
                 max(q[1::2]) + top)
            text += c
            box = b if box is None else (
                min(b[0], box[0]), min(b[1], box[1]),
                max(b[2], box[2]), max(b[3], box[3]))
        if text:
            yield (text, *box)


def take(found, text, box):
    """Whether a word is found at the place; it is then used up."""
    text, band = folded(text), int(box[1] // BAND)
    for same in (found[text, band + k] for k in (0, -1, 1)):
        for b in same:
            if all(abs(p - q) <= NEAR for p, q in zip(b, box)):
                same.remove(b)
                return True
    return False


def whole(group):
    return ("".join(w[0] for w in group), (
        min(w[1] for w in group), min(w[2] for w in group),
        max(w[3] for w in group), max(w[4] for w in group)))


def compare(name, wanted, words):
    found = defaultdict(list)
    for word in words:
        found[folded(word[0]), int(word[2] // BAND)].append(word[1:])
    count = sum(len(group) for group in wanted)
    hit = 0
    for group in wanted:
        # What is joined may be one word to a reader, or several.
        if len(group) > 1 and take(found, *whole(group)):
            hit += len(group)
            continue
        for word in group:
            if take(found, word[0], word[1:]):
                hit += 1
            elif os.environ.get("MISSED"):
                print("missed", name, word)
    per_cent = 100.0 * hit / count if count else 100.0
    print(f"{name}\t{count}\t{hit}\t{per_cent:.2f}")
    return per_cent


def main():
    layout, pdf = sys.argv[1:]
    wanted = words_of_layout(layout)
    least = float(os.environ.get("LEAST", "97"))
    parts = [compare("pdftotext", wanted, pdftotext(pdf)),
             compare("mutool", wanted, stext(pdf))]
    sys.exit(0 if min(parts) >= least else 1)


main()
