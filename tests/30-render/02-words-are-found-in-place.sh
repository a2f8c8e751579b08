#!/bin/bash
# The invisible text is the page's: every word is found by pdftotext, in the
# page's order, and within 1 pixel of where the layout has it.
. tests/harness/lib.sh
need pdftotext

must "$B/tests/30-render/test_capture" make mixed "$T/job"
must "$B/bevara-render" "$T/job"
pdf=$T/job/document/document.pdf

# ---- in order, with leftward scripts turned right ----
must pdftotext -layout "$pdf" "$T/text"
LC_ALL=C sed 's/\xe2\x80[\xaa-\xae]//g; s/^ *//; s/  */ /g; /^$/d; s/\f//' \
    "$T/text" | head -n 10 >"$T/got"
cat >"$T/want" <<'END'
Språk på sidan
Räksmörgås åt jag på ön, å så gott det var
Привет мир из муниципалитета
Καλημέρα κόσμε
مرحبا بالعالم في البلدية
שלום עולם
市政府网站 欢迎 您
こんにちは 世界
Glad 😀 familj 👨‍👩‍👧‍👦 flagga 🇸🇪 slut
Sammanskrivet in English och svenska igen
END
same_file "$T/got" "$T/want"

# ---- in place: 0.72 points are a pixel; leftward words are turned there ----
must pdftotext -bbox "$pdf" "$T/bbox"
sed -n 's/.*xMin="\([0-9.]*\)" yMin="\([0-9.]*\)" xMax="\([0-9.]*\)".*>\(.*\)<\/word>/\1 \2 \3 \4/p' \
    "$T/bbox" | awk '{ printf "%s %.0f %.0f %.0f\n", $4, $1 / 0.72, $2 / 0.72,
	($3 - $1) / 0.72 }' >"$T/found"
awk '
/<run /	{ split($0, a, "\""); y = a[4]; rtl = /rtl=/; join = /join=/ }
/<w /	{
	split($0, a, "\"")
	gsub(/.*">|<\/w>.*/, "")
	# Outside the page, leftward, or joined into one word by the reader.
	if (a[2] >= 0 && !rtl && !join && $0 != "Sam")
		print $0, a[2], y, a[4]
}' "$T/job/capture/layout.xml" >"$T/wanted"
[ "$(wc -l <"$T/wanted")" -ge 60 ] || fail_test "too few words to compare"
while read -r word x y w; do
	awk -v x="$x" -v y="$y" -v w="$w" -v word="$word" '
	function near(a, b) { return a - b <= 1 && b - a <= 1 }
	$1 == word && near($2, x) && near($3, y) && near($4, w) { found = 1 }
	END { exit !found }' "$T/found" ||
	    fail_test "'$word' is not at $x,$y, $w wide"
done <"$T/wanted"

# ---- what cannot be seen is not there ----
hasnt "$T/text" osynligt
