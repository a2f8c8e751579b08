#!/bin/bash
# Goal: all that leaves the browser goes through the guard, as the kernel sees
# it: its processes connect to nothing but the guard, and no packet leaves them
# otherwise.  What it wants of its maker is refused and told.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh
need strace

serve samples/plain-page/00-site
order "http://127.0.0.1:$PORT/"
TMPDIR=$T strace -f -qq -yy -e signal=none \
    -e trace=connect,sendto,sendmsg,sendmmsg,write,writev \
    -o "|grep -aE '<(TCP|UDP|RAW|ICMP)' >'$T/calls'" \
    "$B/bevara-fetch" -C "$T/site" "$JOB" >"$T/out" 2>"$T/err" ||
    fail_test "$(cat "$T/err")"
equal "$(value verdict/@value)" good

# The tool itself and its guard connect to the server; all else to the guard.
grep -a 'connect(' "$T/calls" >"$T/connects"
grep -a '<TCP' "$T/connects" | grep -aoE 'sin6?_port=.*' |
    sed -nE 's/^[^(]*\(([0-9]+)\).*inet_[a-z]+\([^"]*"([^"]*)".*/\2 \1/p' |
    sort -u >"$T/where"
has "$T/where" "127.0.0.1 $PORT"
equal "$(grep -vc '^127\.0\.0\.1 ' "$T/where" || :)" 0
equal "$(wc -l <"$T/where")" 2
equal "$(grep -a '<TCP' "$T/connects" | grep -avc 'sin_addr=inet_addr("127' \
    || :)" 0

# A datagram socket may be asked which way it would go; nothing goes there.
grep -a '<UDP\|<RAW\|<ICMP' "$T/calls" | grep -av 'connect(' >"$T/packets" || :
equal "$(cat "$T/packets")" ''

# It did try: else this test would show nothing.
[ "$(grep -c "the browser's own call to its maker" "$CAPTURE")" -ge 1 ] ||
    fail_test "no call home was tried: $(cat "$CAPTURE")"
