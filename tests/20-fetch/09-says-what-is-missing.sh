#!/bin/bash
# Goal: without a browser the tool ends with 69 and says what to install; with
# a wrong user it ends with 78; a folder that is no job is refused with 65.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

serve samples/plain-page/00-site
order "http://127.0.0.1:$PORT/"
cp "$T/site/bevara.xml" "$T/kept.xml"
sed -i "s|<anvandare>|<program>$T/no-browser</program>&|" \
    "$T/site/bevara.xml"
fetch 69
has "$T/err" 'chromium'
[ ! -e "$JOB/capture" ] || fail_test 'a capture without a browser'

# A browser that does not start is told as that, with what it says.
printf '#!/bin/sh\necho no display today >&2\n' >"$T/no-browser"
chmod 755 "$T" "$T/no-browser"
fetch 69
has "$T/err" 'no display today'

cp "$T/kept.xml" "$T/site/bevara.xml"
status 65 "$B/bevara" fetch -C "$T/site" "$T/site/nowhere"
has "$T/err" 'nowhere'
status 64 "$B/bevara" fetch
if [ "$(id -u)" = 0 ]; then
	sed -i 's|<anvandare>.*</anvandare>|<anvandare>ingen-alls</anvandare>|' \
	    "$T/site/bevara.xml"
	fetch 78
	has "$T/err" 'ingen-alls'
fi
