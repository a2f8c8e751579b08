#!/bin/bash
# With a clock of 1999, of 2031 or set back the package is placed, a message
# tells of the clock, and no time of placing is written that cannot be true.

. tests/harness/lib.sh
. tests/harness/package.sh

ID=exempel-fb_20261123T120000Z
plain_site
make_package "$T/job" $ID
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"

# at TIME: place it when the clock says so.  The share's own clock goes right.
at()
{
	rm -rf "$S/2026-H2" "$T/job/receipt.xml"
	must env LD_PRELOAD="$B/faults/clock.so" CLOCK_AT="$(date -d "$1" +%s)" \
	    "$B/bevara-place" -C "$T/site" "$T/job"
	cp "$T/err" "$T/said"
	(cd "$S/2026-H2" && must sha256sum --quiet -c $ID.sha256)
	xsd_ok 50-place.receipt.xsd "$T/job/receipt.xml"
}

# doubted SAID REASON: the receipt has no time, but what the clock said.
doubted()
{
	hasnt "$T/job/receipt.xml" 'placed='
	has "$T/job/receipt.xml" "<clock said=\"$1\">$2</clock>"
	has "$T/said" "this computer's clock says ${1:0:10}"
	has "$T/said" 'the receipt gives no time'
}

at 1999-01-01T12:00:00Z
doubted 1999-01-01T13:00:00+01:00 "earlier than the capture's end"
has "$T/said" 'the page was captured 2026-11-23 13:00'
at 1970-01-01T00:00:01Z
doubted 1970-01-01T01:00:01+01:00 "earlier than the capture's end"
at 2026-11-23T11:59:59Z
doubted 2026-11-23T12:59:59+01:00 "earlier than the capture's end"

# Ahead, while the share's clock is not; it says when the file was made.
at 2031-06-01T12:00:00Z
doubted 2031-06-01T14:00:00+02:00 \
    "more than a day from the archive share's clock"
has "$T/said" "the archive share's $(date -u +%Y-)"

# Right, and a run after one with a wrong clock: nothing is made up later.
cp "$T/job/receipt.xml" "$T/receipt"
must "$B/bevara-place" -C "$T/site" "$T/job"
same_file "$T/job/receipt.xml" "$T/receipt"
now=$(date -d '3 hours ago' +%s)
make_package "$T/job" "exempel-fb_$(date -u -d "@$((now - 60))" \
    +%Y%m%dT%H%M%SZ)"
must env LD_PRELOAD="$B/faults/clock.so" CLOCK_AT="$now" \
    "$B/bevara-place" -C "$T/site" "$T/job"
hasnt "$T/job/receipt.xml" '<clock'
has "$T/job/receipt.xml" 'placed="'
equal "$(cat "$T/err")" ''

# A package that is placed long after its capture is told of, and has a time.
make_package "$T/job" exempel-fb_20211123T120000Z
must "$B/bevara-place" -C "$T/site" "$T/job"
has "$T/err" 'the page was captured 2021-11-23 13:00: if that is not so'
has "$T/job/receipt.xml" 'placed="'
