#!/bin/bash
# Goal: an order says of the account all that the register does, and names the
# one plan row that governs its snapshot, with the plan's version and decision;
# closed accounts are left alone; a second run changes nothing.
. tests/harness/lib.sh
need xmllint

make_site
site=$T/site
must "$B/bevara-register" order -C "$site" --period 2026-H2
jobs=$site/arbete/2026-H2
equal "$(cat "$T/out")" \
    "facebook-exempelkoping	$jobs/facebook-exempelkoping	KS-SM-1
instagram-biblioteket	$jobs/instagram-biblioteket	KFN-SM-1"
equal "$(wc -c <"$T/err")" 0
equal "$(ls "$jobs" | tr '\n' ' ')" \
    "facebook-exempelkoping instagram-biblioteket "

o=$jobs/facebook-exempelkoping/order.xml
xsd_ok 10-register.order.xsd "$o"
xsd_ok 10-register.order.xsd "$jobs/instagram-biblioteket/order.xml"
for text in '<order xmlns="urn:x-bevara:order:1" period="2026-H2">' \
    '<name>Exempelköpings kommun</name>' '<number>212000-0000</number>' \
    '<archiveAuthority>Kommunstyrelsen</archiveAuthority>' \
    'id="facebook-exempelkoping" status="active"' \
    '<platform>facebook</platform>' \
    '<address>https://www.example.org/facebook/exempelkoping</address>' \
    '<audience>Invånare, föreningar och företag i Exempelköping</audience>' \
    '<contact>Kommunikationsenheten, kommunikation@example.org</contact>' \
    '<board>Kommunstyrelsen</board>' '<person part="substitute">' \
    '<function>Kommunikationschef</function>' \
    '<email>prov.provsson@example.org</email>' \
    '<logins>Kommunens lösenordsvalv, mappen Sociala medier</logins>' \
    '<businessSuite>yes</businessSuite>' '<by>Kommunikationschefen</by>' \
    '<date>2024-03-01</date>' '<number>KS 2024/101</number>' \
    '<inlet>browser</inlet>' '<expected>Exempelköpings kommun</expected>' \
    '<plan version="3.1">' '<paragraph>§ 210</paragraph>' \
    '<rule row="KS-SM-1">' \
    '<class code="2.4.1">Extern kommunikation</class>' \
    '<action>bevaras</action>' \
    '<registration>diarieförs-samlingsärende</registration>' \
    "konton=\"$(sha256sum <"$site/konton.xml" | cut -c1-64)\"" \
    "plan=\"$(sha256sum <"$site/plan.xml" | cut -c1-64)\""; do
	has "$o" "$text"
done
equal "$(grep -c 'part="responsible"' "$o")" 2
equal "$(grep -c 'part="administrator"' "$o")" 2
has "$jobs/instagram-biblioteket/order.xml" 'status="closing"'
has "$jobs/instagram-biblioteket/order.xml" '<closes>2027-01-31</closes>'

# A second run leaves the file itself alone.
before=$(stat -c '%i %Y' "$o")
must "$B/bevara-register" order -C "$site" --period 2026-H2
equal "$(stat -c '%i %Y' "$o")" "$before"

# Accounts by name; a change of another account is no change of this one.
sed -i 's|Biblioteket i Exempelköping|Stadsbiblioteket|' "$site/konton.xml"
must "$B/bevara-register" order -C "$site" --period 2026-H2 \
    facebook-exempelkoping
equal "$(wc -l <"$T/out")" 1
equal "$(stat -c '%i %Y' "$o")" "$before"
hasnt "$jobs/instagram-biblioteket/order.xml" Stadsbiblioteket
must "$B/bevara-register" order -C "$site" --period 2026-H2
has "$jobs/instagram-biblioteket/order.xml" Stadsbiblioteket
has "$jobs/instagram-biblioteket/order.xml" \
    "konton=\"$(sha256sum <"$site/konton.xml" | cut -c1-64)\""

# Without --period it is today's half-year, and SITE is the folder we are in.
(cd "$site" && must "$B/bevara-register" order facebook-exempelkoping)
has "$T/out" "$site/arbete/$(TZ=Europe/Stockholm date +%Y)-H"

# Leavings of a run that was cut go; an order that is broken is made again.
mkdir "$jobs/facebook-exempelkoping/order.xml.part-abc123"
echo '<order>' >"$o"
must "$B/bevara-register" order -C "$site" --period 2026-H2
xsd_ok 10-register.order.xsd "$o"
equal "$(ls -A "$jobs/facebook-exempelkoping" | tr '\n' ' ')" ".lock order.xml "
