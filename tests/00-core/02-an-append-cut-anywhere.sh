#!/bin/bash
# Wherever an append is killed, or a call of it fails, the log is the old one
# or the new one, and never says that it is done when it is not; what it left
# behind the next append writes over.  Writes that fall short are no worse.
# With FULL=1 each call fails in one more way.

# In memory: many small files, and no power is cut here.
TMPDIR=${TMPDIR:-/dev/shm}
. tests/harness/lib.sh

need strace
# Leaks cannot be looked for under strace.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0
NAME=exempel.example.org/arkivlogg
LOG=$T/logg
points=0 old=0 refused=0

fresh()
{
	rm -rf "$LOG"
	cp -a "$T/before" "$LOG"
}

# whole WHAT END: the old log or the new one, and the new one if END is 0; an
# append after it mends all.
whole()
{
	"$B/logger" audit "$LOG" "$T/key.vkey" "$T/before/checkpoint" \
	    >"$T/audit" 2>&1 || fail_test "$1: $(cat "$T/audit")"
	case $2/$(cat "$T/audit") in
	0/'whole, 258 entries')	;;
	*/'whole, 258 entries')	;;
	0/*)	fail_test "$1: done, and $(cat "$T/audit")" ;;
	*/'whole, 254 entries')	old=$((old + 1)) ;;
	*)	fail_test "$1: $(cat "$T/audit")" ;;
	esac
	points=$((points + 1))
	# Every tenth once more by Go's code, before and after.
	[ $((points % 10)) != 0 ] ||
	    sumdb_ok "$LOG" "$T/key.vkey" "$T/before/checkpoint"
	cp "$LOG/checkpoint" "$T/checkpoint"
	must "$B/logger" append "$LOG" "$T/key" $NAME 3 after
	must "$B/logger" audit "$LOG" "$T/key.vkey" "$T/checkpoint"
	[ $((points % 10)) != 0 ] ||
	    sumdb_ok "$LOG" "$T/key.vkey" "$T/checkpoint"
	[ ! -e "$LOG/checkpoint.part-new" ] || fail_test "$1: left over"
}

# point CALL HOW N: 0 if the call was made so often, 1 if not.
point()
{
	local end=0
	fresh
	# A shell between, so that the word "Killed" is not ours.
	bash -c 'ulimit -c 0; "$@"; exit $?' point strace -qq -o "$T/trace" \
	    -e "trace=$1" -e "inject=$1:$2:when=$3" \
	    "$B/logger" append "$LOG" "$T/key" $NAME 4 \
	    >"$T/out" 2>"$T/err" || end=$?
	grep -qE 'INJECTED|killed by SIGKILL' "$T/trace" || return 1
	# The loader, or a sanitizer, failed: logger was not reached.
	[ "$end" != 127 ] || return 0
	case $end in
	0 | 137)	;;
	6[59] | 7[3458])	refused=$((refused + 1)) ;;
	*)	fail_test "$1 $2 $3: ended with $end: $(cat "$T/err")" ;;
	esac
	whole "$1 $2 $3" $end
}

# every CALL FIRST HOW...: at each time that it is called.
every()
{
	local call=$1 first=$2 how n
	for how in "${@:3}"; do
		for ((n = first; ; n++)); do
			point "$call" "$how" $n || break
		done
		[ $n -gt $first ] || fail_test "never called: $call"
	done
}

mkdir "$T/before"
must "$B/logger" new "$T/before" "$T/key" $NAME
must "$B/logger" append "$T/before" "$T/key" $NAME 250
must "$B/logger" append "$T/before" "$T/key" $NAME 4

# The append fills a tile and begins another, a level and its folder.
every mkdirat 1 signal=KILL error=ENOSPC
every write 1 signal=KILL error=ENOSPC
every fsync 1 signal=KILL error=EIO
every renameat 1 signal=KILL error=EIO
every unlinkat 1 signal=KILL error=EIO
every flock 1 signal=KILL error=ENOLCK
if [ "${FULL:-0}" = 1 ]; then
	every mkdirat 1 error=EIO
	every write 1 error=EIO
	every fsync 1 error=ENOSPC
	every renameat 1 error=ENOSPC
fi
for n in 2 5 8 12 20 30 40 50 60; do
	point openat signal=KILL $n || break
	point openat error=EIO $n || break
	point close error=EIO $n || break
done

# Interrupted calls are made again; a share that is busy is asked again.
for what in fsync:EINTR write:EINTR flock:EINTR renameat:EACCES \
    renameat:EBUSY; do
	fresh
	must strace -qq -o "$T/trace" -e "trace=${what%:*}" \
	    -e "inject=${what%:*}:error=${what#*:}:when=1" \
	    "$B/logger" append "$LOG" "$T/key" $NAME 4
	has "$T/trace" INJECTED
	whole "$what" 0
done

# A full disk is not left fuller.
fresh
(cd "$T/before" && find . -type f | sort) >"$T/files"
status 73 strace -qq -o "$T/trace" -e trace=fsync \
    -e inject=fsync:error=ENOSPC:when=3 \
    "$B/logger" append "$LOG" "$T/key" $NAME 4
(cd "$LOG" && find . -type f | sort) >"$T/now"
same_file "$T/files" "$T/now"

# Writes that take one byte, or some, at a time.
for short in 1 7 4095; do
	fresh
	LD_PRELOAD=$B/faults/short.so SHORT=$short \
	    must "$B/logger" append "$LOG" "$T/key" $NAME 4
	whole "short $short" 0
done

echo "$points points: 0 torn, 0 false OK; at $old the log was the old one," \
    "$refused ended with an error"
[ "$points" -ge 80 ] && [ "$refused" -ge 30 ] && [ "$old" -ge 40 ] &&
    [ "$old" -lt "$points" ] || fail_test 'too few points'
