#!/bin/bash
# A package that is placed while verify reads the names, so that the log has it
# and the names do not, is not told to be missing.

. tests/harness/lib.sh
. tests/harness/package.sh

need strace
plain_site
place_many 2
make_package "$T/job" prov-3_20261123T120000Z 'Prov 3'

# The log is read three seconds later than the names.
strace -f -qq -o "$T/trace" -e trace=openat \
    -P "$S/logg/checkpoint" -P checkpoint \
    -e inject=openat:delay_enter=3000000 \
    "$B/bevara-verify" -C "$T/site" --no-report >"$T/verify" 2>&1 &
verify=$!
until [ -s "$T/trace" ] || ! alive $verify; do
	sleep 0.1
done
sleep 0.5
must "$B/bevara-place" -C "$T/site" "$T/job"
alive $verify || fail_test "was not held up: $(cat "$T/verify")"
wait $verify || fail_test "ended with $?: $(cat "$T/verify")"
has "$T/verify" '	0 findings'
has "$T/verify" 'checked	2 packages'

# But one that is gone is.
rm -r "$S/2026-H2/prov-2_20261123T120000Z"*
status 1 "$B/bevara-verify" -C "$T/site" --no-report
has "$T/out" 'missing	prov-2_20261123T120000Z'
