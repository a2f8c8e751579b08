#!/bin/bash
# Goal: of a feed of 200 posts that holds only those around the window, every
# post is there once in the picture, in the layout and in the PDF's text,
# however the page goes about it; headers that follow the window are there once.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh
. tests/20-fetch/feeds.sh

need pdftotext
mkdir "$T/page"
for kind in padding guess recycle; do
	virtual_feed "$T/page/$kind.html" $kind
done
serve "$T/page"

for kind in padding guess recycle; do
	order "http://127.0.0.1:$PORT/$kind.html"
	fetch 0
	hasnt "$CAPTURE" '<warning'
	equal "$(value page/@scrolled)" true
	equal "$(value page/@posts)" 200
	equal "$(value page/@scrollStop)" end
	xsd_ok 20-fetch.layout.xsd "$JOB/capture/layout.xml"
	L=$JOB/capture/layout.xml
	equal "$(grep -c '<section role="article">' "$L")" 200
	equal "$(grep -oE '>post[0-9]{3}<' "$L" | sort -u | wc -l)" 200
	equal "$(grep -cE '>post[0-9]{3}<' "$L")" 200
	equal "$(grep -cE '>post[0-9]{3}slut<' "$L")" 200
	equal "$(grep -c '>Klisterlist<' "$L")" 1
	equal "$(grep -c '>kommun<' "$L")" 1
	equal "$(grep -c '>Sidfot<' "$L")" 1
	# The marks that the posts begin with: so many, each once.
	equal "$("$B/marks" "$JOB"/capture/slice-*.png)" '200 1'
	must "$B/bevara" render -C "$T/site" "$JOB"
	pdftotext "$JOB/document/document.pdf" "$T/text"
	equal "$(grep -oE 'post[0-9]{3}slut' "$T/text" | sort -u | wc -l)" 200
	equal "$(grep -oE 'post[0-9]{3}slut' "$T/text" | wc -l)" 200
	echo "$kind: 200 of 200 posts in picture, layout and text"
	rm -rf "$T/site"
done
