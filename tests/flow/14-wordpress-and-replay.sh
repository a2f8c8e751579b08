#!/bin/bash
# The front page of a real WordPress, and the sample page, become records; then
# their servers are stopped and pywb replays their WARCs: of the replays'
# pictures at least 99.9 % of the pixel rows are those of the slices.
. tests/harness/lib.sh
. tests/flow/flow.sh
. tests/flow/odd.sh
need php

# free_port: one that nobody listens on.
free_port()
{
	python -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# background READY CMD...: start it, and wait until the command READY holds.
background()
{
	local ready=$1 i
	shift
	"$@" >"$T/background.log" 2>&1 &
	child=$!
	lib_servers="$lib_servers $child"
	for ((i = 0; i < 900; i++)); do
		eval "$ready" 2>/dev/null && return
		alive "$child" || break
		sleep 0.1
	done
	fail_test "$1 did not start: $(cat "$T/background.log")"
}

# ---- the pages as they are ----
blog=$(free_port)
folder=${TMPDIR:-/tmp}/bevara-wordpress.$$
background '[ -e "$folder/ready" ]' tests/harness/wordpress.sh "$folder" "$blog"
wordpress=$child
serve samples/plain-page/00-site
make_site
only_account "$T/site" facebook-exempelkoping
add_account "$T/site" webb-prov Provsidan "http://127.0.0.1:$PORT/" \
    'Exempelköpings kommun'
add_account "$T/site" webb-blogg Bloggen "http://127.0.0.1:$blog/" \
    'Exempelköpings kommun'
allow_address "$T/site" "127.0.0.1:$blog"

run_jobs webb- 2
for job in "${jobs[@]}"; do
	words_in_place "$job"
	pictures_are_slices "$job"
done
odd_passes "${jobs[@]}"
has "$(echo "$T"/site/arbete/*/webb-blogg)/capture/layout.xml" midsommartid

# ---- and as they are replayed, with nobody there any more ----
kill "$wordpress" "$SERVER"
wait "$wordpress" "$SERVER" || :
equal "$(pgrep -af "$folder/site")" ''
mkdir "$T/replay"
cd "$T/replay"
for page in prov blogg; do
	must "$JUDGES/bin/wb-manager" init "$page"
	must "$JUDGES/bin/wb-manager" add "$page" \
	    "$T"/site/arbete/*/webb-$page/capture/capture.warc.gz
done
printf '%s\n' 'framed_replay: false' 'enable_auto_fetch: false' >config.yaml
cd "$ROOT"
replay=$(free_port)
background '(: >"/dev/tcp/127.0.0.1/$replay")' "$JUDGES/bin/wayback" \
    -b 127.0.0.1 -p "$replay" -d "$T/replay"
allow_address "$T/site" "127.0.0.1:$replay"
add_account "$T/site" igen-prov Provsidan \
    "http://127.0.0.1:$replay/prov/2099/http://127.0.0.1:$PORT/" \
    'Exempelköpings kommun'
add_account "$T/site" igen-blogg Bloggen \
    "http://127.0.0.1:$replay/blogg/2099/http://127.0.0.1:$blog/" \
    'Exempelköpings kommun'
run_jobs igen- 2
for page in prov blogg; do
	rows=0 same=0
	for slice in "$T"/site/arbete/*/webb-$page/capture/slice-*.png; do
		"$B/pixels" "$slice" \
		    "$T"/site/arbete/*/igen-$page/capture/"${slice##*/}" \
		    >"$T/rows" || :
		read -r n found _ <"$T/rows"
		rows=$((rows + n)) same=$((same + found))
	done
	echo "$page: $same of $rows rows are the same"
	[ "$rows" -gt 0 ] && [ $((same * 1000)) -ge $((rows * 999)) ] ||
	    fail_test "$page: only $same of $rows rows are the same"
done
share_passes 4
list_passed
