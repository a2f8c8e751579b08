#!/bin/bash
# `bevara log stamp` and `restamp` are killed, or fail, at each call that changes
# a file: nothing half is taken for a stamp, an error is not told as success,
# and the next run does what is left (of a renewal, the next stamp).  Prints the
# number of points.

. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/tsa.sh
need strace
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"

plain_site
make_tsa ett 172800
make_tsa tva 172800
serve_tsa
add_authority "$T/site" ett "$TSA/ett/good" "$T/tsa/ett/root.crt"
add_authority "$T/site" tva "$TSA/tva/good" "$T/tsa/tva/root.crt"
place_many 1
calls=mkdirat,rename,renameat2,fsync,write,fchmod,fchmodat
points=0

# whole: what there is holds, leftovers apart.
whole()
{
	must "$B/bevara-log" show -C "$T/site"
	[ -z "$(cut -f 1 "$T/out" | grep -x \
	    'changed\|missing\|untracked\|unreadable\|expired')" ] ||
	    fail_test "$(cat "$T/out")"
}

# cut_at_each NAME VERB...: from the state that is kept as NAME, at each call.
cut_at_each()
{
	local name=$1 n call fault got
	shift
	rm -rf "$T/site"
	cp -a "$T/$name" "$T/site"
	must strace -f -o "$T/trace" -e "trace=$calls" \
	    "$B/bevara-log" "$@" -C "$T/site"
	awk '{ sub(/\(.*/, "", $2); print $2 }' "$T/trace" | grep -v '^[+-]' |
	    awk '{ print $1, ++n[$1] }' >"$T/calls"
	[ "$(wc -l <"$T/calls")" -ge 20 ] || fail_test "$(cat "$T/trace")"
	while read -r call n; do
		for fault in signal=KILL error=EIO error=ENOSPC; do
			rm -rf "$T/site"
			cp -a "$T/$name" "$T/site"
			got=0
			strace -f -o "$T/trace" -e "trace=$call" \
			    -e "inject=$call:$fault:when=$n" \
			    "$B/bevara-log" "$@" -C "$T/site" \
			    >"$T/out" 2>"$T/err" </dev/null || got=$?
			points=$((points + 1))
			case $fault,$call in
			signal*)	[ "$got" != 0 ] ||
			    fail_test "$call $n: it lives" ;;
			# A mark that the file system does not give is no fault.
			*,fchmod*)	;;
			*)	[ "$got" != 0 ] || grep -q 'write' <<<"$call" ||
			    fail_test "$call $n $fault: it ended with 0" ;;
			esac
			whole
			must "$B/bevara-log" "$@" -C "$T/site"
			must "$B/bevara-log" stamp -C "$T/site"
			whole
			has "$T/out" "stamps	$want"
			has "$T/out" 'stamps waiting	0'
			hasnt "$T/out" leftover
		done
	done <"$T/calls"
}

cp -a "$T/site" "$T/first"
want=2
cut_at_each first stamp
rm -rf "$T/site"
cp -a "$T/first" "$T/site"
must "$B/bevara-log" stamp -C "$T/site"
tsa_leaf ett 345600
tsa_leaf tva 345600
cp -a "$T/site" "$T/second"
echo "$points points of stamp"
want=4
cut_at_each second restamp --within P3D
echo "$points points, with those of restamp"
