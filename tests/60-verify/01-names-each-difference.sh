#!/bin/bash
# A byte changed, a file added, a file removed, a list or a METS file changed:
# verify ends with 1 and names each; an untouched share gives 0.  With
# --no-report nothing is written anywhere.

. tests/harness/lib.sh
. tests/harness/package.sh

plain_site
place_many 3
ID=prov-2_20261123T120000Z
P=$S/2026-H2
PDF='2026-11-23 Prov 2, Facebook.pdf'
D=representations/pdfa/data/document.pdf
keep_share

verify()
{
	status "$1" "$B/bevara-verify" -C "$T/site" --no-report
}

# found KIND PATH...: verify ends with 1 and names these, and nothing else.
found()
{
	local kind=$1 path
	shift
	verify 1
	for path; do
		grep -qF "$kind	2026-H2/$path" "$T/out" || {
			cat "$T/out" >&2
			fail_test "not named: $kind $path"
		}
	done
	equal "$(wc -l <"$T/out")" $(($# + 1))
	equal "$(tail -n 1 "$T/out" | cut -f 5)" "$# findings"
	has "$T/err" "$# findings on the share '$S'"
}

verify 0
listed()
{
	find "$P" -type f ! -name '*.sha256' ! -name '*.p7s' \
	    ! -name '*.tlog-proof' "$@"
}
files=$(listed | wc -l)
bytes=$(listed -printf '%s\n' |
    awk '{ n += $1 } END { print n }')
equal "$(cat "$T/out")" \
    "checked	3 packages	$files files	$bytes bytes	0 findings"

# One bit, the size as it was.
printf b | dd of="$P/$ID/$D" bs=1 seek=1000 conv=notrunc status=none
found changed "$ID/$D"
reset_share
echo x >"$P/$ID/documentation/new.txt"
found untracked "$ID/documentation/new.txt"
reset_share
rm "$P/$ID/metadata/preservation/premis.xml"
found missing "$ID/metadata/preservation/premis.xml"
reset_share
: >"$P/$ID/representations/warc/data/capture.warc.gz"
found changed "$ID/representations/warc/data/capture.warc.gz"
reset_share
mkdir "$P/$ID/empty"
found untracked "$ID/empty"
reset_share
rm -r "${P:?}/$ID"
found missing "$ID"
reset_share
rm "$P/$PDF"
found missing "$PDF"
reset_share
echo x >>"$P/$PDF"
found changed "$PDF"
reset_share
echo x >"$P/Thumbs.db"
found untracked Thumbs.db
reset_share
echo x >"$P/other.tlog-proof"
echo x >"$P/$ID.p7s"
found untracked other.tlog-proof "$ID.p7s"
reset_share
rm "$P/$ID.sha256"
verify 1
has "$T/out" "missing-sums	2026-H2/$ID.sha256"
has "$T/out" "untracked	2026-H2/$PDF"

# Links and special files.
reset_share
mv "$P/$ID/METS.xml" "$T/mets"
ln -s "$T/mets" "$P/$ID/METS.xml"
found changed "$ID/METS.xml"
reset_share
mv "$P/$ID/documentation" "$T/docs"
ln -s "$T/docs" "$P/$ID/documentation"
verify 1
has "$T/out" "untracked	2026-H2/$ID/documentation	not a regular file"
has "$T/out" "missing	2026-H2/$ID/documentation/order.xml"
reset_share
ln -s /dev/zero "$P/$ID/zero"
mkfifo "$P/$ID/pipe"
found untracked "$ID/zero" "$ID/pipe"
reset_share
mv "$P" "$T/period"
ln -s "$T/period" "$P"
verify 1
has "$T/out" "untracked	2026-H2	not a folder"
rm -r "$T/period"

# Several at once are each named, and the whole packages are not.
reset_share
echo x >>"$P/$ID/$D"
rm "$P/prov-3_20261123T120000Z/documentation/empty.txt"
echo x >"$P/prov-3_20261123T120000Z/extra"
verify 1
has "$T/out" "changed	2026-H2/$ID/$D"
has "$T/out" "missing	2026-H2/prov-3_20261123T120000Z/documentation/empty.txt"
has "$T/out" "untracked	2026-H2/prov-3_20261123T120000Z/extra"
hasnt "$T/out" prov-1
