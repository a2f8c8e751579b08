# report.sh - reports that the tests make.  Sourced after lib.sh.

report_head='<?xml version="1.0" encoding="UTF-8"?>
<report xmlns="urn:x-bevara:report:1" xml:lang="sv" kind="prov">
<head><organisation>Exempelköpings kommun</organisation>
<title>Provrapport med många rader</title></head>
<body>'

# table_report ROWS FILE: a table whose every word is another, some rows of
# several lines.
table_report()
{
	{
		echo "$report_head"
		echo '<heading level="1">Konton</heading>'
		echo '<table caption="Alla konton">
<column width="7" align="end">Nr</column>
<column width="12">Kontonamn</column>
<column width="8" align="center">Utfall</column>
<column width="22">Kontrollsumma</column>
<column width="18">Anmärkning</column>'
		awk -v rows="$1" 'BEGIN {
			for (i = 1; i <= rows; i++) {
				printf "<row><cell>n%d</cell><cell>konto-%d på " \
				    "ö%d</cell><cell>u%d</cell><cell><code>", \
				    i, i, i, i
				for (k = 0; k < 8; k++)
					printf "%08x", (i * 2654435761 + \
					    k * 40503 * i) % 4294967296
				printf "</code></cell><cell>"
				for (k = 0; k < i % 4 * 2; k++)
					printf "ord%dx%d ", i, k
				print "</cell></row>"
			}
		}'
		echo '</table></body></report>'
	} >"$2"
}

# odd_report FILE: every element where it is hard to set.
odd_report()
{
	local i long far
	far=https://example.org/$(printf '%0500d' 7)
	long=$(printf 'Rad %s med flera ord så att stycket bryts. ' $(seq 400))
	{
		echo "$report_head"
		echo "<p>$long</p>"
		for i in 1 2 3 1 3 2 3 3 2 1; do
			echo "<heading level=\"$i\">Rubrik $i $i $i</heading>"
		done
		echo '<p/><p> </p><list><item/><item>Ett</item></list>'
		echo "<list ordered=\"true\">"
		for i in $(seq 120); do
			echo "<item>Punkt $i <b>fet <code>kod</code></b></item>"
		done
		echo "<item>$long</item></list>"
		echo '<facts><fact name="Tomt"/><fact name="Långt">'"$long"
		echo '</fact></facts>'
		echo '<table><column>Utan rader</column></table>'
		echo '<table caption="Trång">'
		for i in 1 2 3 4 5 6 7 8 9 10 11; do
			echo '<column width="1">Kolumn</column>'
		done
		echo '<column width="100">Bred</column><row>'
		for i in 1 2 3 4 5 6 7 8 9 10 11; do
			echo "<cell>Kontonummer$i</cell>"
		done
		echo "<cell>$long $long $long</cell></row></table>"
		echo '<table><column>A</column><column>B</column>'
		echo "<row><cell><link href=\"https://example.org/å?a=1&amp;b=2\">"
		echo "<b>en</b> lång länk $long</link></cell><cell/></row></table>"
		echo '<p>Länkar: <link href="mailto:namn@example.org"/>'
		echo '<link href="tel:+46-500-000">tel</link> och'
		printf '<link href="%s">%s</link>.</p>\n' "$far" "$far"
		echo '<picture file="sida.png" alt="En sida" width="5"/>'
		echo '<pagebreak/><pagebreak/>'
		echo '<picture file="sida.png" alt="En sida" width="170"/>'
		echo '<p>Äpple Ωμέγα Жук a&#x301; &#x1f600;&#x1f98a; &#x4e2d;'
		echo '&#xfeff;&#x200d; &#xe000; ﬁ  ­ &#xad;mjukt ½ €</p>'
		echo '<signature role="Roll" name="Exempel Exempelsson"/>'
		echo '<signature role="'"$(printf 'Ordförande %.0s' $(seq 40))"
		echo '"/><heading level="3">Sist</heading></body></report>'
	} | tr -s ' ' >"$1"
}
