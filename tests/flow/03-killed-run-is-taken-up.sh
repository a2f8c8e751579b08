#!/bin/bash
# SIGKILL of `bevara run` at any moment: a rerun ends with one whole package,
# and nothing half lies on the share.  Twelve moments on a recorded capture, or
# KILLS of them, spread over the time that the chain takes.
. tests/harness/lib.sh
. tests/flow/flow.sh

one_page plain-page
must "$B/bevara" register -C "$T/site" order
job=$(cut -f 2 "$T/out")
must "$B/bevara" fetch -C "$T/site" "$job"
cp -a "$job" "$T/recorded"

fresh()
{
	rm -rf "$job" "$T"/site/arkiv/2*
	cp -a "$T/recorded" "$job"
}

fresh
start=$EPOCHREALTIME
must "$B/bevara" run -C "$T/site" "$job"
end=$EPOCHREALTIME
whole=$(((${end/./} - ${start/./}) / 1000))

kills=${KILLS:-12}
for ((i = 1; i <= kills; i++)); do
	fresh
	"$B/bevara" run -C "$T/site" "$job" >/dev/null 2>&1 &
	pid=$!
	delay=$((whole * i / (kills + 1)))
	sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
	kill -KILL "$pid" 2>/dev/null || :
	wait "$pid" 2>/dev/null || :
	# What has its final name is whole even before the rerun.
	for package in $(packages | grep -v '\.part-' | tr ' ' '?'); do
		(cd "$package"/.. && [ ! -e "${package##*/}.sha256" ] ||
		    sha256sum --quiet -c "${package##*/}.sha256") ||
		    fail_test "half a package after $delay ms"
	done
	must "$B/bevara" run -C "$T/site" "$job"
	share_is_whole 1
done
eark_ok "$(packages)"
echo "$kills kills, one whole package each time"
