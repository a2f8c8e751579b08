#!/bin/bash
# Goal: where nobody answers, the status says to try again (75), and so it
# does for a server that is busy; a page that is gone does not come back (1).
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

mkdir "$T/page"
cat >"$T/page/_rules.txt" <<'R'
/busy status 503 120
/many status 429
/gone status 404
/secret status 401
R
serve "$T/page"
order "http://127.0.0.1:$PORT/busy"
rejected error 75
equal "$(value verdict/@later)" true
equal "$(value verdict/@retryAfter)" 120

order "http://127.0.0.1:$PORT/many"
rejected error 75

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
