#!/bin/bash
# Goal: retention.xml holds the plan's row, its decision and the dates that
# follow, with what they were reckoned from, for each kind of rule.

. tests/harness/lib.sh
. tests/40-describe/make_job.sh

make_describe_site
r=metadata/other/retention.xml

# described: make and describe a job; $f is its retention.xml.
described()
{
	rm -rf "$T/job"
	make_job "$T/job"
	must "$B/bevara-describe" -C "$T/site" "$T/job"
	f=$(echo "$T"/job/package/*Z/$r)
	xsd_ok 40-describe.retention.xsd "$f"
}

described
has "$f" 'captured="2026-11-23"'
has "$f" '<rule row="KFN-SM-1">'
has "$f" '<number>KFN 2024/411</number>'
has "$f" '<outcome state="preserved">'
hasnt "$f" 'date="'

# clearing PERIOD TRIGGER: describe it under a row that clears out after that.
clearing()
{
	RULE="<action>gallras</action><keep>$1</keep><trigger>$2</trigger>" \
	    described
}

# outcome STATE FROM PERIOD DATE: what retention.xml then says.
outcome()
{
	has "$f" "<outcome state=\"$1\" from=\"$2\" period=\"$3\" date=\"$4\">"
}

DECISION='<decision><by>Kultur- och fritidsnämnden</by>
    <date>2024-12-04</date><paragraph>§ 211</paragraph>
    <number>KFN 2024/412</number></decision>' clearing P2Y fångst
outcome due 2026-11-23 P2Y 2028-11-23
has "$f" '<number>KFN 2024/412</number>'
has "$f" '<keep>P2Y</keep>'
has "$f" 'till och med 2028-11-23'
dc=$(dirname "$f")/../descriptive/dc.xml
has "$dc" 'gallringsbeslut av Kultur- och fritidsnämnden 2024-12-04'
has "$dc" '2024-12-04 § 211, dnr KFN 2024/412'

clearing P2Y kalenderårets-slut
outcome due 2026-12-31 P2Y 2028-12-31

clearing P5Y kontot-avslutat
has "$f" '<outcome state="waits-for-event" period="P5Y">'
has "$f" '(kontot-avslutat)'

RULE='<action>gallras-vid-inaktualitet</action>' described
outcome review 2026-11-23 P6M 2027-05-23
RULE='<action>gallras-vid-inaktualitet</action><review>P3M</review>' described
outcome review 2026-11-23 P3M 2027-02-23

ROW= described
hasnt "$f" 'row="'
has "$f" '<outcome state="preserved">'
has "$f" 'Ingen rad i planen gäller'
