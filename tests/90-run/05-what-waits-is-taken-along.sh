#!/bin/bash
# Goal: a package that the archive share would not take waits in the work
# folder; each run tries it again, whatever its half-year, tells how long it
# has waited, and places it once the share is there.
. tests/harness/lib.sh
. tests/20-fetch/inlet.sh

inlet_site
set_account "$T/site" $ACCOUNT adress http://127.0.0.1:1/
allow_address "$T/site" 127.0.0.1:1
inlet 0 $HANDED/rgb.png
must "$B/bevara" render -C "$T/site" "$JOB"
must "$B/bevara" describe -C "$T/site" "$JOB"
mkdir "$T/site/arbete/2019-H1"
mv "$JOB" "$T/site/arbete/2019-H1/$ACCOUNT"
job=$T/site/arbete/2019-H1/$ACCOUNT

# The share is away.
mv "$T/site/arkiv" "$T/away"
status 75 "$B/bevara" place -C "$T/site" "$job"
xsd_ok 50-place.waiting.xsd "$job/waiting.xml"
has "$job/waiting.xml" 'tries="1"'
has "$job/waiting.xml" 'is not there; mount it'

# row: what the table says of it.
row()
{
	awk -F'\t' -v word="$1" 'index($3, word) == 1 { print $1 "\t" $3 }' \
	    "$T/out"
}

# local_date ARGUMENT...: as date(1), in Sweden.
local_date()
{
	TZ=CET-1CEST,M3.5.0,M10.5.0/3 date "$@" +%F
}

status 75 "$B/bevara" run -C "$T/site"
equal "$(row waiting)" \
    "$ACCOUNT	waiting since $(local_date), less than a day"
since=$(date -u -d '-3 days -2 hours' +%FT%TZ)
sed -i "s/ since=\"[^\"]*\"/ since=\"$since\"/" "$job/waiting.xml"
status 75 "$B/bevara" run -C "$T/site"
equal "$(row waiting)" \
    "$ACCOUNT	waiting since $(local_date -d "$since"), 3 days"
has "$T/out" 'is not there; mount it'
has "$job/waiting.xml" 'tries="3"'

# A record that was broken is begun anew, and the package still waits.
echo x >"$job/waiting.xml"
status 75 "$B/bevara" run -C "$T/site" "$job"
has "$job/waiting.xml" 'tries="1"'

# The share is back: the queue empties.
mv "$T/away" "$T/site/arkiv"
status 75 "$B/bevara" run -C "$T/site"
equal "$(row archived)" "$ACCOUNT	archived"
[ ! -e "$job/waiting.xml" ] || fail_test 'it still waits'
xsd_ok 50-place.receipt.xsd "$job/receipt.xml"
(cd "$T"/site/arkiv/*-H* && must sha256sum --quiet -c ./*.sha256)
status 75 "$B/bevara" run -C "$T/site"
equal "$(row archived)" ''
