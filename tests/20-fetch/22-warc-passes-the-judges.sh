#!/bin/bash
# The WARC that we write is whole in the eyes of two programs that are not
# ours, and both really verify its digests: with one digit of a digest, or one
# letter of a block changed, both refuse it.

. tests/harness/lib.sh

must "$B/tests/20-fetch/test_warc" "$T/a.warc.gz"
warcio_ok "$T/a.warc.gz"
jwarc_ok "$T/a.warc.gz"
hasnt "$T/judge" 'fail'

# Unpacked, so that a change does not break the compression instead.
gzip -dc "$T/a.warc.gz" >"$T/a.warc"
warcio_ok "$T/a.warc"
jwarc_ok "$T/a.warc"

# refused NAME SED: both judges refuse the file after this change.
refused()
{
	sed "$2" "$T/a.warc" >"$T/$1.warc"
	! cmp -s "$T/a.warc" "$T/$1.warc" || fail_test "nothing changed: $1"
	status 1 "$JUDGES/bin/warcio" check "$T/$1.warc"
	status 1 "$JUDGES/bin/jwarc" validate "$T/$1.warc"
}

refused block 's/^\(WARC-Block-Digest: sha256:\)....../\1000000/'
refused payload 's/^\(WARC-Payload-Digest: sha256:\)....../\1000000/'
refused letter 's/<p>hej/<p>nej/'
