#!/bin/bash
# Goal: a page whose script never ends, that grows without end, opens windows
# and dialogs, or is never idle, costs no more than its time, and what is kept
# is told as it was.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

mkdir "$T/page"
cat >"$T/page/grows.html" <<'H'
<!doctype html><html lang="sv"><meta charset="utf-8"><title>Växer</title>
<h1>Exempelköpings kommun</h1><div id="d" style="min-height:3000px"></div><script>
addEventListener('scroll', () => { for (let i = 0; i < 30; i++)
	d.append(Object.assign(document.createElement('p'),
	    { textContent: 'inlägg ' + i })); });
alert('hej'); open('about:blank'); setInterval(() => fetch('/grows.html'), 50);
</script></html>
H
cat >"$T/page/hangs.html" <<'H'
<!doctype html><html lang="sv"><meta charset="utf-8"><title>Hänger</title>
<h1>Exempelköpings kommun</h1><script>
addEventListener('load', () => setTimeout(() => { for (;;); }, 100));
</script></html>
H
serve "$T/page"
make_site
sed -i 's|<hojd>.*</hojd>|<hojd>6000</hojd>|; s|<sekunder>.*</sekunder>|<sekunder>60</sekunder>|' \
    "$T/site/bevara.xml"

order "http://127.0.0.1:$PORT/grows.html"
start=$SECONDS
fetch 0
equal "$(value page/@scrollStop)" height
equal "$(value page/@height)" 6000
has "$CAPTURE" 'it was cut at 6000'

# A job that has its record stays as it is, so this is another.
rm -rf "$JOB"
order "http://127.0.0.1:$PORT/hangs.html"
fetch 0
case $(value address/@requested) in
*/hangs.html) ;;
*)	fail_test 'the page that hangs was not looked at' ;;
esac
has "$JOB/capture/layout.xml" '>kommun<'
[ $((SECONDS - start)) -lt 120 ] || fail_test "took $((SECONDS - start)) s"
