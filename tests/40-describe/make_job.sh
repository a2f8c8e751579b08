# make_job.sh - small jobs for the tests of describe; sourced after lib.sh.
#
# make_job DIR: an order, a good capture and its document, as the stages before
# leave them; the files in them are small and stand for the real ones.
# Variables change what is written: RULE (inside <rule>), ROW, LANGUAGE,
# VERDICT, RENDERED, JPEG, CHECKS, WARNINGS, ID.  make_describe_site: a site in
# $T/site.

# sha256 FILE: its sum.
sha256()
{
	sha256sum <"$1" | cut -d' ' -f1
}

# job_check PROFILE RESULT SECOND: the <check> of a document, by veraPDF.
job_check()
{
	printf ' <check profile="%s" result="%s" judge="veraPDF 1.30.2"' \
	    "$1" "$2"
	printf ' report="verapdf-%s.xml" time="2026-11-23T13:00:%s+01:00"/>\n' \
	    "$1" "$3"
}

# job_part NAME TYPE ROLE: the <file> of a record, a file in the present folder.
job_part()
{
	printf '  <file name="%s" type="%s" role="%s" size="%s"' \
	    "$1" "$2" "$3" "$(stat -c %s "$1")"
	printf ' sha256="%s" sha512="%s"/>\n' "$(sha256 "$1")" \
	    "$(sha512sum <"$1" | cut -d' ' -f1)"
}

job_order()
{
	cat <<EOF
<?xml version="1.0" encoding="UTF-8"?>
<order xmlns="urn:x-bevara:order:1" period="2026-H2">
 <organisation><name>Exempelköpings kommun</name>
  <number>212000-0000</number>
  <archiveAuthority>Kommunstyrelsen</archiveAuthority></organisation>
 <account id="facebook-exempelkoping" status="active">
  <name>Exempelköpings kommun &amp; bygd</name>
  <platform>facebook</platform>
  <address>https://www.example.org/exempelkoping</address>
  <purpose>Sprida information &lt;snabbt&gt;</purpose>
  <audience>Invånare och föreningar</audience>
  <contact>Kommunikationsenheten</contact>
  <unit>Kommunikationsenheten</unit>
  <board>Kultur- och fritidsnämnden</board>
  <person part="responsible"><name>Exempel Exempelsson</name></person>
  <logins>Lösenordsvalvet</logins>
  <businessSuite>yes</businessSuite>
  <decision><by>Kommunikationschefen</by><date>2024-03-01</date>
   <number>KS 2024/101</number></decision>
  <inlet>browser</inlet>
  <expected>Exempelköping</expected>
 </account>
 <plan version="3.1"><board>Kultur- och fritidsnämnden</board>
  <decision><by>Kultur- och fritidsnämnden</by><date>2024-12-04</date>
   <paragraph>§ 210</paragraph><number>KFN 2024/411</number></decision>
 </plan>
 <rule${ROW- row=\"KFN-SM-1\"}>
  <recordType>Ögonblicksbild av konto i sociala medier</recordType>
  <class code="2.4.1">Extern kommunikation</class>
  ${RULE-<action>bevaras</action>}
  <registration>diarieförs-samlingsärende</registration>
  <storage>Arkivytan</storage>
  <personalData>ja</personalData>
  ${DECISION-}
 </rule>
 <source konton="$(printf k | sha256 /dev/stdin)"
  plan="$(printf p | sha256 /dev/stdin)"/>
</order>
EOF
}

job_capture()
{
	cat <<EOF
<?xml version="1.0" encoding="UTF-8"?>
<capture xmlns="urn:x-bevara:capture:1"
 id="${ID-facebook-exempelkoping_20261123T120000Z}"
 account="facebook-exempelkoping" method="browser">
 <order sha256="$(sha256 ../order.xml)"/>
 <address requested="https://www.example.org/exempelkoping"
  final="https://www.example.org/exempelkoping/" status="200"/>
 <time started="2026-11-23T12:59:20+01:00" ended="2026-11-23T13:00:00+01:00"/>
 <software tool="bevara-fetch 0.1.0" browser="Chrome/156.0.1.2"
  userAgent="Mozilla/5.0"/>
 <login state="logged-out"/>
 <page width="1366" height="2400" viewportWidth="1366"
  viewportHeight="900"${LANGUAGE- language=\"sv-SE\"}>
  <title>Exempelköping</title>
  <slice file="slice-0001.png" y="0" width="1366" height="2400"/>
 </page>
 <verdict value="${VERDICT-good}">${ADVICE-}</verdict>
${WARNINGS-} <files>
$(job_part slice-0001.png image/png slice)
$(job_part layout.xml application/xml layout)
$(job_part page.html text/html page)
$(job_part capture.warc.gz application/warc warc)
$(job_part answer.xml application/xml answer)
 </files>
</capture>
EOF
}

job_document()
{
	cat <<EOF
<?xml version="1.0" encoding="UTF-8"?>
<document xmlns="urn:x-bevara:document:1"
 rendered="${RENDERED-2026-11-23T13:00:05+01:00}">
 <capture id="${ID-facebook-exempelkoping_20261123T120000Z}"
  sha256="$(sha256 ../capture/capture.xml)"/>
 <software tool="bevara-render 0.1.0, libharu 2.3.0"/>
 <title>Exempelköpings kommun, Facebook</title>
${JPEG+ <jpeg quality=\"$JPEG\"/>}
 <content pages="1" words="3" elements="5" links="1" pictures="1" headings="1"/>
${CHECKS-$(job_check 1a pass 09; job_check 1b pass 12)}
 <files>
$(job_part document.pdf application/pdf document)
$(job_part verapdf-1a.xml application/xml report)
$(job_part verapdf-1b.xml application/xml report)
 </files>
</document>
EOF
}

# A WARC 1.1 record, in a gzip member of its own.
job_warc()
{
	local body

	body=$'software: bevara-fetch 0.1.0\r\n'
	body+=$'format: WARC File Format 1.1\r\n'

	printf '%s\r\n' WARC/1.1 'WARC-Type: warcinfo' \
	    'WARC-Date: 2026-11-23T12:00:00Z' \
	    'WARC-Record-ID: <urn:uuid:11111111-2222-4333-8444-555555555555>' \
	    'Content-Type: application/warc-fields' \
	    "Content-Length: ${#body}" '' "$body" '' | gzip -n
}

make_job()
{
	local here=$PWD

	mkdir -p "$1/capture" "$1/document"
	job_order >"$1/order.xml"
	cd "$1/capture"
	printf '\211PNG\r\n\032\n' >slice-0001.png
	cat >layout.xml <<'EOF'
<?xml version="1.0" encoding="UTF-8"?>
<layout xmlns="urn:x-bevara:layout:1" width="1366" height="2400">
<body/></layout>
EOF
	printf '<!DOCTYPE html><title>Exempelköping</title>\n' >page.html
	job_warc >capture.warc.gz
	cat >answer.xml <<'EOF'
<?xml version="1.0" encoding="UTF-8"?>
<answer xmlns="urn:x-bevara:answer:1">
<hop address="https://www.example.org/exempelkoping"
 time="2026-11-23T12:59:21+01:00" status="200"/>
</answer>
EOF
	job_capture >capture.xml
	cd ../document
	printf '%%PDF-1.4\n%%%%EOF\n' >document.pdf
	printf '<report profile="1a"/>\n' >verapdf-1a.xml
	printf '<report profile="1b"/>\n' >verapdf-1b.xml
	job_document >document.xml
	cd "$here"
}

make_describe_site()
{
	mkdir -p "$T/site"
	sed "s|<paket>.*</paket>|<paket>${1:-2.1.0}</paket>|" \
	    samples/site/bevara.xml >"$T/site/bevara.xml"
	mkdir -p "$T/site/arkiv"
	must "$B/bevara-key" new -C "$T/site"
}
