#!/bin/bash
# Goal: a package follows from its records alone.  The same job, described in
# another folder at another time, gives the same bytes; a package that is whole
# is kept as it is; one that is not, or is of other records, is made again.

. tests/harness/lib.sh
. tests/40-describe/make_job.sh

make_describe_site
make_job "$T/one"
cp -a "$T/one" "$T/two å"
must "$B/bevara-describe" -C "$T/site" "$T/one"
sleep 1.1
TZ=America/New_York must "$B/bevara-describe" -C "$T/site" "$T/two å"
must diff -r "$T/one/package" "$T/two å/package"

# Done is done: the same folder, untouched, and the same answer.
id=facebook-exempelkoping_20261123T120000Z
p=$T/one/package/$id
before=$(stat -c %i "$T/one/package" "$p/METS.xml")
must "$B/bevara-describe" -C "$T/site" "$T/one"
equal "$(cat "$T/out")" "$id	$p"
equal "$(stat -c %i "$T/one/package" "$p/METS.xml")" "$before"

# What a person or a disk did to it is put right, by making it again.
again()
{
	must "$B/bevara-describe" -C "$T/site" "$T/one"
	must diff -r "$T/one/package" "$T/two å/package"
}
printf x >>"$p/metadata/descriptive/dc.xml"
again
rm "$p/schemas/premis.xsd"
again
echo "extra" >"$p/documentation/extra.txt"
again
rm "$T/one/package/$id.sha256"
again
echo "broken" >"$T/one/package/$id.sha256"
again
echo "stray" >"$T/one/package/stray"
again

# Leavings of a run that was cut are swept.
mkdir -p "$T/one/package.part-abcdef/$id" "$T/one/package.part-old"
again
equal "$(ls -A "$T/one" | tr '\n' ' ')" \
    '.lock capture document order.xml package '

# Another rendering of the same capture: another package.
cd "$T/one/document"
RENDERED=2026-11-24T08:00:00+01:00 CHECKS= job_document >document.xml
cd "$ROOT"
must "$B/bevara-describe" -C "$T/site" "$T/one"
has "$p/METS.xml" 'CREATEDATE="2026-11-24T08:00:00+01:00"'
status 1 diff -r "$T/one/package" "$T/two å/package"

# Another version of the specification is another package too, and back.
make_describe_site 2.0.4
must "$B/bevara-describe" -C "$T/site" "$T/two å"
has "$T/two å/package/$id/METS.xml" 'USE="Representations"'
make_describe_site 2.1.0
must "$B/bevara-describe" -C "$T/site" "$T/two å"
has "$T/two å/package/$id/METS.xml" 'USE="Representations/pdfa"'
