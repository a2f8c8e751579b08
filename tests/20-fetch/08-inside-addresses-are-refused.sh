#!/bin/bash
# Goal: a page cannot lead the archive into the network.  A redirect to an
# address that bevara.xml does not allow ends before any browser; a picture
# from there is refused, and the refusal is in capture.xml.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

serve samples/redirect-inside/00-site
order "http://127.0.0.1:$PORT/"
rejected error 1
sign internal-address error
has "$T/err" 'bevara.xml'
equal "$(value software/@browser)" ''
[ ! -e "$JOB/capture/capture.warc.gz" ] || fail_test 'a browser was started'

cp -r samples/plain-page/00-site "$T/page"
serve "$T/page"
inside=127.0.0.2:$PORT
sed -i "s|<body>|<body><img src='http://$inside/secret.png' alt=''>|" \
    "$T/page/index.html"
rm -r "$T/site"
order "http://127.0.0.1:$PORT/"
fetch 0
equal "$(value "refused[@address='$inside']/@count")" 1
hasnt "$SERVER_LOG" secret.png
