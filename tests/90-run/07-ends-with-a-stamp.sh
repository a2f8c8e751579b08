#!/bin/bash
# Goal: a run ends by having the log stamped; what that meets is told, makes the
# run's status 75 at worst, and hides nothing of the accounts.
. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/tsa.sh

plain_site
make_tsa ett
serve_tsa
mkdir "$T/page"
cp samples/plain-page/10-register/order.xml "$T/page"
cp -r samples/plain-page/20-fetch "$T/page/capture"
W=$S/logg/stamplar

# No service: nothing is asked.
must "$B/bevara" run -C "$T/site" "$T/page"
has "$T/out" 'good	archived'
[ ! -e "$W" ] || fail_test 'a folder for stamps'

# One that is away: all is archived, and the run can be done again.
add_authority "$T/site" ett "$TSA/ett/closed" "$T/tsa/ett/root.crt"
status 75 "$B/bevara" run -C "$T/site" "$T/page"
has "$T/out" 'good	archived before'
has "$T/err" 'it does not answer'
equal "$(ls "$W/000000000001")" checkpoint

# One that answers wrongly is 75 too; an account's own failure is worse.
set_authority "$T/site" ett "$TSA/ett/other-data"
status 75 "$B/bevara" run -C "$T/site" "$T/page"
has "$T/err" 'message imprint mismatch'
cp -r "$T/page" "$T/bad"
sed -i 's/<verdict value="good"\/>/<verdict value="login-wall"><advice>Ask the owner.<\/advice><\/verdict>/' \
    "$T/bad/capture/capture.xml"
rm -r "$T/bad/document" "$T/bad/package" "$T/bad/receipt.xml"
status 1 "$B/bevara" run -C "$T/site" "$T/bad"
has "$T/out" 'stopped at fetch'
has "$T/err" 'message imprint mismatch'

set_authority "$T/site" ett "$TSA/ett/good"
must "$B/bevara" run -C "$T/site" "$T/page"
ts_ok "$W/000000000001/ett.tsr" "$W/000000000001/checkpoint" \
    "$T/tsa/ett/root.crt" "$W/000000000001/ett.pem"
[ ! -s "$T/err" ] || fail_test "$(cat "$T/err")"
