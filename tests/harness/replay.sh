# replay.sh - servers that take a while to start, and pywb's replay of WARCs;
# after harness/lib.sh.

# free_port: one that nobody listens on.
free_port()
{
	python -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# background READY CMD...: start it, and wait until the command READY holds.
# $child is its process.
background()
{
	local ready=$1 i
	shift
	"$@" >"$T/background.log" 2>&1 &
	child=$!
	lib_servers="$lib_servers $child"
	for ((i = 0; i < 1800; i++)); do
		eval "$ready" 2>/dev/null && return
		kill -0 "$child" 2>/dev/null || break
		sleep 0.1
	done
	fail_test "$1 did not start: $(cat "$T/background.log")"
}

# replay_add NAME WARC...: a collection of these.
replay_add()
{
	local name=$1 warc
	shift
	mkdir -p "$T/replay"
	cd "$T/replay"
	must "$JUDGES/bin/wb-manager" init "$name"
	for warc; do
		must "$JUDGES/bin/wb-manager" add "$name" "$warc"
	done
	cd "$ROOT"
}

# replay_serve: have all collections shown.  ${replay}NAME/2099/ADDRESS is the
# last picture of a page.
replay_serve()
{
	local port
	printf '%s\n' 'framed_replay: false' 'enable_auto_fetch: false' \
	    >"$T/replay/config.yaml"
	port=$(free_port)
	background '(: >"/dev/tcp/127.0.0.1/'"$port"'")' \
	    "$JUDGES/bin/wayback" -b 127.0.0.1 -p "$port" -d "$T/replay"
	replay=http://127.0.0.1:$port/
	allow_address "$T/site" "127.0.0.1:$port"
}

# same_rows NAME CAPTURE AGAIN LEAST: of a thousand rows of the first's slices
# at least so many are in the second's.
same_rows()
{
	local slice rows=0 same=0 n found
	for slice in "$2"/slice-*.png; do
		n=0 found=0
		"$B/pixels" "$slice" "$3/${slice##*/}" >"$T/rows" || :
		read -r n found _ <"$T/rows" || :
		rows=$((rows + n)) same=$((same + found))
	done
	echo "$1: $same of $rows rows are the same"
	[ "$rows" -gt 0 ] && [ $((same * 1000)) -ge $((rows * $4)) ]
}
