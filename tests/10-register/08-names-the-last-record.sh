#!/bin/bash
# Goal: an order names the account's last capture that was placed in an earlier
# half-year, whichever of its job folders that lies in, and none that was not
# placed, is another account's, or is damaged.
. tests/harness/lib.sh

make_site
account=facebook-exempelkoping
work=$T/site/arbete

# placed PERIOD JOB DAY [no-receipt]: a capture that ended on that day.
placed()
{
	local dir=$work/$1/$2
	mkdir -p "$dir/capture"
	cat >"$dir/capture/capture.xml" <<END
<capture xmlns="urn:x-bevara:capture:1" id="${account}_${3//-/}T120000Z" account="$account" method="browser">
 <order sha256="$(sha256sum <"$T/site/konton.xml" | cut -c1-64)"/>
 <address requested="https://www.example.org/"/>
 <time started="$3T12:59:00+01:00" ended="$3T13:00:00+01:00"/>
 <software tool="bevara-fetch 0.1.0"/>
 <login state="logged-out"/>
 <verdict value="good"/>
 <files/>
</capture>
END
	[ $# = 4 ] || : >"$dir/receipt.xml"
}

# last ID DIR: order, and see what is named.
last()
{
	must "$B/bevara-register" order -C "$T/site" --period 2026-H2 $account
	order=$work/2026-H2/$account/order.xml
	xsd_ok 10-register.order.xsd "$order"
	equal "$(xmllint --xpath 'string(//*[local-name()="previous"]/@id)' \
	    "$order")" "$1"
	equal "$(xmllint --xpath 'string(//*[local-name()="previous"]/@dir)' \
	    "$order")" "$2"
}

last '' ''
placed 2025-H2 $account 2025-11-03
placed 2026-H1 $account-2 2026-05-03
placed 2026-H1 $account 2026-05-01 no-receipt
placed 2027-H1 $account 2027-05-01
last ${account}_20251103T120000Z ../../2025-H2/$account/capture
[ -f "$work/2026-H2/$account/../../2025-H2/$account/capture/capture.xml" ] ||
    fail_test 'the folder is not there, from the job'

placed 2026-H1 $account 2026-05-01
placed 2026-H1 $account.2 2026-05-02
last ${account}_20260502T120000Z ../../2026-H1/$account.2/capture

echo '<capture' >"$work/2026-H1/$account.2/capture/capture.xml"
last ${account}_20260501T120000Z ../../2026-H1/$account/capture
has "$T/err" 'damaged'

# Once the page was captured, a record placed late does not unsettle the order.
placed 2026-H2 $account 2026-11-20
placed 2026-H1 $account.3 2026-05-20
must "$B/bevara-register" order -C "$T/site" --period 2026-H2 $account
hasnt "$T/err" 'changed since'
has "$order" ${account}_20260501T120000Z
