#!/bin/bash
# Goal: an account that is not whole in the register, without purpose, contact
# or decision, is described all the same, and the package is an E-ARK AIP.
. tests/harness/lib.sh
. tests/40-describe/make_job.sh

eval "whole$(declare -f job_order | tail -n +2 | sed '1s/^/()\n/')"
job_order()
{
	whole | sed '/<purpose>/d; /<audience>/d; /<contact>/d; /<logins>/d
	    /^  <decision><by>Kommunikationschefen/,/<\/decision>/d'
}

make_describe_site
make_job "$T/job"
hasnt "$T/job/order.xml" 'KS 2024/101'
xsd_ok 10-register.order.xsd "$T/job/order.xml"
must "$B/bevara-describe" -C "$T/site" "$T/job"
p=$(echo "$T"/job/package/*Z)
must "$JUDGES/bin/commons-ip2" "$p" 2.1.0
has "$p/metadata/descriptive/dc.xml" \
    'Kontots syfte: inte angivet i förteckningen. Målgrupp: inte angivet'
hasnt "$p/metadata/descriptive/dc.xml" 'diarienummer för beslutet'
hasnt "$p/METS.xml" 'altRecordID'
for f in $(cd "$p" && find . -name '*.xml' -o -name '*.txt'); do
	hasnt "$p/$f" '(null)'
done
