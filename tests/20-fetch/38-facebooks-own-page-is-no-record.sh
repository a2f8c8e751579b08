#!/bin/bash
# Goal: the page that Facebook really shows to browsers that it does not take,
# kept in another archive's samples, is no record, whatever words are expected.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

need python
need zstd
mkdir "$T/page"
"$JUDGES/bin/python" - "$JUDGES/pages/fb.warc.gz" >"$T/page.zst" <<'P'
import sys
from warcio.archiveiterator import ArchiveIterator
for record in ArchiveIterator(open(sys.argv[1], "rb")):
    if record.rec_type == "response" and record.rec_headers.get_header(
            "WARC-Target-URI").endswith("/unsupportedbrowser"):
        sys.stdout.buffer.write(record.content_stream().read())
P
zstd -qdc "$T/page.zst" >"$T/page/_browser.html"
cat >"$T/page/_rules.txt" <<'R'
/ redirect /unsupportedbrowser
/unsupportedbrowser file /_browser.html
R
serve "$T/page"
make_site
only_account "$T/site" $ACCOUNT
set_account "$T/site" $ACCOUNT plattform facebook

order "http://127.0.0.1:$PORT/" Facebook
rejected error 1
sign facebook-browser error
has "$T/err" 'does not accept the browser'

order "http://127.0.0.1:$PORT/"
rejected error 1
has "$T/err" 'does not accept the browser'
