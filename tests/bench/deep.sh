#!/bin/bash
# deep.sh - bevara verify --deep of a package with a large WARC file beside
# warcio check of that file alone; wall time, warm cache.  The first hashes the
# whole package besides, by SHA-256 and SHA-512.

. tests/bench/lib.sh
. tests/40-describe/make_job.sh
need warcio

megabytes=$(pick 400 1)
make_describe_site
make_job "$T/job"
"$JUDGES/bin/python" tests/bench/warc.py "$T/job/capture/capture.warc.gz" \
    "$megabytes"
(cd "$T/job/capture" && job_capture >capture.xml)
(cd "$T/job/document" && job_document >document.xml)
must "$B/bevara-describe" -C "$T/site" "$T/job"
must "$B/bevara-place" -C "$T/site" "$T/job"
rm -rf "$T/job"
file=$(find "$T/site/arkiv" -name capture.warc.gz)

must "$B/bevara-verify" -C "$T/site" --deep
has "$T/out" '	0 findings'
for ((run = 0; run < RUNS; run++)); do
	measure deep "$B/bevara-verify" -C "$T/site" --deep
	measure warcio "$JUDGES/bin/warcio" check "$file"
done
echo "verify --deep, $megabytes MB of records, wall time, warm, median of $RUNS"
fact "the file has $(stat -c %s "$file") bytes"
for name in deep warcio; do
	fact "$name: $(middle $name wall) s, CPU $(middle $name cpu) s," \
	    "$(middle $name peak) KB"
done
fact "CPU time: $(reckon "$(middle warcio cpu) / $(middle deep cpu)")" \
    'times less than warcio check'
at_least 'verify --deep: times faster than warcio check' \
    "$(reckon "$(middle warcio wall) / $(middle deep wall)")" 2.5
