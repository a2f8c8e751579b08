#!/bin/bash
# Goal: no package comes from a capture that is no record, from records that
# were made from others, or from files that are not as the records say; the
# message says what and where, and nothing is left over.

. tests/harness/lib.sh
. tests/40-describe/make_job.sh

make_describe_site

# refused STATUS TEXT: the job $T/job is refused, and told so.
refused()
{
	status "$1" "$B/bevara-describe" -C "$T/site" "$T/job"
	has "$T/err" "$2"
	equal "$(cat "$T/out")" ''
	equal "$(wc -l <"$T/err")" 1
	[ -z "$(find "$T/job" -name 'package*')" ] ||
	    fail_test "left over: $(find "$T/job" -name 'package*')"
	rm -rf "$T/job"
}

# A capture that is no record; the second may pass by itself.
ADVICE='<advice>log in is wanted</advice>' VERDICT=login-wall make_job "$T/job"
refused 1 'log in is wanted'
ADVICE='<advice>try later</advice>' VERDICT='error" later="true' \
    make_job "$T/job"
refused 75 'try later'

# Files that are missing, shorter, longer, or no files.
make_job "$T/job"
rm "$T/job/capture/capture.warc.gz"
refused 65 "capture.warc.gz' is missing"
make_job "$T/job"
printf x >>"$T/job/capture/layout.xml"
refused 65 "layout.xml' has 1"
make_job "$T/job"
: >"$T/job/document/document.pdf"
refused 65 "document.pdf' has 0 bytes"
make_job "$T/job"
rm "$T/job/capture/slice-0001.png"
refused 65 "slice-0001.png' is missing"
make_job "$T/job"
mv "$T/job/capture/page.html" "$T/elsewhere"
ln -s "$T/elsewhere" "$T/job/capture/page.html"
refused 65 'not a regular file'

# A file outside the capture's folder.
make_job "$T/job"
sed -i 's/name="page.html"/name="..\/order.xml"/' "$T/job/capture/capture.xml"
refused 65 'capture.xml'

# Records of others.
make_job "$T/job"
sed -i 's/2026-H2/2026-H1/' "$T/job/order.xml"
refused 65 'another order.xml'
make_job "$T/job"
sed -i 's/Chrome/Chromium/' "$T/job/capture/capture.xml"
refused 65 'another capture'
ID=facebook-exempelkoping_20260523T120000Z make_job "$T/other"
make_job "$T/job"
cp "$T/other/document/document.xml" "$T/job/document/"
refused 65 "another capture ('facebook-exempelkoping_20260523T120000Z')"
make_job "$T/job"
cp "$T/other/capture/capture.xml" "$T/job/capture/"
refused 65 'another capture'
make_job "$T/job"
sed -i 's/account="facebook-exempelkoping"/account="x"/' \
    "$T/job/capture/capture.xml"
refused 65 "of account 'x'"

# A PDF that is not even PDF/A-1b.
CHECKS=$(job_check 1b fail 12) make_job "$T/job"
refused 65 'not PDF/A-1b'

# Two files that would get one name.
make_job "$T/job"
sed -i 's/name="verapdf-1b.xml"/name="verapdf-1a.xml"/' \
    "$T/job/document/document.xml"
refused 65 'verapdf-1a.xml'

# Records that are missing or broken, and rules that nobody can reckon with.
make_job "$T/job"
rm "$T/job/document/document.xml"
refused 65 'document.xml'
make_job "$T/job"
echo '<capture/>' >"$T/job/capture/capture.xml"
refused 65 'capture.xml'
RULE='<action>gallras</action><keep>PT2H</keep><trigger>fångst</trigger>' \
    make_job "$T/job"
refused 65 "'PT2H'"
RULE='<action>gallras</action><trigger>fångst</trigger>' make_job "$T/job"
refused 65 'without a period'

# No job, no site, a lock that another run holds.
mkdir "$T/job"
refused 65 'order.xml'
status 65 "$B/bevara-describe" -C "$T/site" "$T/nothing"
has "$T/err" 'nothing'
status 78 "$B/bevara-describe" -C "$T/nowhere" "$T/other"
status 64 "$B/bevara-describe"
status 64 "$B/bevara-describe" "$T/other" "$T/other"
flock "$T/other/.lock" sleep 20 &
holder=$!
sleep 0.3
status 75 "$B/bevara-describe" -C "$T/site" "$T/other"
kill "$holder"
has "$T/err" '.lock'
