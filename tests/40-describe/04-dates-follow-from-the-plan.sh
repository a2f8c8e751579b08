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

DECISION='<decision><by>Kultur- och fritidsnämnden</by><date>2024-12-04</date><paragraph>§ 211</paragraph><number>KFN 2024/412</number></decision>' \
    RULE='<action>gallras</action><keep>P2Y</keep><trigger>fångst</trigger>' described
has "$f" '<outcome state="due" from="2026-11-23" period="P2Y" date="2028-11-23">'
has "$f" '<number>KFN 2024/412</number>'
has "$f" '<keep>P2Y</keep>'
has "$f" 'till och med 2028-11-23'
has "$(dirname "$f")/../descriptive/dc.xml" 'gallringsbeslut av Kultur- och fritidsnämnden 2024-12-04 § 211, dnr KFN 2024/412'

RULE='<action>gallras</action><keep>P2Y</keep><trigger>kalenderårets-slut</trigger>' described
has "$f" '<outcome state="due" from="2026-12-31" period="P2Y" date="2028-12-31">'

RULE='<action>gallras</action><keep>P5Y</keep><trigger>kontot-avslutat</trigger>' described
has "$f" '<outcome state="waits-for-event" period="P5Y">'
has "$f" '(kontot-avslutat)'

RULE='<action>gallras-vid-inaktualitet</action>' described
has "$f" '<outcome state="review" from="2026-11-23" period="P6M" date="2027-05-23">'
RULE='<action>gallras-vid-inaktualitet</action><review>P3M</review>' described
has "$f" '<outcome state="review" from="2026-11-23" period="P3M" date="2027-02-23">'

ROW= described
hasnt "$f" 'row="'
has "$f" '<outcome state="preserved">'
has "$f" 'Ingen rad i planen gäller'
