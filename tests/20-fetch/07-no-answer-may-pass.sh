#!/bin/bash
# Goal: where nobody answers, the status says to try again (75), and so it
# does for a server that is busy; a page that is gone does not come back (1).
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

mkdir "$T/page"
cat >"$T/page/_rules.txt" <<'R'
/busy status 503 120
/many status 429
/soon status 429 2
/full status 503
/gone status 404
/secret status 401
R
serve "$T/page"
order "http://127.0.0.1:$PORT/busy"
rejected rate-limited 75
equal "$(value verdict/@later)" true
equal "$(value verdict/@retryAfter)" 120
sign retry-after rate-limited

# Again at once: nobody is asked, and what was captured stays.
asked=$(wc -l <"$SERVER_LOG")
before=$(value capture/@id)
fetch 75
has "$T/err" 'asked to be left alone until'
equal "$(cut -f 2 "$T/out")" rate-limited
equal "$(wc -l <"$SERVER_LOG")" "$asked"
equal "$(value capture/@id)" "$before"

# The time has passed: it is asked again.
sed -i 's/retryAfter="120"/retryAfter="1"/' "$CAPTURE"
sleep 1
fetch 75
[ "$(wc -l <"$SERVER_LOG")" -gt "$asked" ] || fail_test 'not asked again'

# A short wait is waited for, once.
order "http://127.0.0.1:$PORT/soon"
fetch 75
equal "$(grep -c /soon "$SERVER_LOG")" 2

# Busy without a word on when is an error that may pass.
order "http://127.0.0.1:$PORT/full"
rejected error 75

order "http://127.0.0.1:$PORT/many"
rejected rate-limited 75

order "http://127.0.0.1:$PORT/gone"
rejected error 1
sign http-status error
has "$T/err" "new address"

order "http://127.0.0.1:$PORT/secret"
rejected login-wall 1

# Nobody listens there any more.
kill "$SERVER"
wait "$SERVER" || :
order "http://127.0.0.1:$PORT/"
rejected error 75
sign no-answer error
