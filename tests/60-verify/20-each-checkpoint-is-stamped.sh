#!/bin/bash
# `bevara log stamp` has each authority stamp the log's newest checkpoint, once;
# what is kept is what openssl-ts(1) verifies, on the share and in the copy.

. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/tsa.sh

# folder SIZE: where its stamps lie.
folder()
{
	printf '%s/logg/stamplar/%012d' "$S" "$1"
}

# stamps_ok SIZE AUTHORITY...: each stamp is there, and openssl takes it.
stamps_ok()
{
	local dir name
	dir=$(folder "$1")
	shift
	for name; do
		ts_ok "$dir/$name.tsr" "$dir/checkpoint" \
		    "$T/tsa/$name/root.crt" "$dir/$name.pem"
		# The chain beside it is whole: its last is the root.
		ts_ok "$dir/$name.tsr" "$dir/checkpoint" "$dir/$name.pem" \
		    "$dir/$name.pem"
	done
	diff -r "$dir" "$T/site/loggkopia/stamplar/${dir##*/}" >&2 ||
	    fail_test "the copy of '$dir' is another"
}

plain_site
make_tsa ett
make_tsa tva
serve_tsa

# Without a service nothing is asked, and nothing kept.
add_entry e1
must "$B/bevara-log" stamp -C "$T/site"
[ ! -s "$T/out" ] || fail_test "$(cat "$T/out")"
[ ! -e "$S/logg/stamplar" ] || fail_test "a folder for stamps"

add_authority "$T/site" ett "$TSA/ett/good" "$T/tsa/ett/root.crt"
must "$B/bevara-log" stamp -C "$T/site"
has "$T/out" 'stamped	000000000001	ett.tsr	20'
same_file "$(folder 1)/checkpoint" "$S/logg/checkpoint"
stamps_ok 1 ett

# The same checkpoint is not stamped twice.
cp "$(folder 1)/ett.tsr" "$T/first.tsr"
must "$B/bevara-log" stamp -C "$T/site"
[ ! -s "$T/out" ] || fail_test "$(cat "$T/out")"
same_file "$(folder 1)/ett.tsr" "$T/first.tsr"
equal "$(grep -c POST "$T/tsa.asked")" 1

# Two services, and the one before is not asked for what the other lacks.
add_authority "$T/site" tva "$TSA/tva/good" "$T/tsa/tva/root.crt"
add_entry e2
must "$B/bevara-log" stamp -C "$T/site"
stamps_ok 2 ett tva
must "$B/bevara-log" show -C "$T/site"
has "$T/out" 'entries	2'
has "$T/out" 'stamps	3'
has "$T/out" 'stamps waiting	0'
hasnt "$T/out" 'changed'

# Its own stamp and no other: a stamp over another checkpoint is no stamp.
! openssl ts -verify -in "$(folder 2)/ett.tsr" -data "$(folder 1)/checkpoint" \
    -CAfile "$T/tsa/ett/root.crt" -untrusted "$(folder 2)/ett.pem" \
    >"$T/judge" 2>&1 || fail_test "a stamp over anything"
