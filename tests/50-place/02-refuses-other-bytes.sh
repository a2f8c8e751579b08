#!/bin/bash
# Other bytes under a name that the share already has are refused with 65, the
# first difference is named, and the share stays as it was.

. tests/harness/lib.sh
. tests/harness/package.sh

ID=exempel-fb_20261123T120000Z
plain_site
make_package "$T/first" $ID
must "$B/bevara-place" -C "$T/site" "$T/first"
open_share
cp -a "$S" "$T/before"

# refused TEXT: placing $T/job is refused, with TEXT, and nothing changed.
refused()
{
	cp -a "$S" "$T/expected"
	status 65 "$B/bevara-place" -C "$T/site" "$T/job"
	has "$T/err" "$1"
	[ ! -s "$T/out" ] || fail_test 'a result was printed'
	diff -r --no-dereference "$T/expected" "$S" ||
	    fail_test 'the share changed'
	rm -rf "$T/expected"
}

# reset: the share as it was after the first.
reset()
{
	rm -rf "$S"
	cp -a "$T/before" "$S"
}

# Another document under the same id.
make_package "$T/job" $ID 'Exempelköpings kommun' facebook another
refused "$ID.sha256' was changed or is another package's"
rm "$S/2026-H2/$ID.sha256"
refused "'$ID/METS.xml' holds other bytes"

# The same package, and what lies there was changed since.
rm -rf "$T/job"
cp -a "$T/first" "$T/job"
p=$S/2026-H2/$ID
reset
echo x >>"$p/metadata/preservation/premis.xml"
refused "'$ID/metadata/preservation/premis.xml' holds other bytes"
reset
rm "$p/documentation/empty.txt"
refused "'$ID/documentation/empty.txt' is missing"
reset
echo x >"$p/documentation/new.txt"
refused "'$ID/documentation/new.txt' stands in no list"
reset
mkdir "$p/new"
refused "'$ID/new' is a folder without a listed file"
reset
rm "$p/METS.xml"
ln -s ../../x "$p/METS.xml"
refused "'$ID/METS.xml' is not a regular file"
reset
rm -rf "$p"
echo x >"$p"
refused "is there already and is no folder"

# The list, or the PDF under its plain name, was changed.
reset
sed -i '1s/^./x/' "$p.sha256"
refused "$ID.sha256' was changed"
reset
sed -i '2d' "$p.sha256"
refused 'it has no line for'
reset
sed -i '$d' "$p.sha256"
refused "it has no line for the PDF's plain name"
reset
printf '%064d  strange.txt\n' 0 >>"$p.sha256"
refused "its line for 'strange.txt' is not this package's"
reset
echo x >>"$S/2026-H2/2026-11-23 Exempelköpings kommun, Facebook.pdf"
refused 'no longer holds the PDF that was placed'

# Not changed at all: accepted, so that the refusals above mean something.
reset
must "$B/bevara-place" -C "$T/site" "$T/job"

# The package itself is not what its list says.
rm -rf "$S/2026-H2"
mkdir "$S/2026-H2"
echo x >>"$T/job/package/$ID/documentation/empty.txt"
refused "the package was changed: '$ID/documentation/empty.txt'"
