#!/bin/bash
# Goal: --explain prints each sign of the capture that is there, the sum for
# each verdict and the verdict, and neither asks the server nor starts a
# browser; without a capture it says so.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

serve samples/login-wall/00-site
order "http://127.0.0.1:$PORT/"
status 65 "$B/bevara" fetch --explain "$JOB"
has "$T/err" 'capture.xml'

rejected login-wall 1
asked=$(wc -l <"$SERVER_LOG")
sed -i "s|<anvandare>|<program>$T/no-browser</program>&|" \
    "$T/site/bevara.xml"
must "$B/bevara" fetch --explain "$JOB"
equal "$(wc -l <"$SERVER_LOG")" "$asked"
grep -q '^password-field	login-wall	100	input\[type=password\] over the content' \
    "$T/out" || fail_test "no sign: $(cat "$T/out")"
sum=$(awk -F '\t' '$2 == "login-wall" && $1 != "sum" && $1 != "verdict" {
	s += $3 } END { print s }' "$T/out")
has "$T/out" "sum	login-wall	$sum	of 100"
equal "$(tail -n 1 "$T/out" | cut -f 1-3)" 'verdict	login-wall	'
[ -n "$(tail -n 1 "$T/out" | cut -f 4)" ] || fail_test 'no advice'
