#!/bin/bash
# The cable is pulled for 20 seconds, the server dies, its disk is full, or the
# share stays away, while packages are placed: none is ever half on the share,
# no receipt tells of one that is not there, place waits no longer than a
# while, and the next runs place what is left.

[ "${UML:-}" = 1 ] ||
    exec "$(dirname "$0")/../harness/uml.sh" -t 1500 "$0"
. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/uml/share.sh

# A run may take so long at the most, whatever the share does: place waits for
# 60 seconds without an answer, and again when it lets go.
BOUND_S=100
torn=0 lies=0 runs=0

share_up 128
cable_ready
share_site soft,echo_interval=5

# jobs N: described packages for $T/site/arbete/1 to N, of ids that are new.
jobs_made=0 jobs_before=0 round=0
jobs()
{
	local i
	rm -rf "$T/site/arbete/"*
	jobs_before=$((jobs_before + jobs_made)) jobs_made=$1
	round=$((round + 1))
	for ((i = 1; i <= $1; i++)); do
		make_package "$T/site/arbete/$i" "$(id_of $i)" \
		    "Prov $round $i"
	done
}

id_of()
{
	echo "prov-$round-${1}_20261123T120000Z"
}

# now: seconds, with tenths, of the machine's own time.
now()
{
	cut -d ' ' -f 1 /proc/uptime
}

# place N: as the scheduler does; sets $end and $took.
place()
{
	local start
	start=$(now)
	end=0
	"$B/bevara-place" -C "$T/site" "$T/site/arbete/$1" >"$T/out.$1" \
	    2>"$T/err.$1" || end=$?
	took=$(echo "$(now) $start" | awk '{ print int($1 - $2 + 0.5) }')
	runs=$((runs + 1))
	[ "$took" -le "$BOUND_S" ] || fail_test "$1: took $took s"
	case $end in
	0)	[ ! -e "$T/site/arbete/$1/waiting.xml" ] ||
		    fail_test "$1: placed, and waits" ;;
	7[345])	[ -e "$T/site/arbete/$1/waiting.xml" ] ||
		    fail_test "$1: ended with $end, and does not wait" ;;
	*)	fail_test "$1: ended with $end: $(cat "$T/err.$1")" ;;
	esac
}

# place_all SECONDS: one after the other, so far apart; prints how they ended.
place_all()
{
	local i
	ends=
	for ((i = 1; i <= jobs_made; i++)); do
		place $i
		ends="$ends $end:$took"
		sleep "$1"
	done
	echo "    status:seconds$ends"
}

# look WHAT: on the server's own disk, all is absent or whole, and what has a
# receipt is whole.
look()
{
	local i id p=$SERVED/2026-H2 there=0
	for ((i = 1; i <= jobs_made; i++)); do
		id=$(id_of $i)
		if [ -e "$p/$id" ]; then
			there=$((there + 1))
			(whole_or_absent "$p" $id \
			    "$T/site/arbete/$i/package/$id.sha256") ||
			    torn=$((torn + 1))
		fi
		[ -e "$T/site/arbete/$i/receipt.xml" ] || continue
		(cd "$p" && sha256sum --quiet -c $id.sha256) >"$T/sums" 2>&1 ||
		    lies=$((lies + 1))
	done
	echo "$1: $there of $jobs_made there, $torn torn, $lies false"
	[ $((torn + lies)) = 0 ] || fail_test "$1"
}

# settled WHAT: a run when all is well again places what is left.
settled()
{
	local i
	for ((i = 1; i <= jobs_made; i++)); do
		place $i
		[ "$end" = 0 ] || fail_test "$1: $i: $(cat "$T/err.$i")"
	done
	look "$1, and then all is well"
	equal "$(ls "$T/site/arbete/"*/receipt.xml | wc -l)" "$jobs_made"
	equal "$(find "$T/site/arbete" -name waiting.xml)" ''
	equal "$(find "$SERVED" -name '*.part-*')" ''
	must "$B/bevara-verify" -C "$T/site"
	has "$T/out" "$((jobs_before + jobs_made)) packages"
	has "$T/out" '0 findings'
}

# unplugged SECONDS: the cable is out for so long, after a second.
unplugged()
{
	(sleep 1; cable_out; sleep "$1"; cable_in) &
	cable=$!
}

for how in soft hard; do
	jobs 8
	umount "$S"
	share_mount "$S" $how,echo_interval=5
	unplugged 20
	place_all 0.3
	wait $cable
	look "20 s without a cable, $how"
	settled "20 s without a cable, $how"
done
umount "$S"
share_mount "$S" soft,echo_interval=5

jobs 20
(sleep 2; server_kill; sleep 3; server_start) &
server=$!
place_all 0
wait $server
look 'server killed'
settled 'server killed'

# Full: what is written is not there, and says so.
jobs 3
place 1
dd if=/dev/zero of="$SERVED/full" bs=64k 2>"$T/filled" || :
has "$T/filled" 'No space left on device'
sync -f "$SERVED"
place 2
[ "$end" = 73 ] || [ "$end" = 75 ] || fail_test "full: ended with $end"
has "$T/err.2" 'No space left on device'
look 'disk full'
equal "$(find "$SERVED" -name '*.part-*' ! -name '*.part-lock')" ''
rm "$SERVED/full"
settled 'disk full'

# Slow, and every fiftieth packet lost.
kernel_has sch_netem
jobs 2
tc qdisc add dev lo root netem delay 20ms loss 2%
place_all 0
tc qdisc del dev lo root
look 'slow'
settled 'slow'

# Away for good, on either mount: later, within a while, and nothing is marked
# as preserved.
for how in soft,echo_interval=5 hard,echo_interval=5; do
	jobs 2
	umount "$S"
	share_mount "$S" $how
	ls "$S" >"$T/list"
	cable_out
	place_all 0
	case $ends in
	*' 75:'*' 75:'*)	;;
	*)	fail_test "away: $ends: $(cat "$T/err.1")" ;;
	esac
	equal "$(find "$T/site/arbete" -name receipt.xml)" ''
	cable_in
	look "away, $how"
	settled "away, $how"
done
echo "$runs runs: $torn torn, $lies false receipts"

# A run of all: what could not be placed waits, is told of with its age, and
# is placed by the next run when the share is back.
ACCOUNT=facebook-exempelkoping
cp samples/site/konton.xml samples/site/plan.xml "$T/site"
only_account "$T/site" $ACCOUNT
set_account "$T/site" $ACCOUNT adress http://127.0.0.1:1/
allow_address "$T/site" 127.0.0.1:1
must "$B/bevara" register order -C "$T/site"
must "$B/bevara" inlet -C "$T/site" --account $ACCOUNT \
    --by 'Exempel Exempelsson' tests/20-fetch/inlet/rgb.png
job=$(head -n 1 "$T/out" | cut -f 4)
must "$B/bevara" render -C "$T/site" "$job"
must "$B/bevara" describe -C "$T/site" "$job"
cable_out
start=$(now)
status 75 "$B/bevara" place -C "$T/site" "$job"
status 75 "$B/bevara" run -C "$T/site"
echo "a run without the share took" \
    "$(echo "$(now) $start" | awk '{ print int($1 - $2) }') s"
has "$T/out" 'waiting since'
[ ! -e "$job/receipt.xml" ] || fail_test 'a false receipt'
cable_in
must "$B/bevara" run -C "$T/site"
has "$T/out" 'archived'
[ -e "$job/receipt.xml" ] && [ ! -e "$job/waiting.xml" ] ||
    fail_test "it waits still: $(cat "$T/out" "$T/err")"
