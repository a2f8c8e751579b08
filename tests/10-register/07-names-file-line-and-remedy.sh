#!/bin/bash
# Goal: each fault in a file that people edit ends with 78 and one message that
# names the file, the line of the fault and what to write instead; no order is
# made, and nothing outside the file is read.
. tests/harness/lib.sh

make_site
site=$T/site
: >"$T/tried"

# expect NAME LINE REMEDY: the sound files, but for samples/broken/NAME.xml.
expect()
{
	local file=${1%%-*}.xml other
	for other in bevara konton plan; do
		cp "samples/broken/sound-$other.xml" "$site/$other.xml"
	done
	cp "samples/broken/$1.xml" "$site/$file"
	status 78 timeout 20 "$B/bevara-register" order -C "$site"
	has "$T/err" "$site/$file:$2: "
	has "$T/err" "; $3"
	hasnt "$T/err" "root:"
	equal "$(cat "$T/out")" ""
	equal "$(find "$site/arbete" -name order.xml)" ""
	echo "$1.xml" >>"$T/tried"
}

# What they are all made from is sound.
cp samples/broken/sound-bevara.xml "$site/bevara.xml"
cp samples/broken/sound-konton.xml "$site/konton.xml"
cp samples/broken/sound-plan.xml "$site/plan.xml"
must "$B/bevara-register" order -C "$site"
equal "$(cat "$T/err")" ""
rm -r "$site"/arbete/*

while IFS='|' read -r name line remedy; do
	expect "$name" "$line" "$remedy"
done <<'END'
bevara-bad-host|16|write a host inside the network that a page may use, with a port if it
bevara-bad-log-name|25|write the log's own name, which never changes: small letters a-z, digits,
bevara-bad-org-number|6|write six digits, a hyphen and four digits, for example 212000-0000
bevara-bad-package-version|23|write the version of the E-ARK package specification: 2.1.0 or 2.0.4
bevara-bad-picture-format|27|write png to keep every pixel, or jpeg for smaller files
bevara-bad-picture-quality|28|write the JPEG pictures' quality, 50 to 100, for example 90
bevara-bad-share-name|11|write the share's name as Windows shows it: T:\Arkiv or \\server\share,
bevara-bad-stamp-address|26|write the whole address of the time-stamp service, for example
bevara-bound-in-words|18|write the page's width in pixels, 320 to 3840, for example 1366
bevara-bound-with-sign|18|write the page's width in pixels, 320 to 3840, for example 1366
bevara-bound-too-large|20|write the most seconds that one page may take, 20 to 3600, for example
bevara-browser-as-root|15|write an ordinary user, for example nobody
bevara-keys-on-share|24|write a folder of its own, for example nycklar
bevara-log-copy-on-share|25|write a folder elsewhere, best on another machine
bevara-long-share-name|11|write the share's name as Windows shows it: T:\Arkiv or \\server\share,
bevara-missing-share|9|the root element is bevara with xmlns="urn:x-bevara:bevara:1" and, in
bevara-unclosed-tag|17|end each element that is begun, for example <namn> by </namn>
bevara-cookies-on-share|16|write a folder of its own, for example /etc/bevara/kakor
bevara-two-stamps-of-one-name|28|give each service a name of its own
bevara-work-on-share-slash|13|write a folder on this machine's own disk, for example arbete
bevara-work-on-share|13|write a folder on this machine's own disk, for example arbete
bevara-wrong-namespace|3|the root element is bevara with xmlns="urn:x-bevara:bevara:1" and, in
konton-active-with-closing-date|26|write <status>avslutas</status> if it is to be closed, or take
konton-address-not-web|7|write the account's whole web address as the browser shows it,
konton-address-without-scheme|7|write the account's whole web address as the browser shows it,
konton-bad-date-form|28|write the day when the facts of this account were last changed as
konton-bad-date|22|write a date as year-month-day, for example 2026-01-15
konton-bad-email|16|write one e-mail address, for example namn@example.org, or leave the
konton-bad-id|4|write a short id of small letters a-z, digits and hyphens, at most 40,
konton-bad-inlet|26|write webblasare: the page is fetched by a browser
konton-bad-status|25|write aktiv, avslutas (it will be closed on slutdatum) or avslutad (it
konton-bare-ampersand|8|write &amp; for the character & and &lt; for <
konton-closed-in-future|25|write <status>avslutas</status> until then
konton-closing-before-decision|26|write a slutdatum after it, or mend the datum in beslut
konton-closing-without-date|25|write it after status, for example <slutdatum>
konton-duplicate-id|30|give each account an id of its own, for example
konton-empty-text|8|write what the account is for, as the decision says it, for example
konton-empty|1|start again from a good copy of it
konton-entity-bomb|3|take that line out
konton-missing-element|11|give, in this order, namn, plattform, adress, syfte, malgrupp, kontakt,
konton-missing-id|4|write a short id of small letters a-z, digits and hyphens, at most 40,
konton-missing-last-element|4|give, in this order, namn, plattform, adress, syfte, malgrupp, kontakt,
konton-no-accounts|3|the root element is konton with xmlns="urn:x-bevara:konton:1" and holds
konton-no-words|27|give, in this order, namn, plattform, adress, syfte, malgrupp, kontakt,
konton-not-xml|1|mend the file there, or start again from a good copy of it
konton-outside-doctype|3|take that line out
konton-outside-entity|3|take that line out
konton-reserved-id|4|write another one, for example id="konto-con"
konton-two-roots|31|take out what stands after the end of the first element
konton-unclosed-tag|8|end each element that is begun, for example <namn> by </namn>
konton-unknown-attribute|4|take that attribute out
konton-unknown-platform|6|write one of facebook, instagram, x, linkedin, youtube, tiktok,
konton-wrong-bytes|5|save the file as UTF-8 in the editor
konton-wrong-element|11|give, in this order, namn, plattform, adress, syfte, malgrupp, kontakt,
konton-wrong-namespace|3|the root element is konton with xmlns="urn:x-bevara:konton:1" and holds
konton-wrong-order|21|give, in this order, namn, plattform, adress, syfte, malgrupp, kontakt,
plan-bad-action|20|write bevaras, gallras or gallras-vid-inaktualitet
plan-bad-date|4|write the first day on which it holds as year-month-day, for example
plan-bad-period|31|write P, then years Y, months M, days D: P2Y is two years, P6M six
plan-bad-trigger|32|write what the period is reckoned from: fångst, publicering,
plan-cleared-without-decision|24|give the board's decision that the records may be cleared out (namnd,
plan-cleared-without-period|24|write the period, for example <gallringsfrist>P2Y</gallringsfrist>
plan-cleared-without-trigger|24|write what the period is reckoned from, for example
plan-decision-without-paragraph|38|give namnd, datum, paragraf and diarienummer of the board's decision
plan-duplicate-class|13|list it once
plan-duplicate-row|24|give each row of a plan an id of its own
plan-duplicate-version|43|give the newer plan a version of its own
plan-kept-with-period|21|take it out, or write gallras as atgard
plan-missing-version|4|write the plan's version, at most 40 characters, for example
plan-reversed-dates|14|write the first day in gallerFrom and the last in gallerTom
plan-row-for-all|24|narrow the urval of one of them so that they do not meet
plan-same-first-day|43|write the day on which the newer one takes over as its gallerFrom
plan-two-rows-match|24|narrow the urval of one of them so that they do not meet
plan-unclosed-tag|14|end each element that is begun, for example <namn> by </namn>
plan-unknown-class|19|write a klasskod that it lists, or add <klass kod="9.9"> with its name
plan-unknown-content|17|write one of ogonblicksbild, inlagg, kommentar, arende, otillatet, or
plan-unused-without-review|24|write how often it is judged, for example <omprovning>P6M</omprovning>
plan-wrong-root|3|the root element is planer with xmlns="urn:x-bevara:plan:1" and holds
END

# No broken file was forgotten; what is handed in is of tests/20-fetch.
equal "$(ls samples/broken | grep -v -e '^sound-' -e '^inlet-' \
    -e '^report-' | sort)" \
    "$(sort "$T/tried")"
