#!/bin/bash
# What a report says is in its PDF, every word and every row in order, visible
# and in embedded fonts: the headings of a table on each of its pages, no word
# over another or outside the page, links that lead where they should, letters
# that no font has as a box that is told.  The same report gives the same bytes.
. tests/harness/lib.sh
. tests/30-render/report.sh
need pdftotext
need python

render=$B/bevara-render
must table_report 400 "$T/rader.xml"
must "$render" "$T/rader.xml" "$T/rader.pdf"
pages=$(pdfinfo "$T/rader.pdf" | sed -n 's/^Pages: *//p')
equal "$(cat "$T/out")" "$T/rader.pdf	$pages"
equal "$(cat "$T/err")" ''
[ "$pages" -gt 12 ] || fail_test "only $pages pages"

# ---- all words of all rows, in the order of the content ----
# squeezed: without what stands on every page, and without any space.
squeezed()
{
	tr -d '\f' | grep -v -e '^Exempelköpings kommun' -e '^Provrapport med många rader$' \
	    -e '^sida [0-9]* av ' -e '^Nr Kontonamn Utfall Kontrollsumma Anm' |
	    tr -d ' \n'
}
pdftotext -raw "$T/rader.pdf" - | squeezed >"$T/got"
sed -n '/<row>/s/<[^>]*>//gp' "$T/rader.xml" | squeezed >"$T/want"
[ "$(wc -c <"$T/want")" -gt 40000 ]
printf 'KontonAllakonton' | cat - "$T/want" >"$T/all"
cmp "$T/got" "$T/all"

# ---- and of the structure: a digest is whole there, over three lines ----
must table_report 14 "$T/få.xml"
must "$render" "$T/få.xml" "$T/få.pdf"
pdfinfo -struct-text "$T/få.pdf" >"$T/struct"
awk '
/^ *TR/ { if (row != "") print row; row = "" }
/^ *"/ { s = $0; sub(/^ *"/, "", s); sub(/ *"$/, "", s); row = row "|" s }
END { print row }' "$T/struct" | tail -n 14 >"$T/got"
sed -n 's/ *<.cell><.row>$//; s/<row>//; s/<code>//; s/<.code>//
    s/ *<.cell>//g; s/<cell>/|/gp' "$T/få.xml" | sed 's/|$//' >"$T/want"
equal "$(wc -l <"$T/want")" 14
same_file "$T/got" "$T/want"
# Headings that are repeated are no content, nor are the margins.
equal "$(grep -c '"Kontonamn' "$T/struct")" 1
equal "$(grep -c 'sida ' "$T/struct" || :)" 0

# ---- the head and the foot of every page, the table's headings on each ----
for ((page = 1; page <= pages; page++)); do
	pdftotext -layout -f $page -l $page "$T/rader.pdf" "$T/page"
	has "$T/page" "sida $page av $pages"
	head -n 1 "$T/page" | grep -q '^Exempelköpings kommun  *Provrapport med'
	equal "$(grep -c 'Nr *Kontonamn *Utfall *Kontrollsumma *Anm' \
	    "$T/page")" 1
	grep -q 'konto-' "$T/page" || fail_test "no row on page $page"
done

# ---- no word over another, none outside the margins ----
# apart FILE: by the boxes that poppler finds.
apart()
{
	pdftotext -bbox "$1" "$T/boxes"
	"$JUDGES/bin/python" - "$T/boxes" <<'END'
import re, sys
words = bad = 0
pages = open(sys.argv[1], encoding='utf-8').read().split('<page ')[1:]
for n, page in enumerate(pages, 1):
    boxes = sorted((float(b), float(a), float(d), float(c), w)
        for a, b, c, d, w in re.findall(r'<word xMin="(.*?)" yMin="(.*?)" '
        r'xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page))
    for i, (top, left, bottom, right, word) in enumerate(boxes):
        words += 1
        if left < 56 or right > 539.5 or top < 28 or bottom > 816:
            print('page', n, 'outside:', word, left, right, top, bottom)
            bad += 1
        for t, l, b, r, other in boxes[i + 1:]:
            if t >= bottom - 0.3:
                break
            if l < right - 0.3 and left < r - 0.3:
                print('page', n, 'overlap:', word, other)
                bad += 1
print(words, 'words')
sys.exit(bad > 0 or words < 50)
END
}
must apart "$T/rader.pdf"
[ "$(grep -o '^[0-9]*' "$T/out")" -gt 3500 ]
must odd_report "$T/udda.xml"
cp samples/report/sida.png "$T"
must "$render" "$T/udda.xml" "$T/udda.pdf"
for cp in 1F98A 4E2D FEFF E000; do
	has "$T/err" "no font has the letter U+$cp: its number stands in a box"
done
equal "$(wc -l <"$T/err")" 4
must apart "$T/udda.pdf"

# ---- every letter is copied as it was written ----
tr -d '\n\f ' < <(pdftotext -raw "$T/udda.pdf" -) >"$T/letters"
for letters in ÄppleΩμέγαЖук 😀🦊 中 ﬁ ½€ tel "https://example.org/000" \
    Punkt119fetkod 120.Punkt120fet Kontonummer11; do
	tr -d '\n' <"$T/letters" | grep -qF -- "$letters" ||
	    fail_test "not found: $letters"
done

# ---- fonts are embedded, in part, and say what their codes mean ----
pdffonts "$T/udda.pdf" | tail -n +3 >"$T/fonts"
equal "$(wc -l <"$T/fonts")" 3
equal "$(grep -cE '^[A-Z]{6}\+DejaVuSans.* CID TrueType +Identity-H +yes yes yes ' \
    "$T/fonts")" 3

# ---- links ----
must "$render" samples/report/arkiveringsrapport.xml "$T/prov.pdf"
pdfinfo -url "$T/prov.pdf" >"$T/urls"
for url in https://www.example.org/sociala-medier/arkiv \
    https://social.example.org/@biblioteket \
    'https://video.example.org/se?v=exempel'; do
	has "$T/urls" "$url"
done
# The one that is broken over two lines can be clicked on both.
equal "$(grep -c 'https://social' "$T/urls")" 2
must apart "$T/prov.pdf"

# ---- a heading stays with what follows ----
for ((lines = 28; lines < 42; lines++)); do
	{
		echo "$report_head"
		for ((i = 0; i < lines; i++)); do echo "<p>Rad</p>"; done
		echo '<heading level="1">Rubrik</heading><p>Följer</p>'
		echo '</body></report>'
	} >"$T/delad.xml"
	rm -f "$T/delad.pdf"
	must "$render" "$T/delad.xml" "$T/delad.pdf"
	# The page that has one has the other: the form feed is between pages.
	pdftotext "$T/delad.pdf" - | awk -v RS='\f' '
	/Rubrik/ || /Följer/ { if (!/Rubrik.*Följer/) exit 1; n++ }
	END { exit n != 1 }' || fail_test "apart after $lines lines"
	pdfinfo "$T/delad.pdf" | sed -n 's/^Pages: *//p' >>"$T/pages"
done
# Both ways came about.
equal "$(sort -u "$T/pages" | tr '\n' ' ')" '1 2 '

# ---- the same bytes, anywhere and again; never over another file ----
cp -r samples/report "$T/annan"
must env TZ=Asia/Tokyo LC_ALL=C HOME=/nonexistent "$render" \
    "$T/annan/arkiveringsrapport.xml" "$T/annan/p.pdf"
same_file "$T/annan/p.pdf" "$T/prov.pdf"
before=$(stat -c '%i %Y' "$T/prov.pdf")
must "$render" samples/report/arkiveringsrapport.xml "$T/prov.pdf"
equal "$(stat -c '%i %Y' "$T/prov.pdf")" "$before"
sed -i 's/1 204/1 205/' "$T/annan/arkiveringsrapport.xml"
status 65 "$render" "$T/annan/arkiveringsrapport.xml" "$T/prov.pdf"
has "$T/err" 'is there and holds something else: remove it, or give another'
equal "$(stat -c '%i %Y' "$T/prov.pdf")" "$before"
equal "$(find "$T" -name '*.part-*')" ''

# ---- usage ----
status 64 "$render" -p a4 "$T/rader.xml" "$T/ny.pdf"
status 64 "$render" --check "$T/rader.pdf" "$T/ny.pdf"
status 65 "$render" "$T/rader.xml" "$T/finns inte/ny.pdf"
[ ! -e "$T/ny.pdf" ]
