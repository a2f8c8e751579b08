#!/bin/bash
# A check leaves a report for programs, one for people and PREMIS events, each
# valid and signed so that openssl verifies it, and an entry of the log; never
# inside a package.  Where that cannot be written the check is made all the
# same, and does not say that it was recorded.

. tests/harness/lib.sh
. tests/harness/package.sh

need openssl
plain_site
place_many 3
P=$S/2026-H2
cp -a "$P" "$T/before"
bad=prov-2_20261123T120000Z
printf 'x' >>"$P/$bad/METS.xml"
echo x >"$P/$(printf 'l\001s \303.txt')"

# recorded: $R is the folder of the report that the last run has recorded.
recorded()
{
	R=$S/$(sed -n 's/^recorded	\([^	]*\)	log entry [0-9]*$/\1/p' "$T/out")
	[ "$R" != "$S/" ] || fail_test 'it does not say where'
	equal "$(ls "$R" | tr '\n' ' ')" "premis.xml premis.xml.p7s \
rapport.txt rapport.txt.p7s rapport.xml rapport.xml.p7s "
	xsd_ok 60-verify.report.xsd "$R/rapport.xml"
	xsd_ok premis.xsd "$R/premis.xml"
	for name in premis.xml rapport.txt rapport.xml; do
		must openssl cms -verify -binary -inform DER \
		    -in "$R/$name.p7s" -content "$R/$name" -purpose any \
		    -CAfile "$S/logg/certifikat.pem" -out /dev/null
		equal "$(stat -c %a "$R/$name")" 444
	done
	tail=$(find "$S/logg/tile/entries" -type f | sort -V | tail -n 1)
	has "$tail" "report sha256:$(sha256sum <"$R/rapport.xml" |
	    cut -c 1-64)"
}

status 1 "$B/bevara-verify" -C "$T/site"
recorded
has "$tail" 'packages 3'
has "$tail" 'findings 2'
has "$R/rapport.xml" '<extent kind="whole"/>'
has "$R/rapport.xml" 'entries="3"'
has "$R/rapport.xml" "path=\"2026-H2/$bad/METS.xml\""
has "$R/rapport.txt" '2 AVVIKELSER'
has "$R/rapport.txt" "ändrad: 2026-H2/$bad/METS.xml"
has "$R/rapport.txt" 'Ta fram filen'
hasnt "$R/rapport.txt" "$(printf '\001')"
# One event for the two packages that were fine, and one for the other.
xmllint --noblanks --format "$R/premis.xml" >"$T/premis"
equal "$(grep -c '<premis:event>' "$T/premis")" 2
equal "$(grep -c '>fixity check<' "$T/premis")" 2
equal "$(awk '/>success</ { on = 1 } /<.premis:event>/ { on = 0 }
    on && /ObjectIdentifierValue/' "$T/premis" | grep -c prov-[13]_)" 2
equal "$(awk '/>fail</ { on = 1 } /<.premis:event>/ { on = 0 }
    on && /ObjectIdentifierValue/' "$T/premis" | grep -c $bad)" 1
has "$T/premis" "changed: 2026-H2/$bad/METS.xml"
diff -rq "$P" "$T/before" >"$T/diff" || :
equal "$(wc -l <"$T/diff")" 2

# Named, sampled and in parts are recorded as what they are.
rm -r "$P"
cp -a "$T/before" "$P"
must "$B/bevara-verify" -C "$T/site" $bad
recorded
has "$R/rapport.xml" '<extent kind="named"/>'
has "$R/rapport.txt" 'ALLT SOM KONTROLLERADES STÄMMER'
must "$B/bevara-verify" -C "$T/site" --sample 2
recorded
has "$R/rapport.xml" '<extent kind="sample" size="2" seed="'
# (the made-up WARC files are none)
status 1 "$B/bevara-verify" -C "$T/site" --part 2/2 --deep
recorded
has "$R/rapport.xml" '<extent kind="part" deep="yes" part="2" of="2"/>'

reports=$(ls "$S/protokoll" | wc -l)

# unrecorded STATUS: checked, and not recorded.
unrecorded()
{
	status "$1" "$B/bevara-verify" -C "$T/site"
	has "$T/err" 'this check was not recorded'
	hasnt "$T/out" recorded
	has "$T/out" 'checked	3 packages	24 files'
	equal "$(ls "$S/protokoll" | wc -l)" "$reports"
}

# Without the signing key; without the log's private key the entry would wait
# for ever.
mv "$T/site/nycklar/signatur.pem" "$T/key"
unrecorded 0
has "$T/err" signatur.pem
mv "$T/key" "$T/site/nycklar/signatur.pem"
mv "$T/site/nycklar/logg.pem" "$T/key"
unrecorded 0
has "$T/err" logg.pem
mv "$T/key" "$T/site/nycklar/logg.pem"
# The log's public key is what all is compared with.
mv "$T/site/nycklar/logg.vkey" "$T/key"
status 78 "$B/bevara-verify" -C "$T/site"
has "$T/err" logg.vkey
mv "$T/key" "$T/site/nycklar/logg.vkey"

# A share that may not be written to: by the user's rights, and by the system's
# word, which is all that root is stopped by.
need strace
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
if [ "$(id -u)" != 0 ]; then
	chmod 555 "$S/protokoll"
	unrecorded 0
	chmod 755 "$S/protokoll"
fi
status 0 strace -f -qq -o "$T/trace" -e trace=faccessat2 \
    -e inject=faccessat2:error=EROFS:when=3 "$B/bevara-verify" -C "$T/site"
has "$T/trace" INJECTED
has "$T/err" 'this check was not recorded: the share cannot be written to'
hasnt "$T/out" recorded
# The disk is full: not fine, and nothing is left behind.
status 73 strace -f -qq -o "$T/trace" -e trace=mkdir \
    -e inject=mkdir:error=ENOSPC:when=2 "$B/bevara-verify" -C "$T/site"
has "$T/trace" 'kontroll-'
has "$T/err" 'this check was not recorded: '
hasnt "$T/out" recorded
equal "$(ls "$S/protokoll" | wc -l)" "$reports"
# The next one writes the report of what was checked.
must "$B/bevara-verify" -C "$T/site"
has "$T/err" 'it had got to 3 packages'
recorded
