#!/bin/bash
# catalogue.sh - bevara catalogue after ten new records beside making the whole
# catalogue of 5,000 anew, small pictures kept in both; wall and CPU time.

. tests/bench/lib.sh
. tests/65-catalogue/catalogue.sh

records=$(pick 5000 200)
words=$(pick 3000 50)
texts=$(pick 200 20)
make_share "$records" words="$words" texts="$texts"
catalogue 0
for ((run = 0; run < RUNS; run++)); do
	measure rebuild "$B/bevara-catalogue" -C "$T/site" --rebuild
	make_share $((records + 10)) start="$records" words="$words" \
	    texts="$texts"
	records=$((records + 10))
	measure update "$B/bevara-catalogue" -C "$T/site"
	grep -q '	10 read	' "$T/measured" ||
	    fail_test "not ten: $(cat "$T/measured")"
	measure nothing "$B/bevara-catalogue" -C "$T/site"
done

echo "catalogue, $records records of $words words, median of $RUNS"
fact "$(du -sm "$K" | cut -f 1) MB in $(find "$K" -type f | wc -l) files"
for name in rebuild update nothing; do
	fact "$name: $(middle $name wall) s, CPU $(middle $name cpu) s," \
	    "$(middle $name peak) KB"
done
at_most 'catalogue: CPU time of ten new records, of a rebuild' \
    "$(reckon "$(middle update cpu) / $(middle rebuild cpu)")" 0.02
at_most 'catalogue: wall time of ten new records, of a rebuild' \
    "$(reckon "$(middle update wall) / $(middle rebuild wall)")" 0.02
