#!/bin/bash
# uml.sh [-t SECONDS] [-m MEGABYTES] CMD [ARG...] - run a command in a machine
# of its own: User Mode Linux, with this machine's files to be read.
#
# CMD starts in the present folder as root, with /run and /dev of its own and
# everything else as here, to be read only; $TMPDIR is in /run, $UML is 1.  It has loopback only,
# its own clock, and a kernel with cifs, device-mapper and netem, for which
# tests/harness/uml/share.sh has the words.  Its stdout and stderr come out
# together as stdout; its status is ours.  124: not done within SECONDS (600),
# and the machine was stopped; 69: no User Mode Linux here; 70: the machine
# died.  Nothing of it is left running or lying about.
#
# Needs no root, no /dev/kvm and no privileges: it is an ordinary process,
# bound to one processor, since the kernel in it and the programs in it are
# processes that wake each other.

set -u
here=$(cd "$(dirname "$0")" && pwd)
limit=600 memory=384

say()
{
	echo "uml: $*" >&2
}

while getopts t:m: letter; do
	case $letter in
	t)	limit=$OPTARG ;;
	m)	memory=$OPTARG ;;
	*)	exit 64 ;;
	esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || {
	say "usage: uml.sh [-t SECONDS] [-m MEGABYTES] CMD [ARG...]"
	exit 64
}
kernel=$(command -v linux.uml) || {
	say "'linux.uml' is missing: run tests/harness/tools.sh faults"
	exit 69
}

# A sanitizer's shadow does not fit in the machine, where a program has half a
# terabyte of addresses: there the ordinary programs run.
if ldd "$here/../../${BUILD:-build}/bevara-place" 2>/dev/null |
    grep -q libasan; then
	BUILD=build
fi

# The machine's line of arguments has no room for blanks in a path.
room=$(TMPDIR='' mktemp -d /tmp/bevara-uml.XXXXXX) || exit 70
machine=

# Its processes are a session of their own.
end()
{
	[ -z "$machine" ] || kill -KILL -- "-$machine" 2>/dev/null
	rm -rf "$room"
}
trap end EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

# memory_folder: where its memory may lie as a file: one that may be executed
# and, if there is such a place, that is in memory itself.
memory_folder()
{
	local free
	free=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1)
	if [ "${free:-0}" -gt $((memory * 1024)) ] && [ -w /dev/shm ] &&
	    ! grep -q '^[^ ]* /dev/shm [^ ]* [^ ]*noexec' /proc/mounts; then
		echo /dev/shm
	else
		echo "$room"
	fi
}

# one_processor: the number of one that we may use.
one_processor()
{
	local list
	list=$(taskset -cp $$ | sed 's/.*: //; s/,/ /g' |
	    sed 's/\([0-9]*\)-\([0-9]*\)/$(seq \1 \2)/g')
	eval "set -- $list"
	shift $((RANDOM % $#))
	echo "$1"
}

# The job, as its first process reads it.
{
	echo 'export UML=1'
	for name in BUILD KEEP FULL POINTS_STEP POINTS_FAULTS ASAN_OPTIONS \
	    UBSAN_OPTIONS PATH LC_ALL; do
		[ -z "${!name+set}" ] || printf 'export %s=%q\n' \
		    "$name" "${!name}"
	done
	printf 'cd %q\n' "$PWD"
	printf '%q ' "$@"
	echo
} >"$room/job"
cp "$here/uml/init.sh" "$room/init.sh"
chmod 755 "$room/init.sh"

TMPDIR=$(memory_folder) setsid taskset -c "$(one_processor)" \
    "$kernel" umid=bevara uml_dir="$room/" mem="${memory}M" \
    root=/dev/root rootfstype=hostfs ro init="$room/init.sh" room="$room" \
    con=null ssl=null con0=null,null ssl0=null,fd:3 quiet loglevel=0 \
    3>&1 >"$room/kernel" 2>&1 </dev/null &
machine=$!

# A deadline, by the clock of this shell and not of the machine.
deadline=$((SECONDS + limit))
while kill -0 "$machine" 2>/dev/null; do
	if [ "$SECONDS" -ge "$deadline" ]; then
		say "stopped after $limit seconds"
		exit 124
	fi
	sleep 0.2
done
wait "$machine"
[ -s "$room/status" ] || {
	say "the machine died: $(tail -n 5 "$room/kernel")"
	exit 70
}
exit "$(cat "$room/status")"
