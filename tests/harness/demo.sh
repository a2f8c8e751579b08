#!/bin/bash
# demo.sh - `make demo`: archive the sample channel page, served on loopback,
# and where Python is at hand also a page of www.iana.org as it was in 2014.
#
# Makes a new site folder, build/demo/site, runs `bevara run` on it as anybody
# would, and prints for each account the verdict and where its PDF lies.

set -u
cd "$(dirname "$0")/../.." || exit 1
root=$PWD
BUILD=${BUILD:-build}
demo=$root/build/demo
site=$demo/site
. tests/harness/site.sh

say()
{
	printf '%s\n' "$*"
}

stop()
{
	say "demo: $*" >&2
	exit 1
}

# Servers end with the demo.
servers=
end()
{
	local pid
	for pid in $servers; do
		kill "$pid" 2>/dev/null
	done
}
trap end EXIT
trap 'exit 130' INT TERM

# serve_sample: the sample page on a free port, $page.
serve_sample()
{
	local i
	"$BUILD/site_server" samples/plain-page/00-site >"$demo/port" &
	servers="$servers $!"
	for ((i = 0; i < 100; i++)); do
		[ -s "$demo/port" ] && break
		sleep 0.05
	done
	[ -s "$demo/port" ] || stop "the sample page could not be served"
	page=127.0.0.1:$(head -n 1 "$demo/port")
}

# serve_iana: the replay, $replay; fails with a line why not.  The first time
# it is fetched by pip, later it is in build/judges.
serve_iana()
{
	local port server
	timeout 240 env TRIES=1 tests/harness/tools.sh python \
	    >"$demo/python.log" 2>&1 || {
		say "No second page: pywb, which holds it, needs python3-venv" \
		    "and the network once (see build/demo/python.log)."
		return 1
	}
	port=$(build/judges/bin/python -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
	tests/harness/iana.sh "$demo/iana" "$port" &
	server=$!
	servers="$servers $server"
	until (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
		kill -0 "$server" 2>/dev/null || {
			say "No second page: its replay did not start" \
			    "(see build/demo/iana/log)."
			return 1
		}
		sleep 0.1
	done
	replay=127.0.0.1:$port
}

# make_site: a site folder whose only accounts are the pages served here.
make_site()
{
	"$BUILD/bevara" init "$site" >"$demo/init.log" 2>&1 &&
	    "$BUILD/bevara" key new -C "$site" >"$demo/key.log" 2>&1 &&
	    only_account "$site" facebook-exempelkoping &&
	    set_account "$site" facebook-exempelkoping adress \
	    "http://$page/" &&
	    allow_address "$site" "$page" ||
	    stop "the site folder '$site' could not be made"
	serve_iana || return 0
	add_account "$site" webb-iana "IANA 2014" \
	    "http://$replay/iana/20140126200624/http://www.iana.org/domains" \
	    "Domain Names" && allow_address "$site" "$replay" ||
	    stop "the site folder '$site' could not be changed"
}

# tell: what the run left in $demo/result, for a person.
tell()
{
	local account verdict outcome last
	while IFS=$'\t' read -r account verdict outcome last; do
		say
		say "Account   $account"
		say "Verdict   $verdict, $outcome"
		if [ -f "$last" ]; then
			say "PDF       $last"
			pdf=${pdf:-$last}
		else
			say "To do     $last"
		fi
	done <"$demo/result"
	say
	[ -n "$pdf" ] || return 0
	if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] &&
	    command -v xdg-open >/dev/null; then
		say "To look at it:  xdg-open '$pdf'"
	else
		say "To look at it:  open it with any PDF reader."
	fi
	say "The archive:    $site/arkiv"
	say "Is it whole?    $BUILD/bevara verify -C '$site'"
}

mkdir -p "$demo"
rm -rf "$site" "$demo/iana" "$demo/port"
pdf=
serve_sample
make_site

say "Archiving the sample page into $site ..."
start=$SECONDS
status=0
"$BUILD/bevara" run -C "$site" >"$demo/result" || status=$?
tell
say "It took $((SECONDS - start)) seconds."
[ "$status" = 0 ] && [ -z "$pdf" ] && status=1
exit "$status"
