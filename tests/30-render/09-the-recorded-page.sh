#!/bin/bash
# Goal: the capture that samples/plain-page keeps gives the very bytes of the
# PDF that it gave when it was kept, whatever machine and day it is.
. tests/harness/lib.sh

mkdir "$T/jobb"
cp samples/plain-page/10-register/order.xml "$T/jobb/"
cp -r samples/plain-page/20-fetch "$T/jobb/capture"
must "$B/bevara" render "$T/jobb"
(cd "$T/jobb/document" &&
    sha256sum -c "$ROOT/samples/plain-page/30-render/document.sha256") ||
    fail_test 'other bytes than when the sample was kept'

# The picture is in it bit by bit, so nothing is lost by keeping the PDF.
need pdfimages
need pngtopnm
pdfimages "$T/jobb/document/document.pdf" "$T/bild"
for n in 1 2; do
	pngtopnm "samples/plain-page/20-fetch/slice-000$n.png" >"$T/slice.ppm"
	same_file "$T/bild-00$((n - 1)).ppm" "$T/slice.ppm"
done
