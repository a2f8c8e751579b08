#!/bin/bash
# Goal: the package of an ordinary capture is an E-ARK AIP: commons-ip2 and
# eark-validator find no error, in both versions that a site can ask for, and
# every XML file that has a schema is valid by the copy that the package
# carries, offline.

. tests/harness/lib.sh
. tests/40-describe/make_job.sh

make_job "$T/job"
id=facebook-exempelkoping_20261123T120000Z
for version in 2.1.0 2.0.4; do
	make_describe_site "$version"
	must "$B/bevara-describe" -C "$T/site" "$T/job"
	equal "$(cat "$T/out")" "$id	$T/job/package/$id"
	p=$T/job/package/$id
	has "$p/documentation/README.txt" "E-ARK CSIP $version."

	# Each version is judged by itself; commons-ip2 takes both.
	eark_ok "$p" "$version"
	must "$JUDGES/bin/commons-ip2" "$p" 2.1.0
	must "$JUDGES/bin/commons-ip2" "$p" 2.0.4
done

s=$p/schemas
for f in METS.xml representations/pdfa/METS.xml \
    representations/warc/METS.xml; do
	xsd_ok "$s/mets1_12.xsd" "$p/$f"
done
for f in metadata representations/pdfa/metadata \
    representations/warc/metadata; do
	xsd_ok "$s/premis.xsd" "$p/$f/preservation/premis.xml"
done
xsd_ok "$s/dc.xsd" "$p/metadata/descriptive/dc.xml"
xsd_ok "$s/40-describe.retention.xsd" "$p/metadata/other/retention.xml"
xsd_ok "$s/10-register.order.xsd" "$p/documentation/order.xml"
xsd_ok "$s/20-fetch.capture.xsd" "$p/documentation/capture.xml"
xsd_ok "$s/20-fetch.answer.xsd" "$p/documentation/answer.xml"
xsd_ok "$s/20-fetch.layout.xsd" "$p/documentation/layout.xml"
xsd_ok "$s/30-render.document.xsd" "$p/documentation/document.xml"

# What schemaLocation names is there, seen from the file that names it.
grep -rl 'chemaLocation="' "$p" --include='*.xml' >"$T/naming"
equal "$(wc -l <"$T/naming")" 8
while read -r f; do
	for location in $(grep -o 'chemaLocation="[^"]*"' "$f" |
	    grep -o '[^" ]*\.xsd'); do
		[ -f "$(dirname "$f")/$location" ] ||
		    fail_test "$f: no $location"
	done
done <"$T/naming"

# The list of sums covers exactly what is there.
cd "$T/job/package"
must sha256sum --strict --quiet -c "$id.sha256"
equal "$(find "$id" -type f | LC_ALL=C sort)" \
    "$(cut -c67- "$id.sha256")"
equal "$(ls | wc -l)" 2
