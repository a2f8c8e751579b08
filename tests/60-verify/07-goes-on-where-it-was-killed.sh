#!/bin/bash
# A check that is killed goes on where it was; a journal that was cut or
# written to by others loses what is not whole; the packages that were not
# checked for longest come first; two runs are not at one check at a time; and
# wherever it is killed, each report has one entry in the log.

. tests/harness/lib.sh
. tests/harness/package.sh

need strace
plain_site
place_many 9
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
J=$T/site/arbete/verify/whole.journal

# slowly CMD...: a package takes nearly a second.
slowly()
{
	strace -f -qq -o "$T/trace" -e trace=getdents64 \
	    -e inject=getdents64:delay_enter=60000 "$@"
}

# comes_first ID: it is among the first two packages that the journal tells of;
# so many are checked at a time by one processor.
comes_first()
{
	sed -n 's/^p	2026-H2	\([^	]*\)	.*/\1/p' "$J" | head -n 2 |
	    grep -qx "$1" || fail_test "not first: $1"
}

# Killed after some seconds; another run meanwhile is told to wait.
slowly taskset -c 0 "$B/bevara-verify" -C "$T/site" >/dev/null 2>&1 &
pid=$!
for ((n = 0; n < 100; n++)); do
	grep -qs '^p' "$J" && break
	sleep 0.1
done
status 75 "$B/bevara-verify" -C "$T/site"
has "$T/err" 'another run is at the same check'
pkill -KILL -P "$(pgrep -P "$pid")"	# verify, not the strace above it
wait "$pid" || :
done=$(grep -c '^p' "$J")
[ "$done" -gt 0 ] && [ "$done" -lt 9 ] || fail_test "$done packages in it"
cp "$J" "$T/journal"
must "$B/bevara-verify" -C "$T/site"
has "$T/err" "it had got to $done packages"
has "$T/out" 'checked	9 packages	72 files'
[ ! -e "$J" ] || fail_test 'the journal is still there'

# Half a line, and a line of somebody else's: what comes before counts.
cp "$T/journal" "$J"
printf 'f	changed	2026-H2/x' >>"$J"
must "$B/bevara-verify" -C "$T/site"
has "$T/err" "it had got to $done packages"
sed '3s/^b/x/' "$T/journal" >"$J"
must "$B/bevara-verify" -C "$T/site"
has "$T/out" 'checked	9 packages	72 files'
for bad in 's/whole/part-1-of-2/' 's/exempelkoping/annan/' '1d' \
    's/^p\(.*\)Z	/p\1	/'; do
	sed "$bad" "$T/journal" >"$J"
	must "$B/bevara-verify" -C "$T/site"
	hasnt "$T/err" 'going on'
	has "$T/out" 'checked	9 packages	72 files'
done

# Those that were never checked come first, then those that were not for
# longest; known also when this machine's own record is lost.
make_package "$T/job" ny_20261123T120000Z Ny
must "$B/bevara-place" -C "$T/site" "$T/job"
ids=(prov-{1,2,3,4,5,6,7,9}_20261123T120000Z)
for lost in 0 1; do
	[ $lost = 0 ] || rm "$T/site/arbete/verify/last"
	status 75 slowly taskset -c 0 "$B/bevara-verify" -C "$T/site" \
	    --max-duration 2s
	comes_first ny_20261123T120000Z
	rm "$J"
done
sleep 1.1
must "$B/bevara-verify" -C "$T/site" ny_20261123T120000Z "${ids[@]}"
for lost in 0 1; do
	[ $lost = 0 ] || rm "$T/site/arbete/verify/last"
	status 75 slowly taskset -c 0 "$B/bevara-verify" -C "$T/site" \
	    --max-duration 2s
	comes_first prov-8_20261123T120000Z
	rm "$J"
done

# entries: the reports that the log has, one a line.
entries()
{
	local newest
	newest=$(find "$S/logg/tile/entries" -type f | sort -V | tail -n 1)
	grep -a -o 'report sha256:[0-9a-f]*' "$newest" | cut -d : -f 2 | sort
}

# Killed at each call that makes something visible or takes it away: after
# another run each report is whole, and each has one entry.
points=0
for call in renameat2 rename renameat unlink; do
	for ((n = 1; n < 20; n++)); do
		end=0
		strace -f -qq -o "$T/trace" -e trace=$call \
		    -e inject=$call:signal=KILL:when=$n \
		    "$B/bevara-verify" -C "$T/site" >"$T/out" 2>&1 || end=$?
		[ "$end" != 0 ] || break
		points=$((points + 1))
		must "$B/bevara-verify" -C "$T/site"
	done
done 2>"$T/killed"
[ $points -gt 7 ] || fail_test "killed at $points places"
sha256sum "$S"/protokoll/kontroll-*Z/rapport.xml | cut -c 1-64 | sort \
    >"$T/reports"
entries >"$T/entries"
same_file "$T/reports" "$T/entries"
for dir in "$S"/protokoll/kontroll-*Z; do
	equal "$(ls "$dir" | wc -l)" 6
done
