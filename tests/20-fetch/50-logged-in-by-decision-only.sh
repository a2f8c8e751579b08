#!/bin/bash
# Goal: a page is captured while logged in only where the register has a
# decision and a cookie file that nobody else can read; the session's value is
# then in no log, argument, capture, WARC, PDF or package.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

CANARY=kanariefagel-7f3a9c51e8
mkdir "$T/page"
for page in index login; do
	cat >"$T/page/$page.html" <<H
<!doctype html><html lang="sv"><meta charset="utf-8"><title>$page</title>
$([ $page = index ] && echo '<h1>Exempelköpings kommun</h1><p>För inloggade.' ||
    echo '<form><input type="password"><button>Logga in</button></form>')
</html>
H
done
cat >"$T/page/echo.html" <<H
<!doctype html><html lang="sv"><meta charset="utf-8"><title>eko</title>
<h1>Exempelköpings kommun</h1><script>
document.body.append(document.cookie)</script></html>
H
echo "/ member session=$CANARY" >"$T/page/_rules.txt"
serve "$T/page"

# decide: write the decision into the register, and the folder of the files.
decide()
{
	sed -i "/<\/beslut>/a <inloggadInsamling><av>Kommunchefen</av><datum>2026-03-01</datum><diarienummer>KS 2026/102</diarienummer></inloggadInsamling>" \
	    "$T/site/konton.xml"
	sed -i "s|</anvandare>|&<kakor>$T/kakor</kakor>|" "$T/site/bevara.xml"
	mkdir -p "$T/kakor"
	must "$B/bevara" register order -C "$T/site"
}

# cookie END [HTTPONLY]: the file, with a session until then.
cookie()
{
	printf '%s127.0.0.1\tFALSE\t/\tFALSE\t%s\tsession\t%s\n' "$2" "$1" \
	    $CANARY >"$T/kakor/$ACCOUNT.txt"
	chmod 600 "$T/kakor/$ACCOUNT.txt"
}

# Without a decision nobody is logged in.
order "http://127.0.0.1:$PORT/"
fetch 1
equal "$(value verdict/@value)" login-wall
equal "$(value login/@state)" logged-out

# A decision without the file, and a file that others can read, stop it.
decide
fetch 78
has "$T/err" "$ACCOUNT.txt"
cookie $(($(date +%s) + 864000)) '#HttpOnly_'
chmod 644 "$T/kakor/$ACCOUNT.txt"
fetch 78
has "$T/err" 'chmod 600'

# With both, the page is seen; the session's near end is told.
chmod 600 "$T/kakor/$ACCOUNT.txt"
ulimit -c unlimited || :
"$B/bevara-fetch" -v -C "$T/site" "$JOB" >"$T/out" 2>"$T/err" &
tool=$!
: >"$T/arguments"
while kill -0 $tool 2>/dev/null; do
	cat /proc/[0-9]*/cmdline >>"$T/arguments" 2>/dev/null || :
	sleep 0.2
done
wait $tool || fail_test "did not work: $(cat "$T/err")"
equal "$(value verdict/@value)" good
equal "$(value login/@state)" logged-in
equal "$(value login/@decision)" 'KS 2026/102'
[ -n "$(value login/@ends)" ] || fail_test 'no end of the session'
has "$T/err" 'the session ends on'
has "$JOB/capture/layout.xml" inloggade
xsd_ok 20-fetch.capture.xsd "$CAPTURE"

# Through the other stages; then the value is looked for in all there is.
for stage in render describe place; do
	must "$B/bevara" "$stage" -C "$T/site" "$JOB"
done
has "$T/arguments" bevara-fetch
hasnt "$T/arguments" $CANARY
for file in "$T/out" "$T/err"; do
	hasnt "$file" $CANARY
done
find "$T/site" -type f -exec grep -laF $CANARY {} + >"$T/found" || :
find "$T/site" -name '*.gz' -exec sh -c 'zcat "$1" | grep -qaF "$2" &&
    echo "$1"' sh {} $CANARY \; >>"$T/found"
find "$T/site" -name '*.pdf' -exec sh -c 'qpdf --qdf --object-streams=disable \
    "$1" - | grep -qaF "$2" && echo "$1"' sh {} $CANARY \; >>"$T/found"
find . "$T" -maxdepth 3 \( -name core -o -name 'core.*' \) -type f \
    -not -path './build/*' >>"$T/found"
equal "$(cat "$T/found")" ''
warcio_ok "$JOB/capture/capture.warc.gz"
zcat "$JOB/capture/capture.warc.gz" >"$T/warc"
has "$T/warc" 'GET / HTTP'
hasnt "$T/warc" 'Cookie: session'

# A page that repeats the session's value is not kept at all.
cookie $(($(date +%s) + 864000)) ''
set_account "$T/site" $ACCOUNT adress "http://127.0.0.1:$PORT/echo.html"
rm -rf "$JOB"
must "$B/bevara" register order -C "$T/site"
fetch 65
has "$T/err" "repeats the session's own secret"
[ ! -e "$JOB/capture" ] || fail_test 'the capture was kept'

# A session that has ended is told before a browser starts.
cookie 1000000000 ''
fetch 78
has "$T/err" 'no cookie for'
