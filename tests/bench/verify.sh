#!/bin/bash
# verify.sh - bevara verify of 10,000 packages beside one sha256sum -c of all
# their lists, and bagit.py on bags of the same files; wall time, warm cache.
# Once with packages as describe makes them, once with three files each.

. tests/bench/lib.sh
. tests/bench/packages.sh
need python

packages=$(pick 10000 20)

# contest DIR: all three in turns; what was read once is in the cache.
contest()
{
	local share=$1/site/arkiv/2026-H2 run
	fill_share "$1" "$packages"
	one_list "$1"
	bags "$1"
	cd "$share"
	sha256sum --quiet -c "$1/all.sha256"
	cd "$ROOT"
	must "$B/bevara-verify" -C "$1/site"
	for ((run = 0; run < RUNS; run++)); do
		measure verify "$B/bevara-verify" -C "$1/site"
		cd "$share"
		measure sha256sum sha256sum --quiet -c "$1/all.sha256"
		cd "$ROOT"
		measure bagit "$JUDGES/bin/python" -m bagit --validate \
		    --quiet "$1"/bags/*
	done
}

# tell WHAT DIR
tell()
{
	local name
	echo "verify, $packages packages $1, wall time, warm, median of $RUNS"
	fact "$(wc -l <"$2/all.sha256") files, $(cd "$2/site/arkiv/2026-H2" && du -sm --apparent-size . | cut -f 1) MB"
	for name in verify sha256sum bagit; do
		fact "$name: $(middle $name wall) s, CPU $(middle $name cpu) s"
	done
	at_least "verify ($1): times faster than sha256sum -c" \
	    "$(reckon "$(middle sha256sum wall) / $(middle verify wall)")" 3.5
	at_least "verify ($1): times faster than bagit.py" \
	    "$(reckon "$(middle bagit wall) / $(middle verify wall)")" 8
	rm -rf "$2" "$T"/*.times
}

mkdir "$T/three" "$T/whole"
three_share "$T/three"
contest "$T/three"
tell 'of 3 files' "$T/three"
described_share "$T/whole"
contest "$T/whole"
tell 'as described' "$T/whole"
