#!/bin/bash
# Goal: accept and retake killed before any of their calls that change a file
# leave no decision or a whole one; run again they are done, once.
. tests/harness/lib.sh
. tests/25-review/review.sh
need strace

calls=mkdir,rename,renameat2,link,unlink,fsync,openat,write

# killed TOOL N: kill it before its Nth such call; 1 if it came to its end.
killed()
{
	local got=0
	strace -qq -f -o "$T/trace" -e "trace=$calls" \
	    -e "inject=$calls:signal=KILL:when=$2" \
	    "$B/bevara-$1" -C "$T/site" "$JOB" --by 'Exempel Exempelsson' \
	    --reason skäl >"$T/out" 2>"$T/err" || got=$?
	[ "$got" != 0 ]
}

for tool in accept retake; do
	kills=0
	for n in $(seq 1 400); do
		rm -rf "$W"
		put_job konto login-wall
		killed "$tool" "$n" || break
		kills=$((kills + 1))
		[ ! -e "$JOB/decision.xml" ] ||
		    xsd_ok 25-review.decision.xsd "$JOB/decision.xml"
		must "$B/bevara-$tool" -C "$T/site" "$JOB" \
		    --by 'Exempel Exempelsson' --reason skäl
		xsd_ok 25-review.decision.xsd "$JOB/decision.xml"
		equal "$(find "$W" -name '*.part-*')" ''
		[ "$tool" = accept ] || {
			next=$(cut -f 3 "$T/out")
			same_file "$next/order.xml" "$JOB/order.xml"
			equal "${next##*/}" \
			    "$(of //@@next/@job "$JOB/decision.xml")"
		}
	done
	[ "$kills" -ge 10 ] || fail_test "only $kills kills of $tool"
done
