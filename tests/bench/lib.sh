# lib.sh - what every measurement starts with: `. tests/bench/lib.sh`.
#
# A measurement lets its contenders run in turns, $RUNS times, takes medians,
# and prints one line per ratio with the bound beside it.  A bound that is not
# met is said, and fails nothing: how fast a machine is, is not a test.
# BENCH=quick: tiny inputs, one run; only to see that it works.

BENCH=${BENCH:-full}
# Much is written: beside the programs, not in a /tmp that may be memory.
if [ "$BENCH" = full ]; then
	TMPDIR=${BENCH_TMP:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/build}
	export TMPDIR
fi
. tests/harness/lib.sh

if [ "$BENCH" = quick ]; then
	RUNS=1
else
	RUNS=${RUNS:-3}
fi

# pick FULL QUICK: the size that is asked for.
pick()
{
	if [ "$BENCH" = quick ]; then
		echo "$2"
	else
		echo "$1"
	fi
}

# measure NAME CMD...: run it, and note what it took under this name.
measure()
{
	local name=$1
	shift
	"$B/bench/spent" "$T/spent" "$@" >"$T/measured" 2>&1 </dev/null || {
		tail -n 20 "$T/measured" >&2
		fail_test "did not work: $*"
	}
	cat "$T/spent" >>"$T/$name.times"
}

# middle NAME wall|own|cpu|peak: the median; seconds, or KB for peak.
middle()
{
	local column
	case $2 in
	wall)	column=1 ;;
	own)	column=2 ;;
	cpu)	column=3 ;;
	peak)	column=4 ;;
	esac
	awk -v c=$column '{ print $c }' "$T/$1.times" | sort -g |
	    awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# reckon EXPRESSION: by awk, four figures.
reckon()
{
	awk "BEGIN { printf \"%.4g\", $1 }"
}

# fact TEXT...: what was measured, indented.
fact()
{
	printf '  %s\n' "$*"
}

# at_least WHAT RATIO BOUND, at_most WHAT RATIO BOUND: one line of the result.
at_least()
{
	verdict "$1" "$2" "at least $3" "$2 >= $3"
}

at_most()
{
	verdict "$1" "$2" "at most $3" "$2 <= $3"
}

verdict()
{
	local word='not met'
	awk "BEGIN { exit !($4) }" && word=met
	printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$word"
}

# other_user: browsers must not run as root.  $PLAY is a folder of somebody's
# who is not, and "${AS_USER[@]}" CMD... runs as that user.
other_user()
{
	PLAY=$T/play
	mkdir "$PLAY"
	AS_USER=(env HOME="$PLAY" TMPDIR="$PLAY")
	[ "$(id -u)" = 0 ] || return 0
	chmod 711 "$T"
	chown nobody:nogroup "$PLAY"
	AS_USER=(setpriv --reuid=nobody --regid=nogroup --clear-groups
	    "${AS_USER[@]}")
}
