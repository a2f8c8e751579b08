# lib.sh - what every shell test starts with: `. tests/harness/lib.sh`.
#
# Gives a test the root of the tree ($ROOT, also its present folder), the
# built programs ($B), a private folder that is gone afterwards ($T), claims
# that end the test when they do not hold, a web server on loopback, and the
# judges.  A test that reaches its end has passed.
#
# BUILD names the build folder (default build); KEEP=1 leaves $T behind.

set -eu -o errtrace

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$ROOT"
case ${BUILD:=build} in
/*)	B=$BUILD ;;
*)	B=$ROOT/$BUILD ;;
esac
JUDGES=$ROOT/build/judges
LC_ALL=C.UTF-8
export BUILD LC_ALL

. tests/harness/site.sh

T=$(mktemp -d "${TMPDIR:-/tmp}/bevara prov å.XXXXXX")
lib_servers=

# Where in the test we are: the nearest line that is not one of this file.
lib_place()
{
	local i
	for ((i = 1; i < ${#BASH_SOURCE[@]}; i++)); do
		[ "${BASH_SOURCE[i]}" = "${BASH_SOURCE[0]}" ] && continue
		printf '%s:%s' "${BASH_SOURCE[i]}" "${BASH_LINENO[i - 1]}"
		return
	done
}

lib_end()
{
	local pid
	trap - ERR
	for pid in $lib_servers; do
		kill "$pid" 2>/dev/null || :
		wait "$pid" 2>/dev/null || :
	done
	if [ "${KEEP:-0}" = 1 ]; then
		echo "left behind: $T" >&2
	else
		chmod -R u+rwX "$T" 2>/dev/null || :
		rm -rf "$T"
	fi
}
trap lib_end EXIT
trap 'exit 143' TERM
trap 'exit 130' INT
trap 'echo "$(lib_place): failed: $BASH_COMMAND" >&2' ERR

# ---- claims ----

# fail_test TEXT: end the test, which has failed.
fail_test()
{
	trap - ERR
	echo "$(lib_place): $*" >&2
	exit 1
}

# status N CMD...: run it; it must end with status N.  Its stdout is then in
# $T/out and its stderr in $T/err.
status()
{
	local want=$1 got=0
	shift
	"$@" >"$T/out" 2>"$T/err" </dev/null || got=$?
	[ "$got" = "$want" ] && return
	echo "$*: its stdout and stderr:" >&2
	tail -n 40 "$T/out" "$T/err" >&2
	fail_test "ended with $got, not $want: $*"
}

# must CMD...: status 0 CMD...
must()
{
	status 0 "$@"
}

# has FILE TEXT, hasnt FILE TEXT: the file holds, does not hold, this text
# (fixed, within a line).  The file must be there for both.
has()
{
	[ -f "$1" ] || fail_test "no such file: $1"
	grep -qF -e "$2" -- "$1" && return
	tail -n 20 -- "$1" >&2
	fail_test "'$1' lacks the text: $2"
}

hasnt()
{
	[ -f "$1" ] || fail_test "no such file: $1"
	grep -qF -e "$2" -- "$1" || return 0
	grep -nF -e "$2" -- "$1" | head -n 5 >&2
	fail_test "'$1' holds the text: $2"
}

# equal GOT WANT: two strings are the same.
equal()
{
	[ "$1" = "$2" ] && return
	fail_test "'$1' is not '$2' (files are compared by same_file)"
}

# same_file A B: two files hold the same bytes.
same_file()
{
	cmp -- "$1" "$2" >&2 && return
	diff -u -- "$1" "$2" 2>/dev/null | head -n 40 >&2 || :
	fail_test "'$1' and '$2' differ"
}

# alive PID: it runs.  One that has ended and that nobody waited for, as in a
# container whose first process does not, is not alive.
alive()
{
	grep -qs '^State:[[:space:]]*[^ZX[:space:]]' "/proc/$1/status"
}

# need PROGRAM: a test without what it needs has failed; none is skipped.
need()
{
	[ -x "$JUDGES/bin/$1" ] || command -v "$1" >/dev/null ||
	    fail_test "'$1' is missing: run tests/harness/tools.sh"
}

# ---- a site ----

# serve DIR [OPTION...]: serve it on loopback.  $PORT is its port, $SERVER its
# process and $SERVER_LOG what was asked of it; it ends with the test.
serve()
{
	local dir=$1 out i
	shift
	out=$(mktemp "$T/.serve-XXXXXX")
	SERVER_LOG=$out.log
	"$B/site_server" -v "$@" "$dir" >"$out" 2>"$SERVER_LOG" &
	SERVER=$!
	lib_servers="$lib_servers $SERVER"
	for ((i = 0; i < 200; i++)); do
		[ -s "$out" ] && break
		sleep 0.05
	done
	PORT=$(head -n 1 "$out")
	[ -n "$PORT" ] || fail_test "no server on '$dir': $(cat "$SERVER_LOG")"
}

# make_site: a new site folder, $T/site, with its keys and a log on its share,
# in which 127.0.0.1:$PORT is allowed (when something is served).  Its files are changed by the functions of
# tests/harness/site.sh: allow_address, set_account, only_account, add_account.
make_site()
{
	must "$B/bevara" init "$T/site"
	must "$B/bevara-key" new -C "$T/site"
	[ -z "${PORT:-}" ] || allow_address "$T/site" "127.0.0.1:$PORT"
}

# serve_iana: replay www.iana.org of 2014 on loopback.  $IANA is the base, so
# that "$IANA/domains" is a page, and $PORT its port; it ends with the test.
# The pages are listed in tests/harness/iana.sh.
serve_iana()
{
	local server
	need python
	PORT=$("$JUDGES/bin/python" -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
	tests/harness/iana.sh "$T/iana" "$PORT" &
	server=$!
	lib_servers="$lib_servers $server"
	until (: >"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; do
		alive "$server" || fail_test "no replay: $(cat "$T/iana/log")"
		sleep 0.1
	done
	IANA=http://127.0.0.1:$PORT/iana/20140126200624/http://www.iana.org
}

# ---- veraPDF in PATH or not ----

# The tools look for veraPDF in PATH.  Tests start without it, since it takes
# seconds; with_verapdf lets the tools find it from there on.
without_verapdf()
{
	local dir kept=
	local IFS=:
	for dir in $PATH; do
		[ -x "$dir/verapdf" ] || kept=${kept:+$kept:}$dir
	done
	PATH=$kept
	export PATH
}

with_verapdf()
{
	need verapdf
	PATH=$JUDGES/bin:$PATH
	export PATH
}

without_verapdf

# ---- judges ----

lib_judge()
{
	need "$(basename "$1")"
	"$@" >"$T/judge" 2>&1 </dev/null && return
	tail -n 40 "$T/judge" >&2
	fail_test "refused: $*"
}

# verapdf_ok PROFILE FILE: a PDF passes the profile (1a, 1b, ua1).
verapdf_ok()
{
	[ -f "$2" ] || fail_test "no such file: $2"
	lib_judge "$JUDGES/bin/verapdf" -f "$1" --format xml "$2"
	has "$T/judge" 'isCompliant="true"'
	hasnt "$T/judge" 'isCompliant="false"'
}

# eark_ok DIR [2.1.0|2.0.4]: a package passes commons-ip2, and for 2.1.0 also
# eark-validator (whose 2.0.4 rules contradict those of commons-ip2: CSIP114).
eark_ok()
{
	[ -d "$1" ] || fail_test "no such folder: $1"
	lib_judge "$JUDGES/bin/commons-ip2" "$1" "${2:-2.1.0}"
	[ "${2:-2.1.0}" = 2.0.4 ] || lib_judge "$JUDGES/bin/eark-validate" "$1"
}

# warcio_ok FILE, jwarc_ok FILE: every record's digests hold.
warcio_ok()
{
	[ -f "$1" ] || fail_test "no such file: $1"
	lib_judge "$JUDGES/bin/warcio" check -v "$1"
	has "$T/judge" 'digest pass'
}

jwarc_ok()
{
	[ -f "$1" ] || fail_test "no such file: $1"
	lib_judge "$JUDGES/bin/jwarc" validate "$1"
}

# xsd_ok SCHEMA FILE: an XML file is valid; SCHEMA is a name in schemas/ or a
# path.
xsd_ok()
{
	local schema=$1
	case $schema in
	*/*)	;;
	*)	schema=$ROOT/schemas/$schema ;;
	esac
	lib_judge xmllint --nonet --noout --schema "$schema" "$2"
}

# qpdf_ok FILE: the PDF's objects and cross references are whole.
qpdf_ok()
{
	lib_judge qpdf --check "$1"
}

# sumdb_ok DIR VKEY [OLD]: the log is whole and signed by the key in the file
# VKEY, and continues the checkpoint OLD, as Go's own code sees it.
# sumdb_no DIR VKEY [OLD]: it is not.
sumdb_ok()
{
	lib_judge "$JUDGES/bin/sumdb" log "$@"
	has "$T/judge" 'whole, '
}

sumdb_no()
{
	local got=0
	need sumdb
	"$JUDGES/bin/sumdb" log "$@" >"$T/judge" 2>&1 </dev/null || got=$?
	[ "$got" = 1 ] && return
	fail_test "Go's code ended with $got, not 1: $(cat "$T/judge")"
}
