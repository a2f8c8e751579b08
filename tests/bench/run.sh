#!/bin/bash
# run.sh [--quick] [ROW...] - `make bench`: every row of the design's table of
# speed, against the programs that a user would take instead; or the rows named
# (render, fetch, place, verify, deep, log, catalogue).
#
# First the machine's facts; then for each row what was measured, indented, and
# one line per ratio, split by tabs: what, how much, its bound, met or not met.
# Ends with 1 only if something did not work.  RUNS: how often each runs (3).

set -u
cd "$(dirname "$0")/../.." || exit 1
BENCH=full
if [ "${1:-}" = --quick ]; then
	BENCH=quick
	shift
fi
export BENCH
[ $# -gt 0 ] || set -- render fetch place verify deep log catalogue

version()
{
	printf '  %s: %s\n' "$1" "$("${@:2}" 2>/dev/null | head -n 1)"
}

echo "machine, $(date -u +%Y-%m-%d)"
echo "  $(nproc) processors, $(sed -n 's/^model name\t*: //p' /proc/cpuinfo | head -n 1), $(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GB, load $(cut -d ' ' -f 1 /proc/loadavg)"
echo "  SHA in the processor: $(grep -q -w sha_ni /proc/cpuinfo && echo yes || echo no)"
version kernel uname -sr
version compiler cc --version
version Chromium chromium --version
version Ghostscript gs --version
version sha256sum sha256sum --version
version bagit.py build/judges/bin/python -c \
    "import importlib.metadata as m; print(m.version('bagit'))"
version OpenSSL openssl version

failed=0
for row; do
	"tests/bench/$row.sh" || {
		echo "bench: '$row' did not work" >&2
		failed=1
	}
done
exit $failed
