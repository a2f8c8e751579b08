#!/bin/bash
# Sixty PDFs or more, tall and on A4, and among them those of each odd page in
# samples/, pass veraPDF as PDF/A-1b, PDF/A-1a and PDF/UA-1; and their packages
# have no error by two validators.  The tests before this one judge them and
# leave lists of what passed; a test whose list is not there, or is older than
# a tool, is run here.
# alone
. tests/harness/lib.sh

for test in tests/flow/02-*.sh tests/flow/1[0-5]-*.sh; do
	list=$B/passed/${test##*/}
	for file in "$test" tests/flow/odd.sh "$B"/bevara-*; do
		[ "$list" -nt "$file" ] || rm -f "$list"
	done
	[ -e "$list" ] || "$test" >"$T/log" 2>&1 ||
	    fail_test "$test: $(tail -n 40 "$T/log")"
	cat "$list" >>"$T/passed"
done

# A page that two tests judge counts once.
sort -u "$T/passed" >"$T/all"
awk -F '\t' '
$1 == "aip" { aips++; next }
{ pdf = $2 "\t" $3; said[pdf] = said[pdf] " " $1 }
END {
	for (pdf in said) print "pdf\t" pdf "\t" said[pdf]
	print "aips\t" aips
}' "$T/all" | sort >"$T/table"
sed -n 's/^pdf\t//p' "$T/table"
pdfs=$(grep -c '^pdf' "$T/table")
equal "$(grep '^pdf' "$T/table" | grep -c "$(printf '\t 1a 1b ua1$')")" "$pdfs"
for sample in samples/odd-*; do
	for paper in document document-a4; do
		has "$T/table" "$(printf 'pdf\t%s\t%s\t' "$paper" \
		    "${sample##*/}")"
	done
done
[ "$pdfs" -ge 60 ] || fail_test "only $pdfs PDFs"
aips=$(sed -n 's/^aips\t//p' "$T/table")
[ "$aips" -ge 30 ] || fail_test "only $aips packages"
echo "$aips packages without an error of $aips"
echo "$pdfs PDFs PASS of $pdfs: 1b, 1a, ua1"
