#!/bin/bash
# Whoever changes a file and its line in the list, so that sha256sum is
# content, is noticed by the METS files; and a list is never trusted to lead
# anywhere but to its own package.

. tests/harness/lib.sh
. tests/harness/package.sh

plain_site
ID=prov_20261123T120000Z
make_package "$T/job" $ID Prov
must "$B/bevara-place" -C "$T/site" "$T/job"
P=$S/2026-H2
PDF='2026-11-23 Prov, Facebook.pdf'
D=representations/pdfa/data/document.pdf
O=documentation/order.xml
keep_share

# relist PATH...: give the list the files' present sums.
relist()
{
	local path sum
	for path; do
		sum=$(cd "$P" && sha256sum <"$path" | cut -c 1-64)
		sed -i "s|^.\{64\}  $path\$|$sum  $path|" "$P/$ID.sha256"
	done
	(cd "$P" && must sha256sum --quiet -c "$ID.sha256")
}

found()
{
	status 1 "$B/bevara-verify" -C "$T/site" --no-report
	has "$T/out" "$1"
}

# A file and its line; in a representation; with its METS, whose line in the
# root METS then differs; and the PDF in both places.
echo x >>"$P/$ID/documentation/order.xml"
relist "$ID/documentation/order.xml"
found "changed	2026-H2/$ID/$O	a METS file gives another"
reset_share
echo x >>"$P/$ID/$D"
cp "$P/$ID/$D" "$P/$PDF"
relist "$ID/$D" "$PDF"
found "changed	2026-H2/$ID/$D	a METS file gives another"
sum=$(sha256sum <"$P/$ID/$D" | cut -c 1-64)
sed -i "s/CHECKSUM=\"[0-9a-f]*\"/CHECKSUM=\"$sum\"/" \
    "$P/$ID/representations/pdfa/METS.xml"
relist "$ID/representations/pdfa/METS.xml"
found "changed	2026-H2/$ID/${D%%/data*}/METS.xml	a METS file gives"

# The plain PDF and its line.
reset_share
echo x >>"$P/$PDF"
relist "$PDF"
found "changed	2026-H2/$PDF	the package holds no such file"

# A file added to the folder and to the list; taken from both.
reset_share
echo x >"$P/$ID/new"
(cd "$P" && sha256sum "$ID/new") >>"$P/$ID.sha256"
found "untracked	2026-H2/$ID/new	listed, but no METS file names it"
reset_share
rm "$P/$ID/documentation/empty.txt"
sed -i '/empty.txt$/d' "$P/$ID.sha256"
found "missing	2026-H2/$ID/documentation/empty.txt	a METS file names it"

# The list's line only.
reset_share
sed -i "s|^.\{64\}  $ID/$D|$(printf '%064d' 7)  $ID/$D|" "$P/$ID.sha256"
found "changed	2026-H2/$ID/$D"

# A METS file that is none, or holds a bomb.
reset_share
echo '<mets' >"$P/$ID/METS.xml"
relist "$ID/METS.xml"
found "changed	2026-H2/$ID/METS.xml"
cat >"$P/$ID/METS.xml" <<'END'
<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>
<mets>&c;</mets>
END
relist "$ID/METS.xml"
found "DOCTYPE"
# One that is too large to be kept in memory is read all the same.
reset_share
{
	head -n 3 "$P/$ID/METS.xml"
	printf '<!-- %1500000s -->\n' x
	tail -n +4 "$P/$ID/METS.xml"
} >"$T/mets"
cp "$T/mets" "$P/$ID/METS.xml"
relist "$ID/METS.xml"
found "log	2026-H2/$ID.sha256	not the list that the log says"
hasnt "$T/out" changed
echo x >>"$P/$ID/documentation/order.xml"
relist "$ID/documentation/order.xml"
found "changed	2026-H2/$ID/$O	a METS file gives another"
reset_share
rm "$P/$ID/METS.xml"
sed -i '/\/METS.xml$/d' "$P/$ID.sha256"
found "missing	2026-H2/$ID/METS.xml	not listed"

# Lists that cannot be used, or lead outside.
for line in garbage "$(printf '%064d' 0)  ../x" \
    "$(printf '%064d' 0)  /etc/passwd" \
    "$(tail -n 1 "$T/before/2026-H2/$ID.sha256")"; do
	reset_share
	echo "$line" >>"$P/$ID.sha256"
	found "changed	2026-H2/$ID.sha256"
done
reset_share
printf '%064d  other_20261123T120000Z/x\n' 0 >>"$P/$ID.sha256"
found "changed	2026-H2/other_20261123T120000Z/x	listed, but outside"

reset_share
must "$B/bevara-verify" -C "$T/site" --no-report
