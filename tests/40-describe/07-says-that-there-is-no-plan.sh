#!/bin/bash
# Goal: an account whose board has no plan in force is described all the same:
# preserved, and every place that would name the plan says that there is none.
. tests/harness/lib.sh
. tests/40-describe/make_job.sh

# The order as bevara register writes it then: no plan, no row.
eval "with_plan$(declare -f job_order | tail -n +2 | sed '1s/^/()\n/')"
job_order()
{
	with_plan | sed '/<plan /,/<\/plan>/d; s/<rule row="[^"]*">/<rule>/'
}

make_describe_site
make_job "$T/job"
hasnt "$T/job/order.xml" '<plan'
hasnt "$T/job/order.xml" 'row='
xsd_ok 10-register.order.xsd "$T/job/order.xml"
must "$B/bevara-describe" -C "$T/site" "$T/job"
p=$(echo "$T"/job/package/*Z)
f=$p/metadata/other/retention.xml
xsd_ok 40-describe.retention.xsd "$f"
xsd_ok premis.xsd "$p/metadata/preservation/premis.xml"
hasnt "$f" '<plan'
has "$f" '<action>bevaras</action>'
has "$f" '<outcome state="preserved">'
has "$f" 'Nämnden har ingen gällande plan.'
said='Kultur- och fritidsnämnden har ingen gällande dokumenthanteringsplan'
has "$p/metadata/descriptive/dc.xml" "$said"
has "$p/metadata/preservation/premis.xml" "$said"
for f in $(cd "$p" && find . -name '*.xml' -o -name '*.txt'); do
	hasnt "$p/$f" '(null)'
done
