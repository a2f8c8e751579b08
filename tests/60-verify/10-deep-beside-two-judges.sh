#!/bin/bash
# Good WARC files, and files broken in one way each, as they lie in
# tests/fuzz/corpus/warc: --deep says of each what judged.txt gives, and warcio
# and jwarc say of them what stands there, with the reason where they differ.
#
# jwarc starts anew for each file that it refuses: only those with a star in
# judged.txt are asked each time, with ALL=1 all.

. tests/harness/lib.sh
. tests/harness/package.sh
need warcio
need jwarc

table=tests/60-verify/judged.txt
samples=tests/fuzz/corpus/warc
ID=prov-1_20261123T120000Z
plain_site
make_package "$T/job" $ID "Prov 1"
data=$T/job/package/$ID/representations/warc/data
rm "$data/capture.warc.gz"
cp $samples/*.warc.gz "$data"
seal_package "$T/job" $ID
must "$B/bevara-place" -C "$T/site" "$T/job"

# Without --deep the lists are all that is asked.
must "$B/bevara-verify" -C "$T/site"
status 1 "$B/bevara-verify" -C "$T/site" --deep
grep -v '^#' $table >"$T/table"
equal "$(cut -f 1 "$T/table" | sort)" \
    "$(cd $samples && ls *.warc.gz | sed 's/\.warc\.gz$//' | sort)"

# Each is told what judged.txt says first of it, and no good one is told.
while IFS=$'\t' read -r name say _; do
	told=$(grep -m 1 -F "	2026-H2/$ID/representations/warc/data/$name.warc.gz	" \
	    "$T/out" | cut -f 1,3) || :
	[ "$say" = - ] && say= || say="broken	$say"
	[ "$told" = "$say" ] || fail_test "$name: '$told', not '$say'"
done <"$T/table"
equal "$(grep -c '^broken	' "$T/out")" 115
has "$T/out" 'bad-many-broken.warc.gz	at byte 19517: too many broken gzip members: the rest was not checked'

# warcio, all in one process.
"$JUDGES/bin/python" -W ignore tests/60-verify/warcio_each.py \
    $samples/*.warc.gz >"$T/warcio" 2>"$T/warcio.err"
cut -f 1,3 "$T/table" >"$T/want"
same_file "$T/warcio" "$T/want"

# jwarc passes all those at once, and refuses each of these.
passes=$(awk -F '\t' '$4 == "passes" { print $1 }' "$T/table")
must "$JUDGES/bin/jwarc" validate \
    $(printf "$samples/%s.warc.gz\n" $passes)
refuses=$(awk -F '\t' -v all="${ALL:-}" '$4 == "refuses*" ||
    (all && $4 == "refuses") { print $1 }' "$T/table")
for name in $refuses; do
	status 1 "$JUDGES/bin/jwarc" validate "$samples/$name.warc.gz"
done
equal "$(cut -f 4 "$T/table" | sort -u | tr '\n' ' ')" \
    'passes refuses refuses* '
