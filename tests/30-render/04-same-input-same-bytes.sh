#!/bin/bash
# The same capture gives the same PDF, byte for byte, whenever and wherever it
# is made; a document that is there already is left alone; one that was
# changed, or belongs to an older capture, is made again.
. tests/harness/lib.sh

must "$B/tests/30-render/test_capture" make mixed "$T/one"
must cp -r "$T/one" "$T/två hus"
must "$B/bevara-render" "$T/one"
equal "$(cat "$T/out")" \
    "facebook-exempelby_20261123T120000Z	$T/one/document/document.pdf"
sleep 1.1
must env TZ=Asia/Tokyo LC_ALL=C HOME=/nonexistent "$B/bevara-render" \
    "$T/två hus"
pdf=document/document.pdf
same_file "$T/one/$pdf" "$T/två hus/$pdf"

# ---- done work is not done again ----
before=$(stat -c '%i %Y' "$T/one/$pdf")
must "$B/bevara-render" "$T/one"
equal "$(stat -c '%i %Y' "$T/one/$pdf")" "$before"
equal "$(cat "$T/err")" ''

# ---- but a harmed document is ----
printf x >>"$T/one/$pdf"
must "$B/bevara-render" "$T/one"
same_file "$T/one/$pdf" "$T/två hus/$pdf"

# ---- and a document of another capture ----
must "$B/tests/30-render/test_capture" make english "$T/new"
rm -r "$T/one/capture"
cp -r "$T/new/capture" "$T/one/capture"
must "$B/bevara-render" "$T/one"
must "$B/bevara-render" "$T/new"
same_file "$T/one/$pdf" "$T/new/$pdf"

# ---- leavings of a run that was cut are swept ----
mkdir "$T/one/document.part-abcdef"
printf x >"$T/one/document.part-abcdef/document.pdf"
must "$B/bevara-render" "$T/one"
equal "$(ls "$T/one")" "$(printf 'capture\ndocument\norder.xml')"
