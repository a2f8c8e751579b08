#!/bin/bash
# Goal: a capture that a person wants again gets a job folder of its own with
# the same order, and the same one however often that is asked; the first is
# left as it was and told where to go on, and run goes on there by itself.
. tests/harness/lib.sh
. tests/25-review/review.sh

serve samples/plain-page/00-site
allow_address "$T/site" "127.0.0.1:$PORT"
only_account "$T/site" facebook-exempelkoping
set_account "$T/site" facebook-exempelkoping adress "http://127.0.0.1:$PORT/"
must "$B/bevara" register order -C "$T/site" --period 2026-H2
cp "$W/facebook-exempelkoping/order.xml" "$T/order.xml"
put_job facebook-exempelkoping login-wall
cp "$T/order.xml" "$JOB/order.xml"

must "$B/bevara" retake -C "$T/site" "$JOB" --by 'Exempel Exempelsson'
next=$W/facebook-exempelkoping.2
equal "$(cat "$T/out")" "facebook-exempelkoping	login-wall	$next"
same_file "$next/order.xml" "$JOB/order.xml"
equal "$(ls -A "$next")" order.xml
xsd_ok 25-review.decision.xsd "$JOB/decision.xml"
equal "$(of //@@next/@job "$JOB/decision.xml")" facebook-exempelkoping.2
cp "$JOB/decision.xml" "$T/decision.xml"

# Again: the same folder; and what a cut run left out is put right.
rm "$next/order.xml"
must "$B/bevara" retake -v -C "$T/site" "$JOB" --by 'Exempel Exempelsson'
equal "$(cut -f 3 "$T/out")" "$next"
has "$T/err" 'before'
same_file "$next/order.xml" "$JOB/order.xml"
same_file "$JOB/decision.xml" "$T/decision.xml"
[ ! -e "$W/facebook-exempelkoping.3" ] || fail_test 'a second folder'
status 65 "$B/bevara" accept -C "$T/site" "$JOB" --by n --reason r
has "$T/err" 'the new job folder is there'

# The first folder goes no further, and is not captured over.
before=$(cd "$JOB" && find . -type f ! -name .lock -exec sha256sum {} + | sort)
for tool in fetch render describe; do
	status 1 "$B/bevara" "$tool" -C "$T/site" "$JOB"
	has "$T/err" "go on with the job 'facebook-exempelkoping.2'"
done
equal "$(cd "$JOB" && find . -type f ! -name .lock -exec sha256sum {} + |
    sort)" "$before"

# What was mended in the register since then counts for the new folder only.
sed -i 's|<malgrupp>Inv|<malgrupp>Alla inv|' "$T/site/konton.xml"
must "$B/bevara" run -C "$T/site" --period 2026-H2
equal "$(cut -f 1-3 "$T/out")" \
    "$(printf 'facebook-exempelkoping\tgood\tarchived')"
has "$next/order.xml" '<audience>Alla inv'
same_file "$JOB/order.xml" "$T/order.xml"
[ -f "$next/receipt.xml" ] || fail_test "no receipt in $next"
[ ! -e "$JOB/receipt.xml" ] || fail_test 'the first was placed'
must "$B/bevara" run -C "$T/site" --period 2026-H2
equal "$(cut -f 3 "$T/out")" 'archived before'

# Of a retake, a retake: the next number.  A good capture may be wanted again.
put_job webb-bad.2 good
mkdir "$W/webb-bad"
must "$B/bevara" retake -C "$T/site" "$JOB" --by n --reason 'Fel vecka'
equal "$(cut -f 3 "$T/out")" "$W/webb-bad.3"
status 1 "$B/bevara" render -C "$T/site" "$JOB"
has "$T/err" "webb-bad.3"
