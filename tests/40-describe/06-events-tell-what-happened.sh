#!/bin/bash
# Goal: PREMIS tells each thing that was done, once, when and by what, with its
# outcome; Dublin Core and METS name the board as the archive's creator.

. tests/harness/lib.sh
. tests/40-describe/make_job.sh

make_describe_site

described()
{
	rm -rf "$T/job"
	make_job "$T/job"
	must "$B/bevara-describe" -C "$T/site" "$T/job"
	p=$(echo "$T"/job/package/*Z)
	premis=$p/metadata/preservation/premis.xml
}

# ask XPATH: of premis.xml, by local names.
ask()
{
	xmllint --nonet --xpath "$(echo "$1" |
	    sed "s/@@\([a-zA-Z]*\)/*[local-name()='\1']/g")" "$premis"
}

# outcomes WHAT: how many events ended so.
outcomes()
{
	ask "count(//@@event[@@eventOutcomeInformation/@@eventOutcome='$1'])"
}

described
types=$(ask '//@@eventType/@valueURI' |
    sed 's/.*eventType.//; s/"//' | tr '\n' ' ')
equal "$types" 'poa cap mes mig mes val val ipc '
equal "$(outcomes success)" 8
equal "$(ask 'string(//@@event[@@eventType="capture"]/@@eventDateTime)')" \
    2026-11-23T13:00:00+01:00
made='@@eventType="information package creation"'
equal "$(ask "string(//@@event[$made]/@@eventDateTime)")" \
    2026-11-23T13:00:12+01:00
has "$premis" 'utloggad (logged-out)'
has "$premis" '<premis:formatRegistryKey>fmt/95<'
has "$premis" '<premis:formatRegistryKey>fmt/1281<'
for agent in bevara-fetch Chrome bevara-render libharu veraPDF bevara-describe \
    'Kultur- och fritidsnämnden, Exempelköpings kommun'; do
	equal "$(ask "count(//@@agent[@@agentName='$agent'])")" 1
done
equal "$(ask "string(//@@agent[@@agentName='Chrome']/@@agentVersion)")" \
    156.0.1.2

# Every identifier that is linked to is there; none is there twice.
for kind in Object Event Agent; do
	low=$(echo "$kind" | tr 'OEA' 'oea')
	ask "//@@linking${kind}IdentifierValue/text()" | sort -u >"$T/linked"
	ask "//@@${low}IdentifierValue/text()" | sort >"$T/there"
	equal "$(comm -23 "$T/linked" "$T/there")" ''
	equal "$(uniq -d "$T/there")" ''
done

# Digests: SHA-256 in METS, both in PREMIS, none weaker anywhere.
pdf=$T/job/document/document.pdf
has "$p/representations/pdfa/METS.xml" "$(sha256sum <"$pdf" | cut -d' ' -f1)"
has "$premis" "$(sha256sum <"$pdf" | cut -d' ' -f1)"
has "$premis" "$(sha512sum <"$pdf" | cut -d' ' -f1)"
if grep -rE 'MD5|SHA-1' "$p/METS.xml" "$p/metadata" "$p/representations"; then
	fail_test 'a weak digest'
fi

# The creator is the board, with the organisation's number in the note.
has "$p/METS.xml" '<agent ROLE="ARCHIVIST" TYPE="ORGANIZATION">'
board='Kultur- och fritidsnämnden, Exempelköpings kommun'
has "$p/METS.xml" "<name>$board</name>"
has "$p/METS.xml" '>ORG:2120000000</note>'
has "$p/METS.xml" '<name>Kommunstyrelsen, Exempelköpings kommun</name>'
dc=$p/metadata/descriptive/dc.xml
has "$dc" "<creator>$board (org.nr 212000-0000)</creator>"
has "$dc" '<publisher>Facebook</publisher>'
has "$dc" '<title>Exempelköpings kommun &amp; bygd, Facebook: ögonblicksbild'
has "$dc" 'ögonblicksbild 2026-11-23 13:00</title>'
has "$dc" '<language>sv-SE</language>'
LANGUAGE= described
has "$dc" '<language>sv</language>'

stopped='Släpptes inte fram:'

# captured: the outcome of the capture.
captured()
{
	ask 'string(//@@event[@@eventType="capture"]//@@eventOutcome)'
}

# Warnings, and what the guard refused; the long list is cut, and says so.
WARNINGS=$(for i in $(seq 30); do
	echo " <refused address=\"tracker$i.example.org:443\"" \
	    "reason=\"private address\" count=\"$i\"/>"
done; echo ' <warning>2 pictures could not be fetched</warning>') described
equal "$(captured)" warning
has "$premis" 'Varning: 2 pictures could not be fetched'
has "$premis" "$stopped tracker20.example.org:443 (private address), antal: 20"
hasnt "$premis" 'tracker21.example.org'
has "$premis" 'Och 10 adresser till'
has "$dc" 'med varningar'
eark_ok "$p"

# Refusals alone are the guard's everyday work, not a warning.
WARNINGS=' <refused address="tracker.example.org:443"
  reason="private address" count="2"/>
' described
equal "$(captured)" success
has "$premis" "$stopped tracker.example.org:443 (private address), antal: 2"

# A failed PDF/A-1a is told, and the format is what did pass.
CHECKS=$(job_check 1a fail 09; job_check 1b pass 12) described
has "$premis" '<premis:formatRegistryKey>fmt/354<'
has "$p/representations/pdfa/METS.xml" 'FILEFORMATKEY="fmt/354"'
equal "$(outcomes fail)" 1
has "$premis" 'underkänd'
has "$dc" 'PDF/A-1b'

# Not checked: no event claims that it was.
CHECKS=' <check profile="1a" result="not-checked"
  time="2026-11-23T13:00:06+01:00"/>' described
equal "$(ask 'count(//@@event[@@eventType="validation"])')" 0
has "$premis" '<premis:formatRegistryKey>fmt/95<'
hasnt "$premis" veraPDF

# Pictures that lost something are said to have.
hasnt "$premis" JPEG
JPEG=90 described
has "$premis" 'packades som JPEG, kvalitet 90'
