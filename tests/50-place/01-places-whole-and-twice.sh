#!/bin/bash
# A described package comes to the share whole, under its id and a plain name,
# so that sha256sum alone can check it; placing it again changes no byte.

. tests/harness/lib.sh
. tests/harness/package.sh

ID=exempel-fb_20261123T120000Z
PDF='2026-11-23 Exempelköpings kommun, Facebook.pdf'
plain_site
make_package "$T/job" $ID

must "$B/bevara-place" -C "$T/site" "$T/job"
equal "$(cat "$T/out")" "$ID	$S/2026-H2/$PDF"
equal "$(ls "$S")" '2026-H2
KONTROLLERA.txt
logg'
equal "$(cd "$S/2026-H2" && ls -A)" "$PDF
$ID
$ID.sha256
$ID.sha256.p7s
$ID.tlog-proof"
vouched
diff -r "$T/job/package/$ID" "$S/2026-H2/$ID" || fail_test 'not the same files'
same_file "$S/2026-H2/$PDF" \
    "$T/job/package/$ID/representations/pdfa/data/document.pdf"
(cd "$S/2026-H2" && must sha256sum -c $ID.sha256)

# Nobody changes it by mistake.
equal "$(find "$S/2026-H2" -type f ! -perm 444)" ''

# The list is the package's, and last the plain name.
equal "$(tail -n 1 "$S/2026-H2/$ID.sha256" | cut -c 67-)" "$PDF"
head -n -1 "$S/2026-H2/$ID.sha256" | cmp - "$T/job/package/$ID.sha256" ||
    fail_test 'the list is another'

xsd_ok 50-place.receipt.xsd "$T/job/receipt.xml"
has "$T/job/receipt.xml" "$(sha256sum <"$S/2026-H2/$ID.sha256" | cut -c 1-64)"
has "$T/job/receipt.xml" "<pdf>2026-H2/$PDF</pdf>"
has "$T/job/receipt.xml" 'logIndex="0"'
equal "$(ls "$T/site/arbete/logg")" ''

# Again, a while later: the receipt's time stays.
sed -i 's/placed="[^"]*"/placed="2026-11-24T08:00:00+01:00"/' \
    "$T/job/receipt.xml"
cp -a "$S" "$T/before"
cp "$T/job/receipt.xml" "$T/receipt"
must "$B/bevara-place" -C "$T/site" "$T/job"
equal "$(cat "$T/out")" "$ID	$S/2026-H2/$PDF"
diff -r "$T/before" "$S" || fail_test 'the share changed'
same_file "$T/job/receipt.xml" "$T/receipt"

# A receipt that tells of something else is written anew.
sed -i 's/files="7"/files="8"/' "$T/job/receipt.xml"
must "$B/bevara-place" -C "$T/site" "$T/job"
hasnt "$T/job/receipt.xml" 'files="8"'
hasnt "$T/job/receipt.xml" '2026-11-24T08:00:00'
echo broken >"$T/job/receipt.xml"
must "$B/bevara-place" -C "$T/site" "$T/job"
xsd_ok 50-place.receipt.xsd "$T/job/receipt.xml"
