#!/bin/bash
# `bevara log restamp` renews what ends soon, by a stamp over a list of all that
# was there; then the old stamps are believed at their own time after their
# certificate's end, and without it they are told as expired.

. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/tsa.sh

# A certificate that ends soon, but not before it is renewed: how soon depends
# on how fast this machine is just now.
start=$EPOCHREALTIME
plain_site
make_tsa tva
make_tsa tre
make_tsa ett
serve_tsa
add_authority "$T/site" ett "$TSA/ett/good" "$T/tsa/ett/root.crt"
add_entry e1
add_entry e2
now=$EPOCHREALTIME
life=$((5 + 6 * (${now/./} - ${start/./}) / 1000000))
end=$((EPOCHSECONDS + life + 1))
tsa_leaf ett $life
must "$B/bevara-log" stamp -C "$T/site"
W=$S/logg/stamplar/000000000002
cp -a "$T/site" "$T/never"

# The service has no other certificate yet: nothing is gained, or written.
status 75 "$B/bevara-log" restamp -C "$T/site"
has "$T/err" "still uses a certificate that ends 20"
equal "$(ls "$W" | tr '\n' ' ')" 'checkpoint ett.pem ett.tsr '

# One that does not end so soon.
add_authority "$T/site" tva "$TSA/tva/good" "$T/tsa/tva/root.crt"
must "$B/bevara-log" stamp -C "$T/site"
must "$B/bevara-log" restamp -C "$T/site" --within P3D
[ ! -s "$T/out" ] || fail_test "$(cat "$T/out")"
rm "$W"/tva.* "$T/site/loggkopia/stamplar/000000000002"/tva.*

# What one of them cannot do now is left to a later stamp.
tsa_leaf ett 345600
set_authority "$T/site" tva "$TSA/tva/closed"
status 75 "$B/bevara-log" restamp -C "$T/site" --within P3D
has "$T/out" 'stamped	000000000002	omstampel-1.ett.tsr'
set_authority "$T/site" tva "$TSA/tva/good"
must "$B/bevara-log" stamp -C "$T/site"
has "$T/out" 'stamped	000000000002	omstampel-1.tva.tsr'
hasnt "$T/out" 'tva.tsr	20 '
for name in ett tva; do
	ts_ok "$W/omstampel-1.$name.tsr" "$W/omstampel-1.sha256" \
	    "$T/tsa/$name/root.crt" "$W/omstampel-1.$name.pem"
done
(cd "$W" && must sha256sum -c --strict omstampel-1.sha256)
equal "$(wc -l <"$W/omstampel-1.sha256")" 3
must "$B/bevara-log" restamp -C "$T/site" --within P3D
[ ! -s "$T/out" ] || fail_test "$(cat "$T/out")"

# And once more, over the first renewal too.
add_authority "$T/site" tre "$TSA/tre/good" "$T/tsa/tre/root.crt"
tsa_leaf tre 500000
must "$B/bevara-log" stamp -C "$T/site"
rm "$W"/omstampel-1.tre.* \
    "$T/site/loggkopia/stamplar/000000000002"/omstampel-1.tre.*
status 75 "$B/bevara-log" restamp -C "$T/site" --within P5D
has "$T/out" 'stamped	000000000002	omstampel-2.tre.tsr'
has "$T/err" 'still uses a certificate'
(cd "$W" && must sha256sum -c --strict omstampel-2.sha256)
equal "$(wc -l <"$W/omstampel-2.sha256")" 8

for within in '' P 90 P-1D P1D1Y P0D P1H P99999999Y 'P1D '; do
	status 64 "$B/bevara-log" restamp -C "$T/site" --within "$within"
done
status 64 "$B/bevara-log" stamp -C "$T/site" --within P1D

# After the end: the first stamp holds at its own time, and was renewed then.
while [ "$(date +%s)" -le "$end" ]; do
	sleep 0.2
done
must "$B/bevara-log" show -C "$T/site"
has "$T/out" 'stamps	4'
hasnt "$T/out" expired
! openssl ts -verify -in "$W/ett.tsr" -data "$W/checkpoint" \
    -CAfile "$T/tsa/ett/root.crt" >"$T/judge" 2>&1 ||
    fail_test 'the certificate has not ended'
has "$T/judge" 'certificate has expired'
status 1 "$B/bevara-log" show -C "$T/never"
has "$T/out" 'expired	logg/stamplar/000000000002/checkpoint	the certificate'
hasnt "$T/out" changed

# A service that is no longer used is believed by the copy's certificates.
cp -a "$T/site" "$T/less"
sed -i '/<namn>ett</d' "$T/less/bevara.xml"
must "$B/bevara-log" show -C "$T/less"
rm -r "$T/less/loggkopia/stamplar"
status 1 "$B/bevara-log" show -C "$T/less"
has "$T/out" 'unreadable	logg/stamplar/000000000002/ett.tsr	neither'
