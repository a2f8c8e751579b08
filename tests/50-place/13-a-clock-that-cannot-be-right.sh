#!/bin/bash
# With a clock of 1999, of 2031 or set back nothing is placed, signed or
# logged, since the time would be false for good; the message says what both
# clocks say, the job waits, and the next run with a right clock places it.

. tests/harness/lib.sh
. tests/harness/package.sh

plain_site
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"

# at TIME STATUS: place it when the clock says so.  The share's own is right.
at()
{
	status "$2" env LD_PRELOAD="$B/faults/clock.so" \
	    CLOCK_AT="$(date -d "$1" +%s)" \
	    "$B/bevara-place" -C "$T/site" "$T/job"
	cp "$T/err" "$T/said"
}

# refused TIME: what stands in the message then; the share stays as it is.
refused()
{
	local day
	day=$(TZ=CET-1CEST,M3.5.0,M10.5.0/3 date -d "$1" +%F)
	cp -a "$S" "$T/before"
	at "$1" 75
	has "$T/said" "this computer's clock says $day"
	has "$T/said" "the archive share's $(date -u +%Y-)"
	diff -r "$T/before" "$S" | grep -v 'Only in .*: 20..-H.$' >&2 &&
	    fail_test "something was written on $1"
	rm -rf "$T/before"
	[ ! -e "$T/job/receipt.xml" ] || fail_test "a receipt of $1"
	xsd_ok 50-place.waiting.xsd "$T/job/waiting.xml"
}

ID=exempel-fb_$(date -u -d '1 hour ago' +%Y%m%dT%H%M%SZ)
make_package "$T/job" "$ID"
refused 2031-06-01T12:00:00Z
refused '2 days'
refused '2 days ago'
refused 1999-01-01T12:00:00Z
refused 1970-01-01T00:00:01Z

# Set back by less than a day: that may be, and is told of.
at '20 hours ago' 0
has "$T/said" 'if that is not so, set the clock right'
[ ! -e "$T/job/waiting.xml" ] || fail_test 'it still waits'

# Right again.
must "$B/bevara-place" -C "$T/site" "$T/job"
hasnt "$T/err" 'clock'
has "$T/job/receipt.xml" 'placed="'
[ ! -e "$T/job/waiting.xml" ] || fail_test 'it still waits'

# A package that is placed long after its capture is told of.
make_package "$T/job" exempel-fb_20211123T120000Z
must "$B/bevara-place" -C "$T/site" "$T/job"
has "$T/err" 'the page was captured 2021-11-23 13:00: if that is not so'
