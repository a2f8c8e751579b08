#!/bin/bash
# `bevara key new` makes the keys and begins the log, once: run again, or after
# it was cut, it completes what is missing and replaces no key; a share with
# another key's log, or one that has lost its log, is refused untouched.

. tests/harness/lib.sh
need openssl

must "$B/bevara" init "$T/site"
S=$T/site/arkiv
K=$T/site/nycklar

new()
{
	status "$1" "$B/bevara" key new -C "$T/site"
}

# sums FOLDER...: what they hold; to see that nothing was touched.
sums()
{
	find "$@" -type f ! -name .lock ! -name lock -exec sha256sum {} + |
	    sort
}

# Without a share there is nothing to begin, and nothing is made.
mv "$S" "$T/away"
new 75
[ ! -e "$K" ] || fail_test 'keys without a share'
mv "$T/away" "$S"
status 78 "$B/bevara" key show -C "$T/site"
has "$T/err" "run 'bevara key new' once"
status 64 "$B/bevara" key other -C "$T/site"
new 0
has "$T/err" 'keep a copy of the folder'
equal "$(stat -c %a "$K" "$K/logg.pem" "$K/signatur.pem" | tr '\n' ' ')" \
    '700 600 600 '
cp "$T/out" "$T/shown"
must "$B/bevara" key show -C "$T/site"
same_file "$T/out" "$T/shown"

# What is shown is what a stranger finds on the share.
equal "$(sed -n 's/^log\t//p' "$T/out")" "$(cat "$S/logg/nyckel.vkey")"
equal "$(sed -n 's/^log-sha256\t//p' "$T/out")" \
    "$(sha256sum <"$S/logg/nyckel.pem" | cut -c 1-64)"
equal "$(sed -n 's/^certificate-sha256\t//p' "$T/out")" \
    "$(openssl x509 -in "$S/logg/certifikat.pem" -noout -fingerprint -sha256 |
    sed 's/.*=//; s/://g' | tr A-F a-f)"
equal "$(date -ud "$(openssl x509 -in "$S/logg/certifikat.pem" -noout \
    -enddate | cut -d= -f2)" +%FT%TZ)" \
    "$(sed -n 's/^certificate-until\t//p' "$T/out")"
openssl pkey -in "$K/logg.pem" -pubout | cmp - "$S/logg/nyckel.pem" ||
    fail_test 'another public key'
equal "$(sed -n 1,2p "$S/logg/checkpoint")" 'exempelkoping.example.org/arkivlogg
0'
same_file "$S/logg/checkpoint" "$T/site/loggkopia/checkpoint"

# Again: nothing changes.  Each public part, and what follows from a key, is
# made again when it is gone.
sums "$T/site" >"$T/before"
new 0
[ ! -s "$T/err" ] || fail_test "$(cat "$T/err")"
sums "$T/site" | diff "$T/before" - || fail_test 'something was touched'
for gone in "$K/logg.vkey" "$S/logg/nyckel.vkey" "$S/logg/nyckel.pem" \
    "$S/logg/certifikat.pem" "$K/certifikat.pem" \
    "$T/site/loggkopia/checkpoint"; do
	rm "$gone"
	new 0
	sums "$T/site" | diff "$T/before" - || fail_test "not again: $gone"
done

# refused STATUS TEXT: nothing is touched.
refused()
{
	sums "$T/site" >"$T/as_it_was"
	new "$1"
	has "$T/err" "$2"
	[ ! -s "$T/out" ] || fail_test 'a result was printed'
	sums "$T/site" | diff "$T/as_it_was" - || fail_test 'touched'
}

# A private key that is gone is not made anew: the log is of the old one.
mv "$K/logg.pem" "$T/logg.pem"
refused 1 'put it back from the copy that was locked away'
mv "$S/logg" "$T/logg"
refused 1 'has seen one there: mount the share'
mv "$T/site/loggkopia" "$T/kopia"
refused 1 'logg.vkey tells of a log'
mv "$T/kopia" "$T/site/loggkopia"
mv "$T/logg" "$S/logg"
mv "$T/logg.pem" "$K/logg.pem"

# Another site's keys on this share.
cp -a "$T/site" "$T/kept"
rm -r "$K" "$T/site/loggkopia"
new 1
has "$T/err" 'the archive share has a log'
mkdir "$T/site/arkiv2"
sed -i 's|<sokvag>arkiv<|<sokvag>arkiv2<|' "$T/site/bevara.xml"
new 0
sed -i 's|<sokvag>arkiv2<|<sokvag>arkiv<|' "$T/site/bevara.xml"
refused 1 'is of another key than those'
rm "$S/logg"/nyckel.*
status 1 "$B/bevara" key new -C "$T/site"
rm -r "$T/site"
mv "$T/kept" "$T/site"

# Others can look into the folder, or the log was renamed in bevara.xml.
chmod 750 "$K"
refused 78 'run chmod 700 on it'
chmod 700 "$K"
chmod 640 "$K/logg.pem"
refused 78 'logg.pem'
chmod 600 "$K/logg.pem"
sed -i 's|arkivlogg<|annanlogg<|' "$T/site/bevara.xml"
refused 78 'never changes'
sed -i 's|annanlogg<|arkivlogg<|' "$T/site/bevara.xml"

# A certificate that the municipality brings takes the place of our own; what
# was signed before is believed still.
cp samples/cms/brought.p12 "$K/signatur.p12"
echo fel >"$K/signatur.losen"
chmod 600 "$K"/signatur.*
refused 78 'cannot be opened with the password'
hasnt "$T/err" fel
echo hemligt >"$K/signatur.losen"
new 0
equal "$(grep -c BEGIN "$S/logg/certifikat.pem")" 2
same_file "$S/logg/certifikat.pem" "$K/certifikat.pem"
has "$T/out" '2056-01-01T00:00:00Z'
rm -r "$T/site"
must "$B/bevara" init "$T/site"
mkdir -m 700 "$K"
cp samples/cms/brought.p12 "$K/signatur.p12"
echo hemligt >"$K/signatur.losen"
chmod 600 "$K"/signatur.*
new 0
[ ! -e "$K/signatur.pem" ] || fail_test 'one of our own was made beside it'
