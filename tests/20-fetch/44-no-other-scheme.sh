#!/bin/bash
# Goal: no page, and no server's redirect, leads the browser or the first
# question to a file of this machine, to data in the address, to the browser's
# own pages, or inside: nothing of it is in the capture.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

SECRET=hemlig-fil-8c1e
mkdir "$T/page"
# Readable by the browser's user, who may not enter $T.
file=$(mktemp "${TMPDIR:-/tmp}/bevara-hemlig.XXXXXX")
trap 'rm -f "$file"; lib_end' EXIT
echo "<h1>$SECRET</h1>" >"$file"
chmod 644 "$file"
cat >"$T/page/index.html" <<H
<!doctype html><html lang="sv"><meta charset="utf-8"><title>x</title>
<h1>Exempelköpings kommun</h1><iframe src="file://$file"></iframe>
<iframe src="chrome://version"></iframe><img src="file://$file" alt="">
<iframe src="/to-file"></iframe><iframe src="ftp://127.0.0.1/$SECRET"></iframe>
<iframe src="view-source:file://$file"></iframe>
<a id="a" href="file://$file">x</a><a id="b" href="chrome://version">x</a>
<a id="c" href="data:text/html,<h1>dataadress">x</a>
<a id="d" href="/to-file">x</a><script>
fetch('file://$file').then((r) => r.text()).then((t) =>
    document.body.append(t)).catch(() => 0);
addEventListener('load', () => {
	for (const id of 'abc')
		document.getElementById(id).click();
	open('file://$file');
	setTimeout(() => { location = 'file://$file'; }, 100);
	setTimeout(() => { location = 'chrome://version'; }, 200);
	setTimeout(() => { location = 'data:text/html,<h1>dataadress'; }, 300);
	document.body.append('prövat');
});
</script></html>
H
cat >"$T/page/_rules.txt" <<R
/to-file redirect file://$file
/to-data redirect data:text/html,dataadress
/to-inside redirect http://127.0.0.2:PORT/
R
serve "$T/page"
order "http://127.0.0.1:$PORT/"
fetch 0
has "$JOB/capture/layout.xml" prövat
equal "$(value address/@final)" "http://127.0.0.1:$PORT/"
zcat "$JOB/capture/capture.warc.gz" >"$T/warc"
grep -a "WARC-Target-URI" "$T/warc" >"$T/uris"
! grep -v "http://127.0.0.1:$PORT/" "$T/uris" || fail_test 'other addresses'
hasnt "$JOB/capture/layout.xml" "$SECRET"
hasnt "$T/uris" "$SECRET"

# As the address itself leads there, no browser is started.
for way in file data inside; do
	rm -rf "$T/site"
	order "http://127.0.0.1:$PORT/to-$way"
	rejected error 1
	[ ! -e "$JOB/capture/capture.warc.gz" ] || fail_test "browsed: $way"
	! grep -rq -e "$SECRET" "$JOB/capture" || fail_test "read: $way"
done
