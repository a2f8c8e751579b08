#!/bin/bash
# place.sh - describe and place of 500 MB beside cp -r and sha256sum of the same
# bytes; CPU time.

. tests/bench/lib.sh
. tests/40-describe/make_job.sh

megabytes=$(pick 500 2)
make_describe_site
make_job "$T/job"
id=facebook-exempelkoping_20261123T120000Z

# Nine tenths are the WARC, the rest is the PDF; with their real digests.
head -c "${megabytes}00000" /dev/urandom >"$T/bytes"
for _ in 1 2 3 4 5 6 7 8 9; do
	cat "$T/bytes"
done >"$T/job/capture/capture.warc.gz"
{
	printf '%%PDF-1.4\n'
	cat "$T/bytes"
} >"$T/job/document/document.pdf"
rm "$T/bytes"
cd "$T/job/capture"
job_capture >capture.xml
cd ../document
job_document >document.xml
cd "$ROOT"

ours()
{
	rm -rf "$T/job/package" "$T/job/receipt.xml" "$T/site/arkiv/2026-H2"
	measure describe "$B/bevara-describe" -C "$T/site" "$T/job"
	measure place "$B/bevara-place" -C "$T/site" "$T/job"
}

# The same files as lie on the share at last, the PDF's second name too.
theirs()
{
	rm -rf "$T/copy"
	measure cp cp -r "$T/same" "$T/copy"
	measure sha256sum find "$T/copy" -type f -exec sha256sum {} +
}

ours
cp -r "$T/site/arkiv/2026-H2" "$T/same"
rm "$T"/*.times
for ((run = 0; run < RUNS; run++)); do
	ours
	theirs
done
must "$B/bevara-verify" -C "$T/site" "$id"

own=$(reckon "$(middle describe cpu) + $(middle place cpu)")
peer=$(reckon "$(middle cp cpu) + $(middle sha256sum cpu)")
echo "describe + place, $(du -sm --apparent-size "$T/same" | cut -f 1) MB, CPU time, median of $RUNS"
fact "bevara describe: $(middle describe cpu) s; bevara place: $(middle place cpu) s, wall $(middle place wall) s, to disk"
fact "cp -r: $(middle cp cpu) s; sha256sum: $(middle sha256sum cpu) s"
at_most 'describe + place: CPU of cp -r + sha256sum' \
    "$(reckon "$own / $peer")" 1.2
