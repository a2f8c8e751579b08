# check.sh - a register of made-up accounts that are all right, and their
# captured pages; sourced after harness/lib.sh by the tests of check, publish,
# export and import.  $site is the site, $K its konton.xml.

site=$T/site
K=$site/konton.xml

# What a right page tells its visitors.
rules_44='Kommentarer och inlägg får inte innehålla: förtal, personliga angrepp
eller förolämpningar, hets mot folkgrupp eller trakasserier, olovliga
våldsskildringar eller pornografi, uppmaningar till brott, uppgifter som
omfattas av sekretess, bilder på människor som inte har godkänt det,
upphovsrättsligt skyddat material, kommersiella budskap.'
hours_48='Sådant tas bort inom 48 timmar.'
purpose_is='Här berättar vi om kommunens verksamhet och för dialog med invånarna.'
contact_is='Nå oss: enheten@example.org'

# account ID [SED]: an account in use that is right in everything, changed so.
account()
{
	cat <<-END | sed -E "${2:-}"
	 <konto id="$1">
	  <namn>Exempelköpings kommun, $1</namn>
	  <plattform>facebook</plattform>
	  <adress>https://www.example.org/$1</adress>
	  <syfte>Berätta om kommunens verksamhet och föra dialog med invånarna</syfte>
	  <malgrupp>Invånare i kommunen</malgrupp>
	  <kontakt>Enheten för prov, enheten@example.org</kontakt>
	  <enhet>Enheten för prov</enhet>
	  <namnd>Kommunstyrelsen</namnd>
	  <ansvarig><person>Exempel Exempelsson</person><befattning>Provare</befattning><epost>exempel@example.org</epost></ansvarig>
	  <ansvarig><person>Prov Provsson</person></ansvarig>
	  <ersattare><person>Mall Mallsson</person></ersattare>
	  <administrator><person>Exempel Exempelsson</person></administrator>
	  <administrator><person>Prov Provsson</person></administrator>
	  <inloggning>Lösenordsvalvet, mappen Sociala medier, pärm 12B</inloggning>
	  <metaBusinessSuite>ja</metaBusinessSuite>
	  <beslut><av>Kommunikationschefen</av><datum>2024-03-01</datum><diarienummer>KS 2024/101</diarienummer></beslut>
	  <status>aktiv</status>
	  <inlet>webblasare</inlet>
	  <ord>Exempelköping</ord>
	  <andrad>2026-11-02</andrad>
	 </konto>
	END
}

# register: konton.xml of the accounts on standard input.
register()
{
	{
		echo '<konton xmlns="urn:x-bevara:konton:1">'
		cat
		echo '</konton>'
	} >"$K"
	xsd_ok konton.xsd "$K"
}

# page ID TEXT...: the account's page as captured now; a text of its own each.
page()
{
	local job=$site/arbete/2026-H2/$1 id=$1 text word
	shift
	mkdir -p "$job/capture"
	cat >"$job/capture/capture.xml" <<-END
	<capture xmlns="urn:x-bevara:capture:1" id="${id}_20261110T120000Z" account="$id" method="browser">
	 <order sha256="$(sha256sum </dev/null | cut -c 1-64)"/>
	 <address requested="https://www.example.org/"/>
	 <time started="2026-11-10T12:59:00+01:00" ended="2026-11-10T13:00:00+01:00"/>
	 <software tool="bevara-fetch 0.1.0"/>
	 <login state="logged-out"/>
	 <verdict value="good"/>
	 <files/>
	</capture>
	END
	{
		echo '<layout xmlns="urn:x-bevara:layout:1" width="1" height="1" comments="marked"><body>'
		for text; do
			echo '<paragraph><run x="0" y="0" w="1" h="1" size="1">'
			for word in $text; do
				echo "<w x=\"0\" w=\"1\">$word</w>"
			done
			echo '</run></paragraph>'
		done
		echo '</body></layout>'
	} >"$job/capture/layout.xml"
	xsd_ok 20-fetch.layout.xsd "$job/capture/layout.xml"
}

# right_page ID: a page that tells its visitors all that it must.
right_page()
{
	page "$1" "$purpose_is" "$contact_is" "$rules_44" "$hours_48"
}

# placed ID: an empty package of that id on the share.
placed()
{
	local stamp=${1##*_} half=H1
	[ "${stamp:4:2}" -le 06 ] || half=H2
	mkdir -p "$site/arkiv/${stamp:0:4}-$half/$1"
}
