#!/bin/bash
# Goal: a second run in the same site waits a little, then says that another
# is at work, and does no harm; the first ends as ever.
. tests/harness/lib.sh

mkdir "$T/sida"
echo '/ slow 9' >"$T/sida/_rules.txt"
echo '<html lang="sv"><title>Sida</title><p>Exempelköpings kommun' \
    >"$T/sida/index.html"
serve "$T/sida"
make_site
only_account "$T/site" facebook-exempelkoping
set_account "$T/site" facebook-exempelkoping adress "http://127.0.0.1:$PORT/"

"$B/bevara" run -C "$T/site" >"$T/first" 2>&1 &
first=$!
sleep 1
status 75 "$B/bevara" run -C "$T/site"
has "$T/err" 'another run is at work'
wait "$first" || fail_test "the first run failed: $(cat "$T/first")"
has "$T/first" "$(printf '\tgood\tarchived\t')"
