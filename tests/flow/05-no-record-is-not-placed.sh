#!/bin/bash
# What is no record is not placed: a login page, a blank page, a page without
# the expected words, a question about cookies over it, a captcha, half the
# pictures, a busy server, a refused connection, a redirect to an address
# inside the network.  Each ends with the right status and says what to do.
. tests/harness/lib.sh
. tests/flow/flow.sh

# refused CASE STATUS VERDICT ADVICE: run it and look at what came of it.
refused()
{
	status "$2" "$B/bevara" run -C "$T/site"
	equal "$(cut -f 2 "$T/out")" "$3"
	equal "$(cut -f 3 "$T/out")" 'stopped at fetch'
	grep -qiE "$4" "$T/err" || fail_test "$1: no advice: $(cat "$T/err")"
	equal "$(ls "$T/site/arkiv")" logg
	equal "$(sed -n 2p "$T/site/arkiv/logg/checkpoint")" 0
	has "$T"/site/arbete/*/facebook-exempelkoping/capture/capture.xml \
	    "verdict value=\"$3\""
}

# page CASE: that sample as the account's page, in a new site.
page()
{
	rm -rf "$T/site"
	one_page "$1"
}

page login-wall
refused login 1 login-wall 'log|password'

page blank-page
refused blank 1 blank 'blank|empty'

page no-words
refused words 1 error 'words|address'

page redirect-inside
refused inside 1 error 'inside the network'

# awkward NAME: that page of tests/awkward as the account's page.
awkward()
{
	rm -rf "$T/site" "$T/www"
	cp -r tests/awkward "$T/www"
	sed -n '/-->/q; s/^rule: //p' "$T/www/$1.html" >"$T/www/_rules.txt"
	serve "$T/www"
	make_site
	only_account "$T/site" facebook-exempelkoping
	set_account "$T/site" facebook-exempelkoping adress \
	    "http://127.0.0.1:$PORT/$1.html"
}

awkward consent-only-accept
refused consent 1 consent-wall 'cookies'

awkward captcha-frame
refused captcha 1 captcha 'person'

awkward truncated-pictures
refused truncated 1 truncated 'part'

awkward rate-come-again
refused busy 75 rate-limited 'later|wait'

# Nobody listens on that port any more.
page plain-page
kill "$SERVER"
wait "$SERVER" 2>/dev/null || :
refused closed 75 error 'again|later'
