#!/bin/bash
# Goal: an account that fails ends its own chain only; the table tells of each,
# and the run ends with the worst status.  A job named goes on alone.
. tests/harness/lib.sh

serve samples/plain-page/00-site
make_site
only_account "$T/site" facebook-exempelkoping
set_account "$T/site" facebook-exempelkoping adress http://127.0.0.1:1/
allow_address "$T/site" 127.0.0.1:1
add_account "$T/site" webb-hel 'Hel sida' "http://127.0.0.1:$PORT/" \
    'Exempelköpings kommun'
add_account "$T/site" webb-borta 'Borta' "http://127.0.0.1:$PORT/borta" ord

status 1 "$B/bevara" run -C "$T/site"
equal "$(cut -f 1-3 "$T/out")" "$(printf '%s\t%s\t%s\n' \
    facebook-exempelkoping error 'stopped at fetch' \
    webb-hel good archived \
    webb-borta error 'stopped at fetch')"
equal "$(find "$T/site/arkiv" -name '*.pdf' -path '*/data/*' | wc -l)" 1
pdf=$(sed -n 2p "$T/out" | cut -f 4)
[ -f "$pdf" ] || fail_test "no PDF where the table says: $pdf"

# Only the job named; the one that may pass later says so by its status.
jobs=$(echo "$T/site/arbete"/20*/)
status 75 "$B/bevara" run -C "$T/site" "${jobs}facebook-exempelkoping"
equal "$(wc -l <"$T/out")" 1
must "$B/bevara" run -C "$T/site" "${jobs}webb-hel"
equal "$(cut -f 3 "$T/out")" 'archived before'

# What is no job, and what is no half-year.
status 65 "$B/bevara" run -C "$T/site" "$T/site"
has "$T/err" 'order.xml'
status 64 "$B/bevara" run -C "$T/site" --period 2026-H3
has "$T/err" '2026-H1'
status 78 "$B/bevara" run -C "$T"
has "$T/err" 'bevara init'
