#!/bin/bash
# fetch.sh - bevara fetch's own CPU time beside that of the browser it steers,
# for the same page.

. tests/bench/lib.sh
. tests/20-fetch/fetch.sh
. tests/bench/page.sh
need chromium

height=$(pick 20000 1500)
channel_page "$height"
for ((run = 0; run < RUNS; run++)); do
	rm -rf "$JOB/capture"
	measure fetch "$B/bevara-fetch" -C "$T/site" "$JOB"
done

own=$(middle fetch own)
browser=$(reckon "$(middle fetch cpu) - $own")
echo "fetch, 1366x$height px, CPU time, median of $RUNS"
fact "bevara fetch itself: $own s; the browser: $browser s; wall $(middle fetch wall) s"
at_most "fetch: own CPU, % of the browser's" "$(reckon "100 * $own / $browser")" 5
