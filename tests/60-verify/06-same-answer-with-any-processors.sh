#!/bin/bash
# What verify prints does not depend on how many processors there are, however
# much is wrong; and each file is opened and read once.

. tests/harness/lib.sh
. tests/harness/package.sh

need strace
need taskset
plain_site
place_many 9
P=$S/2026-H2
id()
{
	echo "prov-${1}_20261123T120000Z"
}

# Each file once: as many are opened to be read as there are, and folders.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
must strace -f -qq -o "$T/trace" -e trace=openat \
    "$B/bevara-verify" -C "$T/site" --no-report
for name in METS.xml document.pdf premis.xml "$(id 4).sha256" \
    '2026-11-23 Prov 4, Facebook.pdf'; do
	equal "$(grep -c "\"$name\"" "$T/trace")" \
	    "$(find "$P" -name "$name" | wc -l)"
done

for i in 1 3 5 7 9; do
	echo x >>"$P/$(id $i)/documentation/order.xml"
	rm "$P/$(id $i)/metadata/preservation/premis.xml"
	echo x >"$P/$(id $i)/new"
done
echo x >>"$P/$(id 2)/METS.xml"
rm -r "${P:?}/$(id 4)"
rm "$P/$(id 6).sha256"
echo x >"$P/Thumbs.db"
mkdir "$P/$(id 8).part-abcdef"

status 1 taskset -c 0 "$B/bevara-verify" -C "$T/site" --no-report
cp "$T/out" "$T/one"
[ "$(wc -l <"$T/one")" -gt 20 ] || fail_test "too little was found"
for ((n = 0; n < 20; n++)); do
	status 1 "$B/bevara-verify" -C "$T/site" --no-report
	same_file "$T/out" "$T/one"
done
# Threads that get their turn in another order.
for call in openat read close; do
	status 1 strace -f -qq -o "$T/trace" -e trace=$call \
	    -e inject=$call:delay_enter=2000:when=1+3 \
	    "$B/bevara-verify" -C "$T/site" --no-report
	same_file "$T/out" "$T/one"
done

# Findings come by package, and packages by name.
cut -f 2 "$T/one" | grep "^2026-H2/prov-.*_.*/" | grep -o 'prov-[0-9]' \
    >"$T/order"
sort -c "$T/order" || fail_test 'packages are not in the order of their names'
