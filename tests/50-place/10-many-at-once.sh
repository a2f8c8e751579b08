#!/bin/bash
# Many runs at once: one winner per id, all succeed or say "later", and the
# share is as if they had come one after another.

. tests/harness/lib.sh
. tests/harness/package.sh

ID=exempel-fb_20261123T120000Z
plain_site
keep_unplaced
make_package "$T/job0" $ID
must "$B/bevara-place" -C "$T/site" "$T/job0"
cp -a "$S" "$T/reference"

# Eight on one job; eight on copies of it; eight of other packages.
mv "$T/job0" "$T/job"
not_placed
mv "$T/job" "$T/job0"
for i in 1 2 3 4 5 6 7 8; do
	cp -a "$T/job0" "$T/copy$i"
	make_package "$T/other$i" andra-$i"_20261123T120000Z" "Andra $i"
done
pids=
for i in 1 2 3 4 5 6 7 8; do
	for job in job0 copy$i other$i; do
		"$B/bevara-place" -C "$T/site" "$T/$job" \
		    >"$T/out.$job.$i" 2>"$T/err.$job.$i" &
		pids="$pids $!"
	done
done
bad=0
for pid in $pids; do
	end=0
	wait "$pid" || end=$?
	case $end in
	0 | 75) ;;
	*) bad=$end ;;
	esac
done
[ "$bad" = 0 ] || fail_test "one ended with $bad: $(cat "$T"/err.*)"

for i in 1 2 3 4 5 6 7 8; do
	for job in job0 copy$i other$i; do
		must "$B/bevara-place" -C "$T/site" "$T/$job"
	done
	(cd "$S/2026-H2" && must sha256sum --quiet -c andra-${i}_*.sha256)
done
vouched
equal "$(log_size)" 9
for i in 1 2 3 4 5 6 7 8; do
	rm -r "$S/2026-H2/"andra-${i}_* \
	    "$S/2026-H2/2026-11-23 Andra $i, Facebook.pdf"
done
same_share "$T/reference" || fail_test 'another share'
