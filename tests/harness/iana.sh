#!/bin/bash
# iana.sh FOLDER PORT - replay pages of www.iana.org as they were in 2014, on
# 127.0.0.1, until stopped: pages that none of us wrote.  They come with pywb.
#
# The replay's files are made in FOLDER; its log is FOLDER/log.  A page is
#	http://127.0.0.1:PORT/iana/20140126200624/http://www.iana.org/domains
# and the archive also holds /, /numbers, /protocols, /about, /time-zones,
# /dnssec, /domains/root, /domains/reserved, /domains/int, /domains/arpa.
# All comes from this port, and the page has no frame around it.

set -eu
judges=$(cd "$(dirname "$0")/../.." && pwd)/build/judges
folder=$1
port=$2
[ -x "$judges/bin/wayback" ] || {
	echo "iana.sh: no pywb: run tests/harness/tools.sh python" >&2
	exit 69
}

mkdir -p "$folder"
cd "$folder"
if [ ! -d collections/iana ]; then
	"$judges/bin/wb-manager" init iana >log 2>&1
	"$judges/bin/wb-manager" add iana \
	    "$judges/venv/sample_archive/warcs/iana.warc.gz" >>log 2>&1
fi
printf '%s\n' 'framed_replay: false' 'enable_auto_fetch: false' >config.yaml

exec setpriv --pdeathsig TERM \
    "$judges/bin/wayback" -b 127.0.0.1 -p "$port" -d . >>log 2>&1
