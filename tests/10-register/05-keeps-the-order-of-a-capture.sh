#!/bin/bash
# Goal: an order is replaced while nothing answers to it, and kept, with a
# message, under a good capture; a capture that is no record does not hold it.
. tests/harness/lib.sh

make_site
site=$T/site
job=$site/arbete/2026-H2/facebook-exempelkoping

# capture VERDICT: a capture in the job, by the order that is there.
capture()
{
	mkdir -p "$job/capture"
	cat >"$job/capture/capture.xml" <<END
<capture xmlns="urn:x-bevara:capture:1"
 id="facebook-exempelkoping_20261123T120000Z"
 account="facebook-exempelkoping" method="browser">
 <order sha256="$(sha256sum <"$job/order.xml" | cut -c1-64)"/>
 <address requested="https://www.example.org/"/>
 <time started="2026-11-23T12:59:00+01:00" ended="2026-11-23T13:00:00+01:00"/>
 <software tool="bevara-fetch 0.1.0"/>
 <login state="logged-out"/>
 <verdict value="$1"/>
 <files/>
</capture>
END
	xsd_ok 20-fetch.capture.xsd "$job/capture/capture.xml"
}

order()
{
	must "$B/bevara-register" order -C "$site" --period 2026-H2 \
	    facebook-exempelkoping
	has "$T/out" "facebook-exempelkoping	$job	KS-SM-1"
}

order
# Nothing captured: replaced.
sed -i 's|Invånare, föreningar och företag i|Alla i|' "$site/konton.xml"
order
has "$job/order.xml" '<audience>Alla i Exempelköping</audience>'

# A capture that is no record: replaced, so that wrong words can be mended.
capture login-wall
sed -i 's|<ord>Exempelköpings kommun</ord>|<ord>Exempelköping</ord>|' \
    "$site/konton.xml"
order
has "$job/order.xml" '<expected>Exempelköping</expected>'

# A good capture: kept, and the message says so; unchanged facts say nothing.
capture good
cp "$job/order.xml" "$T/order.xml"
order
equal "$(cat "$T/err")" ""
sed -i 's|<malgrupp>Alla i|<malgrupp>Alla i hela|' "$site/konton.xml"
order
same_file "$job/order.xml" "$T/order.xml"
has "$T/err" "has changed since the page was captured"
has "$T/err" "move '$job' away first"

# A changed plan counts as well.
cp samples/site/konton.xml "$site/konton.xml"
sed -i 's|Invånare, föreningar och företag i|Alla i|
    s|<ord>Exempelköpings kommun</ord>|<ord>Exempelköping</ord>|' \
    "$site/konton.xml"
order
equal "$(cat "$T/err")" ""
sed -i 's|version="3.1"|version="3.2"|' "$site/plan.xml"
order
same_file "$job/order.xml" "$T/order.xml"
has "$T/err" "has changed since the page was captured"

# A capture that cannot be read holds the order too, to be safe.
echo '<capture' >"$job/capture/capture.xml"
order
same_file "$job/order.xml" "$T/order.xml"

# So does a document, whatever the capture says.
capture login-wall
mkdir "$job/document"
order
same_file "$job/order.xml" "$T/order.xml"

# Another process at work on the job: try later, and nothing is changed.
rm -r "$job/document"
exec 9>"$job/.lock"
flock -n 9
status 75 "$B/bevara-register" order -C "$site" --period 2026-H2
exec 9>&-
has "$T/err" "'facebook-exempelkoping' is not ordered: another run is at work"
has "$T/out" "instagram-biblioteket"
same_file "$job/order.xml" "$T/order.xml"
