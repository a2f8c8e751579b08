#!/bin/bash
# Somebody changes a WARC file or PREMIS and every list with it: only --deep
# notices.  It counts every record and digest, takes a record that is larger
# than its memory, and says which record of a damaged file is hit.

. tests/harness/lib.sh
. tests/40-describe/make_job.sh

S=$T/site/arkiv
P=$S/2026-H2
W=representations/warc/data/capture.warc.gz
sample=samples/plain-page/20-fetch/capture.warc.gz

# describe_with WARC: a new site, and a package with this file in $T/job; $id.
describe_with()
{
	rm -rf "$T/job" "$T/site"
	make_describe_site
	make_job "$T/job"
	cp "$1" "$T/job/capture/capture.warc.gz"
	(cd "$T/job/capture" && job_capture >capture.xml)
	(cd "$T/job/document" && job_document >document.xml)
	must "$B/bevara-describe" -C "$T/site" "$T/job"
	id=$(cut -f 1 "$T/out")
}

place_it()
{
	must "$B/bevara-place" -C "$T/site" "$T/job"
}

deep()
{
	status "$1" "$B/bevara-verify" -C "$T/site" --deep
}

# Every record, their digests, and two digests of each file that PREMIS names.
describe_with $sample
place_it
deep 0
zcat $sample >"$T/warc"
records=$(grep -a -c '^WARC/1.1' "$T/warc")
digests=$(grep -a -c '^WARC-[A-Z][a-z]*-Digest: ' "$T/warc")
premis=$(find "$P/$id" -name premis.xml -exec \
    grep -h '<premis:messageDigest>' {} + | wc -l)
[ "$records" -ge 30 ] && [ "$premis" -ge 10 ] || fail_test "too few"
has "$T/out" "deep	$records records	$((digests + premis)) digests	0 records without one"
must "$B/bench/spent" "$T/small" "$B/bevara-verify" -C "$T/site" --deep
must "$B/bevara-verify" -C "$T/site"
hasnt "$T/out" 'deep	'

# One byte in the middle of a WARC file: the list notices, --deep says where,
# and that the other records are well.
at=$("$JUDGES/bin/warcio" index -f offset $sample | tr -dc '0-9\n' | sed -n 10p)
printf '\377' | dd of="$P/$id/$W" bs=1 seek=$((at + 60)) conv=notrunc \
    status=none
deep 1
has "$T/out" "changed	2026-H2/$id/$W"
has "$T/out" "broken	2026-H2/$id/$W	at byte $at: the gzip member is not whole"
equal "$(grep -c '^broken' "$T/out")" 1
has "$T/out" "deep	$((records - 1)) records"

# Another SHA-512 in PREMIS, and all sums made to fit before it is placed.
describe_with $sample
file=metadata/preservation/premis.xml
p=$T/job/package/$id
sum=$(sha512sum <"$p/$W" | cut -d' ' -f1)
other=$(tr 0-9a-f 1-9a-f0 <<<"$sum")
has "$p/$file" "$sum"
old=$(sha256 "$p/$file")
sed -i "s/$sum/$other/" "$p/$file"
sed -i "s/$old/$(sha256 "$p/$file")/" "$p/METS.xml"
for path in "$file" METS.xml; do
	sum=$(sha256 "$p/$path")
	sed -i "s|^.*  $id/$path\$|$sum  $id/$path|" "$p.sha256"
done
place_it
must "$B/bevara-verify" -C "$T/site"
deep 1
has "$T/out" "changed	2026-H2/$id/$W	PREMIS gives another SHA-512"
has "$T/out" '	1 findings'

# Another word in a record, whatever vouches for the file made anew.
mkdir "$T/parts"
at=$("$JUDGES/bin/warcio" index -f offset,warc-type,http:content-type $sample |
    sed -n 's/^{"offset": "\([0-9]*\)", "warc-type": "response", "http:content-type": "text\/html.*/\1/p' | head -n 1)
next=$("$JUDGES/bin/warcio" index -f offset $sample | tr -dc '0-9\n' |
    awk -v at="$at" '$1 > at { print; exit }')
{
	head -c "$at" $sample
	tail -c +$((at + 1)) $sample | head -c $((next - at)) | gzip -dc |
	    sed 's/Exempel/Exampel/' | gzip -n
	tail -c +$((next + 1)) $sample
} >"$T/other.warc.gz"
describe_with "$T/other.warc.gz"
place_it
must "$B/bevara-verify" -C "$T/site"
deep 1
has "$T/out" "broken	2026-H2/$id/$W	at byte $at: the record's block has another digest than its header says"
has "$T/out" "broken	2026-H2/$id/$W	at byte $at: the record's payload has another digest than its header says"
equal "$(grep -c '^broken' "$T/out")" 2
has "$T/out" "deep	$records records"

# A record of 80 MB takes no more memory than others, and is found whole.
size=80000000
head -c $size /dev/zero >"$T/large"
{
	printf '%s\r\n' WARC/1.1 'WARC-Type: resource' \
	    'WARC-Date: 2026-11-23T12:00:00Z' \
	    'WARC-Record-ID: <urn:uuid:11111111-2222-4333-8444-555555555555>' \
	    'WARC-Target-URI: https://www.example.org/large' \
	    "WARC-Block-Digest: sha256:$(sha256 "$T/large")" \
	    "Content-Length: $size" ''
	cat "$T/large"
	printf '\r\n\r\n'
} | gzip -1n >"$T/large.warc.gz"
rm "$T/large"
describe_with "$T/large.warc.gz"
place_it
must "$B/bench/spent" "$T/spent" "$B/bevara-verify" -C "$T/site" --deep
has "$T/out" 'deep	1 records'
has "$T/out" '	0 findings'
more=$(($(cut -d ' ' -f 4 "$T/spent") - $(cut -d ' ' -f 4 "$T/small")))
[ $more -le 40000 ] || fail_test "$more KB more for a large record"
