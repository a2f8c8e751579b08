#!/bin/bash
# Goal: a register with 25 planted faults gives exactly 25 findings, each with
# its clause of the routine and one instruction; one that is right gives none;
# what cannot be judged is said not to be known, never that it is fine.
. tests/harness/lib.sh
. tests/10-register/check.sh

make_site

# The sample register, with its pages captured and its closed account placed.
for id in facebook-exempelkoping instagram-biblioteket; do
	unit=kommunikation why='Vi vill sprida information om kommunen, föra
	    dialog med invånarna och nå ut snabbt vid samhällsstörningar.'
	if [ $id = instagram-biblioteket ]; then
		unit=biblioteket
		why='Visa vad som händer på biblioteket och väcka läslust'
	fi
	page "$id" "$why" "Mejla $unit@example.org" "$rules_44" "$hours_48"
done
placed blogg-omstallningen_20250620T100000Z
must "$B/bevara-register" check -C "$site" --xml "$T/findings.xml"
equal "$(cat "$T/out" "$T/err")" ''
xsd_ok 10-register.findings.xsd "$T/findings.xml"
has "$T/findings.xml" 'count="0" unknown="0"'

# Nothing captured, and the share away: not known, and not among the findings.
mv "$site/arbete" "$T/arbete"
mv "$site/arkiv" "$T/arkiv"
must "$B/bevara-register" check -C "$site" --xml "$T/findings.xml"
equal "$(cat "$T/out")" ''
equal "$(grep -c 'is not known to be right' "$T/err")" 3
has "$T/err" 'mount it, or correct arkivyta in bevara.xml'
has "$T/findings.xml" 'count="0" unknown="3"'
xsd_ok 10-register.findings.xsd "$T/findings.xml"
mv "$T/arbete" "$T/arkiv" "$site"

# ---- 25 faults, an account each ----

while IFS='|' read -r id rule clause change; do
	account "$id" "$change"
	echo "$id	rutinen avsnitt $clause	$rule" >>"$T/want"
	right_page "$id"
done >"$T/accounts" <<'END'
en-ansvarig|ansvariga|2|s#<ansvarig><person>Prov Provsson#<ansvarig><person>EXEMPEL  Exempelsson#
ingen-ansvarig|ansvariga|2|/<ansvarig>/d
ingen-ersattare|ersattare-saknas|2|/<ersattare>/d
samma-ersattare|ersattare-ar-ansvarig|2|s#Mall Mallsson#Prov Provsson#
ingen-kontakt|kontakt-saknas|2|/<kontakt>/d
namn-kontakt|kontakt-person|2|s#<kontakt>Enheten för prov#<kontakt>Mall Mallsson#
mejl-kontakt|kontakt-person|2|s#<kontakt>.*<#<kontakt>enheten@example.org eller test.testsson@example.org<#
en-administrator|administratorer|2|/<administrator><person>Prov/d
ingen-inloggning|inloggning-saknas|2|/<inloggning>/d
losenord|inloggning-losenord|2|s#pärm 12B#lösenord: hemligt#
losenord-i-text|inloggning-losenord|2|s#pärm 12B#Sommar2024!#
utanfor-meta|meta-business-suite|2|s#Suite>ja#Suite>nej#
utanfor-meta-2|meta-business-suite|2|s#>facebook<#>instagram<#;s#Suite>ja#Suite>ej-aktuellt#
inget-beslut|beslut-saknas|2|/<beslut>/d
halvt-beslut|beslut-ofullstandigt|2|s#<diarienummer>.*</diarienummer>##
sent-beslut|beslut-framtida|2|s#2024-03-01#2999-03-01#
inget-syfte|syfte-saknas|2|/<syfte>/d
annat-syfte|syfte-utan-mal|3|s#<syfte>.*<#<syfte>Sälja begagnade cyklar<#
ingen-malgrupp|malgrupp-saknas|2|/<malgrupp>/d
ingen-text|besokstext-saknas|2 och 4.4|
halv-text|besokstext-avviker|2 och 4.4|
annat-namn|avsandare|4.1|s#<namn>.*<#<namn>Roliga klubben<#
samma-sida|samma-adress|2|s#https://www.example.org/samma-sida#http://m.EXAMPLE.org:80/en-ansvarig/?fbclid=1#
utan-plan|namnd-utan-plan|4.3|s#Kommunstyrelsen#Byggnadsnämnden#
stangt|avslutat-utan-insamling|4.3|s#aktiv</status>#avslutad</status><slutdatum>2025-06-30</slutdatum>#
END
page ingen-text "$purpose_is" "$contact_is" 'Välkommen hit!'
page halv-text "$purpose_is" "$rules_44"
page annat-syfte 'Vi vill sälja begagnade cyklar.' "$contact_is" "$rules_44" "$hours_48"
rm -r "$site/arbete/2026-H2/stangt"
placed stangt_20240620T100000Z
right_page ratt
{ cat "$T/accounts"; account ratt; } | register

status 1 "$B/bevara-register" check -C "$site" --xml "$T/findings.xml"
equal "$(wc -l <"$T/want")" 25
cut -f 1-3 "$T/out" | diff "$T/want" - >&2 || fail_test 'not those findings'
equal "$(cat "$T/err")" \
    'register: 25 findings; each line ends with what to do'
# Each says what is wrong, and then one thing to do.
equal "$(cut -f 4 "$T/out" | grep -cE '^[A-ZÅÄÖ].*\. (Utse|Skriv|Byt|Ge|Lägg|Be|Begär|Hämta|Rätta|Bedöm|Komplettera|Låt|Ta|Stäng) [^.]*(bevara|plan|konton)?[^.]*(\.xml[^.]*)?\.$')" 25
hasnt "$T/out" 'Sommar2024'
hasnt "$T/out" 'hemligt'
has "$T/out" 'saknar: kontakt till ansvarig enhet; att otillåtet innehåll tas bort inom 48 timmar.'
xsd_ok 10-register.findings.xsd "$T/findings.xml"
has "$T/findings.xml" 'count="25" unknown="0"'
equal "$(grep -c '<instruction>' "$T/findings.xml")" 25
hasnt "$T/findings.xml" 'hemligt'

# ---- what the order refuses is told of here, too ----

# only CHANGE RULE: one account with that fault gives that finding alone.
only()
{
	account ratt "$1" | register
	status 1 "$B/bevara-register" check -C "$site"
	equal "$(cut -f 1,3 "$T/out")" "ratt	$2"
}
only 's#aktiv</status>#aktiv</status><slutdatum>2027-01-01</slutdatum>#' slutdatum-fel
only 's#aktiv</status>#avslutas</status>#' slutdatum-fel
only 's#aktiv</status>#avslutad</status><slutdatum>2999-01-01</slutdatum>#' slutdatum-fel
only 's#aktiv</status>#avslutas</status><slutdatum>2026-01-01</slutdatum>#' slutdatum-passerat
{ account ratt; account ratt; } | register
status 1 "$B/bevara-register" check -C "$site"
equal "$(cut -f 1,3 "$T/out")" 'ratt	samma-id'
right_page con
account con | register
status 1 "$B/bevara-register" check -C "$site"
equal "$(cut -f 3 "$T/out")" id-otillatet

# A place that only looks like a secret, a unit's address with a dot, and
# other words for the same are right.
for fine in 's#pärm 12B#SharePoint2019#' 's#pärm 12B#KS 2024/101#' \
    's#enheten@example.org#Enheten, kultur.fritid@example.org#' \
    's#<namn>.*<#<namn>Biblioteket i Exempelköping<#' \
    's#<syfte>.*<#<syfte>För dialog med invånarna och berätta om kommunens verksamhet<#' \
    's#<syfte>.*<#<syfte>REKRYTERA<#'; do
	account ratt "$fine" | register
	page ratt "$purpose_is rekrytera" "$contact_is kultur.fritid@example.org" \
	    "$rules_44" "$hours_48"
	must "$B/bevara-register" check -C "$site"
	equal "$(cat "$T/out" "$T/err")" ''
done

# ---- the common text, where bevara.xml has it ----

sed -i "s#^ <paket>#<webb><besokstext>$(echo $rules_44 $hours_48)</besokstext></webb>&#
    s#<kannetecken>.*##" "$site/bevara.xml"
account ratt | register
must "$B/bevara-register" check -C "$site"
equal "$(cat "$T/out" "$T/err")" ''
page ratt "$purpose_is" "$contact_is" "$rules_44" 'Vi tar bort sådant inom 48 timmar.'
status 1 "$B/bevara-register" check -C "$site"
equal "$(cut -f 3 "$T/out")" besokstext-avviker
has "$T/out" 'där den lyder "Sådant tas bort inom 48 timmar"'
sed -i 's#, kommersiella budskap##' "$site/bevara.xml"
right_page ratt
status 1 "$B/bevara-register" check -C "$site"
has "$T/out" '-	rutinen avsnitt 4.4	gemensam-text	Den gemensamma texten'
has "$T/out" 'saknar: kommersiella budskap.'

# What others write on the page is not the municipality's word.
sed -i '/<webb>/s#<webb>.*</webb>##' "$site/bevara.xml"
right_page ratt
sed -i 's#size="1"#size="1" comment="true"#' \
    "$site/arbete/2026-H2/ratt/capture/layout.xml"
status 1 "$B/bevara-register" check -C "$site"
equal "$(cut -f 3 "$T/out")" besokstext-saknas

status 64 "$B/bevara-register" check -C "$site" ratt
status 64 "$B/bevara-register" check -C "$site" --period 2026-H2
status 64 "$B/bevara-register" list -C "$site" --xml "$T/x.xml"
