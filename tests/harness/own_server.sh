# own_server.sh - the start of a script that runs a real server with all that
# it needs in a folder of its own; sourced after folder and PORT are set.
#
# Makes $folder, which is removed when the script ends, with what was started
# ($children).  Started by root, "$as CMD" runs as nobody, and TMPDIR is there.

server=${0##*/}
children=

# need PROGRAM...: all are there.
need()
{
	local program
	for program; do
		command -v "$program" >/dev/null || {
			echo "$server: no '$program': run" \
			    "tests/harness/tools.sh servers" >&2
			exit 69
		}
	done
}

end()
{
	local pid
	trap - EXIT
	for pid in $children; do	# some leave workers to themselves
		kill $(pgrep -P "$pid") "$pid" 2>/dev/null || :
	done
	wait
	rm -rf "$folder"
}

# await WHAT LOG CMD...: until the command holds, at most a minute.
await()
{
	local what=$1 log=$2 i
	shift 2
	for ((i = 0; i < 600; i++)); do
		"$@" 2>/dev/null && return
		sleep 0.1
	done
	echo "$server: no $what: $(tail "$log")" >&2
	exit 1
}

# logged LOG CMD...: what it says goes to the log, and is shown if it fails.
logged()
{
	local log=$1
	shift
	"$@" >"$log" 2>&1 || {
		tail "$log" >&2
		exit 1
	}
}

make_folder()
{
	trap end EXIT
	trap 'exit 143' TERM INT
	as=
	mkdir "$folder"
	chmod 755 "$folder"
	export TMPDIR=$folder	# the caller's may not be open to nobody
	[ "$(id -u)" = 0 ] || return 0
	as='setpriv --reuid=nobody --regid=nogroup --clear-groups'
	chown nobody:nogroup "$folder"
}
