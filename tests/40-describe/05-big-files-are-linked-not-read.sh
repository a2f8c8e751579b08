#!/bin/bash
# Goal: what is described costs no time per megabyte: the big files are the
# same files under a second name, and their bytes are not read, since the next
# stage hashes its copy.  Digests come from the records.

. tests/harness/lib.sh
. tests/40-describe/make_job.sh

make_describe_site
make_job "$T/job"
id=facebook-exempelkoping_20261123T120000Z

# 2 GB of holes in place of the WARC; its digest as recorded is not its own.
truncate -s 2G "$T/job/capture/capture.warc.gz"
cd "$T/job/capture"
sed -i 's/\(name="capture.warc.gz" .*\)size="[0-9]*"/\1size="2147483648"/' \
    capture.xml
cd ../document
job_document >document.xml
cd "$ROOT"
recorded=$(sed -n 's/.*name="capture.warc.gz".*sha256="\([0-9a-f]*\)".*/\1/p' \
    "$T/job/capture/capture.xml")

TIMEFORMAT='%U %S'
spent=$({ time "$B/bevara-describe" -C "$T/site" "$T/job" \
    >"$T/out" 2>"$T/err"; } 2>&1) ||
    fail_test "$(cat "$T/err")"
p=$T/job/package/$id
has "$p/representations/warc/METS.xml" "CHECKSUM=\"$recorded\""
has "$p/representations/warc/METS.xml" 'SIZE="2147483648"'
has "$T/job/package/$id.sha256" "$recorded"
# Hashing 2 GB takes seconds; one is far more than the rest needs.
echo "$spent" | awk '{ exit $1 + $2 < 1.0 ? 0 : 1 }' ||
    fail_test "took $spent seconds of processor time"

same_inode()
{
	equal "$(stat -c %d:%i "$T/job/$1")" "$(stat -c %d:%i "$p/$2")"
}
same_inode capture/capture.warc.gz representations/warc/data/capture.warc.gz
same_inode document/document.pdf representations/pdfa/data/document.pdf
same_inode capture/layout.xml documentation/layout.xml
same_inode capture/page.html documentation/page.html

# Known again without reading it, too.  (No leak check works under strace.)
must env ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0" \
    strace -f -e trace=openat -o "$T/trace" \
    "$B/bevara-describe" -C "$T/site" "$T/job"
has "$T/trace" 'capture.xml'
hasnt "$T/trace" 'capture.warc.gz'
hasnt "$T/trace" 'document.pdf'
