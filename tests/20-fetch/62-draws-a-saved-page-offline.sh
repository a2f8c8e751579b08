#!/bin/bash
# A saved page, HTML in one file or MHTML, is drawn without any network: its
# text and links are in the layout as in a live capture, its scripts do not
# run, no listener inside the network is reached, and no other file is shown.

. tests/harness/lib.sh
. tests/20-fetch/inlet.sh

inlet_site
serve samples/plain-page/00-site --address 127.0.0.2
SECRET=/tmp/bevara-secret.$$.html
trap 'rm -f "$SECRET"; lib_end' EXIT
echo '<!doctype html><body style="background:#00f"><h1>HEMLIGT</h1>' >"$SECRET"
chmod 644 "$SECRET"

cat >"$T/sida.html" <<END
<!doctype html><html lang="sv"><head><meta charset="utf-8">
<title>Sparad sida</title><link rel="stylesheet"
href="http://127.0.0.2:$PORT/stil.css"></head><body><h1>Badplatsen öppnar</h1>
<p>Mer på <a href="/mer">vår sida</a>.</p><p id="p">utan skript</p>
<script>document.getElementById("p").textContent = "SKRIPTET KORDES";
fetch("http://127.0.0.2:$PORT/"); new WebSocket("ws://127.0.0.2:$PORT/");</script>
<img src="http://127.0.0.2:$PORT/bilder/x.png" alt="borta"
onerror="document.title='SKRIPTET KORDES'">
<iframe src="http://127.0.0.2:$PORT/" width="300" height="100"></iframe>
<iframe src="file://$SECRET" width="300" height="100"></iframe>
<object data="file://$SECRET" width="300" height="100"></object>
<img src="data:image/png;base64,$(base64 -w 0 $HANDED/rgb.png)" alt="Röd ruta">
<meta http-equiv="refresh" content="0;url=http://127.0.0.2:$PORT/">
</body></html>
END

# drawn FILE ARGUMENT...: it is; its text is in the layout.
drawn()
{
	inlet 0 "$@"
	xsd_ok 20-fetch.capture.xsd "$CAPTURE"
	xsd_ok 20-fetch.layout.xsd "$JOB/capture/layout.xml"
	equal "$(value capture/@method)" manual
	equal "$(value heading/@level "$JOB/capture/layout.xml")" 1
	for word in Badplatsen öppnar; do
		has "$JOB/capture/layout.xml" ">$word</w>"
	done
	hasnt "$JOB/capture/layout.xml" 'file:///tmp/bevara-fetch'
	hasnt "$JOB/capture/layout.xml" HEMLIGT
	hasnt "$CAPTURE" 'bevara-fetch.'
	[ ! -e "$JOB/capture/capture.warc.gz" ] || fail_test 'there is a WARC'
	[ -z "$(value address/@final)" ] || fail_test 'a final address'
}

drawn --url https://www.example.org/sidan "$T/sida.html"
same_file "$T/sida.html" "$JOB/capture/original-0001.html"
has "$JOB/capture/layout.xml" '<link address="https://www.example.org/mer">'
has "$JOB/capture/layout.xml" '>skript</w>'
hasnt "$JOB/capture/layout.xml" SKRIPTET
has "$CAPTURE" "<refused address=\"127.0.0.2:$PORT\""
equal "$(value title)" 'Sparad sida'
[ ! -s "$SERVER_LOG" ] || fail_test "it was reached: $(cat "$SERVER_LOG")"

# The frame that wanted another file is not blue.
must "$B/bevara" render -C "$T/site" "$JOB"

mhtml "$T/sida.mhtml"
TMPDIR=$T must offline "$B/bevara" inlet -C "$T/site" --account $ACCOUNT \
    --by "$BY" "$T/sida.mhtml"
drawn "$T/sida.mhtml"
has "$JOB/capture/layout.xml" \
    '<link address="https://www.example.org/mer">'
has "$JOB/capture/layout.xml" 'alt="Röd ruta"'
same_file "$T/sida.mhtml" "$JOB/capture/original-0001.mhtml"

# Without a browser: told what to install, and nothing made.
before=$(jobs_made)
sed -i 's|<anvandare>|<program>/none/browser</program>\n  &|' \
    "$T/site/bevara.xml"
echo >>"$T/sida.html"
inlet 69 "$T/sida.html"
has "$T/err" 'there is no browser'
equal "$(jobs_made)" "$before"
