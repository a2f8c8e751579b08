#!/bin/bash
# Of what an authority answers, only a stamp over our bytes, to our request, of
# our time and by its own certificates is kept; of all else nothing is.

. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/tsa.sh

plain_site
make_tsa ett
make_tsa tva
serve_tsa
add_entry e1
add_authority "$T/site" ett "$TSA/ett/good" "$T/tsa/ett/root.crt"
W=$S/logg/stamplar/000000000001

# stamp STATUS TEXT: it ends so, says so, keeps nothing, and goes on waiting.
stamp()
{
	status "$1" "$B/bevara-log" stamp -C "$T/site"
	has "$T/err" "$2"
	has "$T/out" 'waiting	000000000001	ett'
	equal "$(ls -A "$W")" checkpoint
	equal "$(ls -A "$T/site/loggkopia/stamplar/${W##*/}")" checkpoint
}

# answers HOW STATUS TEXT: the service answers in that way.
answers()
{
	set_authority "$T/site" ett "$TSA/ett/$1"
	stamp "$2" "$3"
}

# The slow one has its own site, and the time that it takes is for the others.
cp -a "$T/site" "$T/slow"
set_authority "$T/slow" ett "$TSA/ett/slow"
"$B/bevara-log" stamp -C "$T/slow" >"$T/slow.out" 2>"$T/slow.err" &
slow=$!

answers other-data 1 'message imprint mismatch'
answers other-nonce 1 'nonce'
answers early 1 "see which of them is wrong"
answers late 1 "see which of them is wrong"
answers no-certs 1 'it does not hold'
answers rejected 1 'the authority did not grant it: status 2'
answers busy 75 'the authority did not grant it: status 2'
answers truncated 65 'it is no time stamp, or not whole'
answers trailing 65 'something follows the time stamp'
answers garbage 65 'it is no time stamp'
answers empty 65 'it is empty'
answers huge 65 'its answer is larger than 131072 bytes'
answers endless 65 'its answer is larger than 131072 bytes'
answers closed 75 'it does not answer'
answers status-404 65 'HTTP status 404'
answers status-500 75 'HTTP status 500'
answers status-503 75 'HTTP status 503'
answers redirect 65 'a redirect, which is not followed'

# An answer to another request, over the same bytes.
set_authority "$T/site" ett "$TSA/ett/old-answer"
cp -a "$T/site" "$T/first"
must "$B/bevara-log" stamp -C "$T/first"
answers old-answer 1 'nonce'

# Of another authority, whose root is not the one in bevara.xml.
answers ../tva/good 1 'unable to get local issuer certificate'
set_authority "$T/site" ett "$TSA/ett/good"
cp "$T/tsa/ett/root.crt" "$T/root.crt"
cp "$T/tsa/tva/root.crt" "$T/tsa/ett/root.crt"
stamp 1 'it does not hold'
cp "$T/root.crt" "$T/tsa/ett/root.crt"

# By a certificate that no longer holds.
tsa_leaf ett -3600
stamp 1 'certificate has expired'
tsa_leaf ett 345600

# A root that is not there, and one that is none.
mv "$T/tsa/ett/root.crt" "$T/root.crt"
status 78 "$B/bevara-log" stamp -C "$T/site"
has "$T/err" 'root.crt'
echo 'no certificate' >"$T/tsa/ett/root.crt"
status 78 "$B/bevara-log" stamp -C "$T/site"
has "$T/err" 'there is no certificate in it'
mv "$T/root.crt" "$T/tsa/ett/root.crt"

# And then a good one.
must "$B/bevara-log" stamp -C "$T/site"
ts_ok "$W/ett.tsr" "$W/checkpoint" "$T/tsa/ett/root.crt" "$W/ett.pem"

got=0
wait "$slow" || got=$?
equal "$got" 75
has "$T/slow.err" 'it does not answer: Timeout was reached'
