#!/bin/bash
# Two machines, as two mounts that know nothing of each other, place at once:
# one winner per id, and nothing half.  What somebody has open, as a virus
# scanner does, what is read-only and what a dead run left is dealt with; and
# names arrive on the server as they were meant.

[ "${UML:-}" = 1 ] ||
    exec "$(dirname "$0")/../harness/uml.sh" -t 900 "$0"
. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/uml/share.sh

need strace
ID=exempel-fb_20261123T120000Z
P=$SERVED/2026-H2
share_up 128
share_site
share_twin

# place SITE JOB: in the background; how it ended is in $T/end.JOB.
pids=
place()
{
	(
		end=0
		"$B/bevara-place" -C "$T/$1" "$T/$2" >"$T/out.$2" \
		    2>"$T/err.$2" || end=$?
		echo $end >"$T/end.$2"
	) &
	pids="$pids $!"
}

# placed JOB ID: again, and it is there, whole.
placed()
{
	must "$B/bevara-place" -C "$T/site" "$T/$1"
	whole_or_absent "$P" "$2" "$T/$1/package/$2.sha256"
	(cd "$P" && must sha256sum --quiet -c "$2.sha256")
}

# ---- eight at once of the same id, and eight of others, from two machines

make_package "$T/same" $ID
for i in 1 2 3 4 5 6 7 8; do
	cp -a "$T/same" "$T/same$i"
	make_package "$T/other$i" andra-${i}_20261123T120000Z "Andra $i"
done
for i in 1 2 3 4 5 6 7 8; do
	site=site$([ $((i % 2)) = 0 ] && echo 2 || :)
	place $site same$i
	place $site other$i
done
wait $pids
for i in 1 2 3 4 5 6 7 8; do
	for job in same$i other$i; do
		case $(cat "$T/end.$job") in
		0 | 75)	;;
		*)	fail_test "$job: $(cat "$T/end.$job" "$T/err.$job")" ;;
		esac
	done
	placed same$i $ID
	placed other$i andra-${i}_20261123T120000Z
done
echo "at once: $(cat "$T"/end.same? | grep -c 0) of 8 of one id," \
    "$(cat "$T"/end.other? | grep -c 0) of 8 others; the rest said later"
equal "$(ls -d "$P"/*Z | wc -l)" 9
equal "$(find "$P" -name '*.part-*')" ''

# ---- somebody has a file open while the package gets its name

# held_open JOB SECONDS: place, while the other machine has a file of its
# folder open until the rename was refused and so long after; sets $end.
held_open()
{
	local pid file=
	strace -f -qq -o "$T/trace" -e trace=renameat2 \
	    -e inject=renameat2:delay_enter=2000000:when=1 \
	    "$B/bevara-place" -C "$T/site" "$T/$1" >"$T/out" 2>"$T/err" &
	pid=$!
	until [ -n "$file" ]; do
		alive $pid || fail_test "nothing to hold: $(cat "$T/err")"
		sleep 0.1
		file=$(find "$T/site2/arkiv/2026-H2" -path '*.part-*/METS.xml')
		file=$(echo "$file" | head -n 1)
	done
	exec 8<"$file"
	until grep -q EACCES "$T/trace"; do
		alive $pid || fail_test "was not refused: $(cat "$T/err")"
		sleep 0.1
	done
	for _ in $(seq "$2"); do
		! alive $pid || sleep 1
	done
	exec 8<&-
	end=0
	wait $pid || end=$?
}

make_package "$T/late" sent-1_20261123T120000Z 'Sent 1'
held_open late 1
[ "$end" = 0 ] || fail_test "open for a moment: $end: $(cat "$T/err")"
echo "a rename was refused $(grep -c EACCES "$T/trace") times, and then not"
placed late sent-1_20261123T120000Z

make_package "$T/held" sent-2_20261123T120000Z 'Sent 2'
held_open held 60
case $end in
0)	fail_test 'renamed although it is open' ;;
7[345])	;;
*)	fail_test "open for long: $end: $(cat "$T/err")" ;;
esac
[ ! -e "$P/sent-2_20261123T120000Z" ] || fail_test 'there, and not said'
[ ! -e "$T/held/receipt.xml" ] || fail_test 'a false receipt'
placed held sent-2_20261123T120000Z
equal "$(find "$P" -name '*.part-*')" ''

# ---- what a dead run left, read-only, is swept

mkdir -p "$P/$ID.part-abcdef/x"
echo x >"$P/$ID.part-abcdef/x/y"
echo x >"$P/$ID.sha256.part-abcdef"
chmod 444 "$S/2026-H2/$ID.part-abcdef/x/y" "$S/2026-H2/$ID.sha256.part-abcdef"
placed same $ID
equal "$(find "$P" -name '*.part-*')" ''

# ---- names: as bytes on the server, and what SMB cannot tell apart

names=$(ls "$P" | grep Exempelköpings)
equal "$names" "2026-11-23 Exempelköpings kommun, Facebook.pdf"
make_package "$T/nfd" nfd_20261123T120000Z "$(printf 'A\314\212sele kommun')"
placed nfd nfd_20261123T120000Z
[ -e "$P/2026-11-23 $(printf '\303\205sele') kommun, Facebook.pdf" ] ||
    fail_test "no NFC: $(ls "$P" | od -c | grep -A 2 sele)"
make_package "$T/colon" kolon_20261123T120000Z 'Fråga: vad? "nu"'
placed colon kolon_20261123T120000Z
[ -z "$(ls "$P" | grep '[:?"*<>|\\]')" ] || fail_test "$(ls "$P")"
must "$B/bevara-verify" -C "$T/site2"
has "$T/out" '0 findings'
