#!/bin/bash
# Goal: a good capture of the present order is kept as it is, and no browser
# is started for it; for another order a new one is made, and the old one is
# moved aside, not removed.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

serve samples/plain-page/00-site
order "http://127.0.0.1:$PORT/"
fetch 0
line=$(cat "$T/out")
before=$(cd "$JOB/capture" && sha256sum -- *)
asked=$(wc -l <"$SERVER_LOG")

fetch 0
equal "$(cat "$T/out")" "$line"
equal "$(cd "$JOB/capture" && sha256sum -- *)" "$before"
equal "$(wc -l <"$SERVER_LOG")" "$asked"

id=$(value capture/@id)
sed -i 's/<contact>/<contact>Nya /' "$JOB/order.xml"
fetch 0
equal "$(cd "$JOB/rejected/$id" && sha256sum -- *)" "$before"
[ "$(value capture/@id)" != "$id" ] || fail_test "both captures are '$id'"
equal "$(value order/@sha256)" "$(sha256sum <"$JOB/order.xml" | cut -c1-64)"
