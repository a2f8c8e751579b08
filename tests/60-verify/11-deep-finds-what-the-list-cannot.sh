#!/bin/bash
# Somebody changes a WARC file or PREMIS and every list with it: only --deep
# notices.  It counts every record and digest, takes a record that is larger
# than its memory, and says which record of a damaged file is hit.

. tests/harness/lib.sh
. tests/40-describe/make_job.sh

make_describe_site
S=$T/site/arkiv
P=$S/2026-H2
mkdir -p "$S"
W=representations/warc/data/capture.warc.gz
sample=samples/plain-page/20-fetch/capture.warc.gz

# place_with WARC: on an empty share a package with this file; $id.
place_with()
{
	rm -rf "$T/job" "$S"
	mkdir "$S"
	make_job "$T/job"
	cp "$1" "$T/job/capture/capture.warc.gz"
	(cd "$T/job/capture" && job_capture >capture.xml)
	(cd "$T/job/document" && job_document >document.xml)
	must "$B/bevara-describe" -C "$T/site" "$T/job"
	must "$B/bevara-place" -C "$T/site" "$T/job"
	id=$(cut -f 1 "$T/out")
}

deep()
{
	status "$1" "$B/bevara-verify" -C "$T/site" --deep
}

# Every record, their digests, and two digests of each file that PREMIS names.
place_with $sample
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

# One bit in PREMIS' SHA-512 of the WARC file, and all sums made to fit.
cp -a "$S" "$T/before"
file=metadata/preservation/premis.xml
sum=$(sha512sum <"$P/$id/$W" | cut -d' ' -f1)
other=$(tr 0-9a-f 1-9a-f0 <<<"$sum")
has "$P/$id/$file" "$sum"
old=$(sha256 "$P/$id/$file")
sed -i "s/$sum/$other/" "$P/$id/$file"
sed -i "s/$old/$(sha256 "$P/$id/$file")/" "$P/$id/METS.xml"
for path in "$file" METS.xml; do
	sum=$(sha256 "$P/$id/$path")
	sed -i "s|^.*  $id/$path\$|$sum  $id/$path|" "$P/$id.sha256"
done
must "$B/bevara-verify" -C "$T/site"
deep 1
has "$T/out" "changed	2026-H2/$id/$W	PREMIS gives another SHA-512"
equal "$(wc -l <"$T/out")" 3

# One byte in the middle of a WARC file: the list notices, --deep says where,
# and that the other records are well.
rm -rf "$S"
cp -a "$T/before" "$S"
at=$("$JUDGES/bin/warcio" index -f offset $sample | tr -dc '0-9\n' | sed -n 10p)
printf '\377' | dd of="$P/$id/$W" bs=1 seek=$((at + 60)) conv=notrunc \
    status=none
deep 1
has "$T/out" "changed	2026-H2/$id/$W"
has "$T/out" "broken	2026-H2/$id/$W	at byte $at: the gzip member is not whole"
equal "$(grep -c '^broken' "$T/out")" 1
has "$T/out" "deep	$((records - 1)) records"

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
place_with "$T/other.warc.gz"
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
place_with "$T/large.warc.gz"
must "$B/bench/spent" "$T/spent" "$B/bevara-verify" -C "$T/site" --deep
has "$T/out" 'deep	1 records'
has "$T/out" '	0 findings'
more=$(($(cut -d ' ' -f 4 "$T/spent") - $(cut -d ' ' -f 4 "$T/small")))
[ $more -le 40000 ] || fail_test "$more KB more for a large record"
