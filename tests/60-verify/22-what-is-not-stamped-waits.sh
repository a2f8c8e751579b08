#!/bin/bash
# With no answer from an authority the checkpoints wait, and the next run that
# gets one has them all stamped; a share that is away is no different.

. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/tsa.sh

plain_site
make_tsa ett
make_tsa tva
serve_tsa
add_authority "$T/site" ett "$TSA/ett/good" "$T/tsa/ett/root.crt"
add_authority "$T/site" tva "$TSA/tva/good" "$T/tsa/tva/root.crt"
W=$S/logg/stamplar
add_entry e1
must "$B/bevara-log" stamp -C "$T/site"

# Nobody answers: each authority is asked once, however many wait.
set_authority "$T/site" ett "$TSA/ett/closed"
set_authority "$T/site" tva "$TSA/tva/closed"
for i in 2 3; do
	add_entry e$i
	status 75 "$B/bevara-log" stamp -C "$T/site"
	has "$T/out" "waiting	00000000000$i	ett"
	has "$T/out" "waiting	00000000000$i	tva"
	equal "$(ls -A "$W/00000000000$i")" checkpoint
done
equal "$(grep -c 'POST\|closed' "$T/tsa.asked")" 2
must "$B/bevara-log" show -C "$T/site"
has "$T/out" 'stamps waiting	2'

# One of them answers again, and then the other.
set_authority "$T/site" tva "$TSA/tva/good"
status 75 "$B/bevara-log" stamp -C "$T/site"
has "$T/out" 'stamped	000000000002	tva.tsr'
has "$T/out" 'stamped	000000000003	tva.tsr'
has "$T/out" 'waiting	000000000002	ett'
set_authority "$T/site" ett "$TSA/ett/good"
must "$B/bevara-log" stamp -C "$T/site"
has "$T/out" 'stamped	000000000002	ett.tsr'
has "$T/out" 'stamped	000000000003	ett.tsr'
hasnt "$T/out" tva
for i in 2 3; do
	for name in ett tva; do
		dir=$W/00000000000$i
		ts_ok "$dir/$name.tsr" "$dir/checkpoint" \
		    "$T/tsa/$name/root.crt" "$dir/$name.pem"
	done
done
must "$B/bevara-log" show -C "$T/site"
has "$T/out" 'stamps waiting	0'
must "$B/bevara-log" stamp -C "$T/site"
[ ! -s "$T/out" ] || fail_test "$(cat "$T/out")"

# The share is away: its checkpoint waits there.
mv "$S" "$S.away"
status 75 "$B/bevara-log" stamp -C "$T/site"
mkdir "$S"
status 75 "$B/bevara-log" stamp -C "$T/site"
rmdir "$S"
mv "$S.away" "$S"

# Cut after the folder, after its checkpoint, and after the certificates.
add_entry e4
mkdir "$W/000000000004"
must "$B/bevara-log" show -C "$T/site"
must "$B/bevara-log" stamp -C "$T/site"
has "$T/out" 'stamped	000000000004	ett.tsr'
add_entry e5
mkdir "$W/000000000005"
cp "$S/logg/checkpoint" "$W/000000000005"
echo half >"$W/000000000005/ett.pem"
must "$B/bevara-log" show -C "$T/site"
has "$T/out" 'leftover	logg/stamplar/000000000005/ett.pem'
must "$B/bevara-log" stamp -C "$T/site"
ts_ok "$W/000000000005/ett.tsr" "$W/000000000005/checkpoint" \
    "$T/tsa/ett/root.crt" "$W/000000000005/ett.pem"
must "$B/bevara-log" show -C "$T/site"
hasnt "$T/out" leftover

# Another machine, whose copy knows nothing yet, learns what is there.
rm -rf "$T/site/loggkopia/stamplar"
must "$B/bevara-log" stamp -C "$T/site"
diff -r "$W" "$T/site/loggkopia/stamplar" >&2 || fail_test 'another copy'
equal "$(find "$S" "$T/site/loggkopia" -name '*.part-*')" ''
