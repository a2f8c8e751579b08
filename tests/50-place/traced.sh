# traced.sh - the start of the tests that run place under strace; sourced first.
#
# Gives them a site with one described package, $ID in $T/job, that has been
# placed; the share as it then was is $T/reference.

. tests/harness/lib.sh
. tests/harness/package.sh

need strace
# Leaks cannot be looked for under strace.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
ID=exempel-fb_20261123T120000Z
plain_site
keep_unplaced
make_package "$T/job" $ID
must "$B/bevara-place" -C "$T/site" "$T/job"
cp -a "$S" "$T/reference"

# traced CALLS INJECT JOB: place it under strace, its child too; the trace of
# these calls is then in $T/trace.
traced()
{
	strace -f -qq -o "$T/trace" -e "trace=$1" -e "inject=$2" \
	    "$B/bevara-place" -C "$T/site" "$3"
}

# made N: a process made so many of the traced calls.
made()
{
	[ "$(cut -d' ' -f1 "$T/trace" | sort | uniq -c | sort -n |
	    awk 'END { print $1 + 0 }')" -ge "$1" ]
}

# whole_share WHAT: the share is as the reference, after WHAT, and the package
# was entered in the log once.
whole_share()
{
	same_share "$T/reference" || fail_test "$1: another share"
	vouched
	equal "$(log_size)" 1
}
