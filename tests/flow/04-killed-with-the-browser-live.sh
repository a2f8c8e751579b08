#!/bin/bash
# SIGKILL of `bevara run` at eight moments, or KILLS of them, while the browser
# is at work: no process of it stays behind, and a rerun ends with one whole
# package.  It looks for browsers of anybody.
# alone
. tests/harness/lib.sh
. tests/harness/package.sh
. tests/flow/flow.sh

one_page plain-page
S=$T/site/arkiv
keep_unplaced

kills=${KILLS:-8}
for ((n = 1; n <= kills; n++)); do
	delay=$((200 + (n - 1) * 4800 / (kills > 1 ? kills - 1 : 1)))
	delay=$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))
	not_placed
	rm -rf "$T"/site/arbete/2*
	"$B/bevara" run -C "$T/site" >/dev/null 2>&1 &
	pid=$!
	sleep "$delay"
	kill -KILL "$pid" 2>/dev/null || :
	wait "$pid" 2>/dev/null || :
	for i in 1 2 3 4 5 6 7 8 9 10 -; do
		pgrep -f "bevara-fetch .*$T" >/dev/null || break
		[ "$i" != - ] || fail_test "bevara-fetch lives on after $delay s"
		sleep 0.5
	done
	must "$B/bevara" run -C "$T/site"
	share_is_whole 1
done
eark_ok "$(packages)"
echo "$kills kills, one whole package each time"
left=$(pgrep -af 'bevara-browser' || :)
equal "$left" ''
