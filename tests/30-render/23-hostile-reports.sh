#!/bin/bash
# A report that is none, or that asks for what a document may not hold, is
# refused with its file and line and what to do, and leaves nothing behind.
. tests/harness/lib.sh

: >"$T/tried"
# refused NAME LINE TEXT: samples/broken/report-NAME.xml.
while IFS='|' read -r name line text; do
	file=report-$name.xml
	echo "$file" >>"$T/tried"
	cd samples/broken
	status 65 timeout 20 "$B/bevara-render" "$file" "$T/ut.pdf"
	cd "$ROOT"
	has "$T/err" "render: $file:$line: "
	has "$T/err" "$text"
	equal "$(wc -l <"$T/err")" 1
	equal "$(cat "$T/out")" ''
	equal "$(ls "$T" | grep -c ut.pdf || :)" 0
done <<'END'
13-columns|21|a table of more than 12 columns: divide it
bad-kind|2|write what kind of report it is in kind, in small letters
bad-time|2|'2026-02-30T12:00:00+01:00' is no time: write created with its offset
column-after-row|12|give 1 to 12 columns, each with its heading, before the rows
column-width-0|9|'0' is no width: write a whole number of parts from 1 to 100
control-character|8|invalid xmlChar value 8
cut|9|end of the document
empty|1|end of the document
empty-heading|9|a heading without text: write one, or leave the element out
empty-list|9|give the list its items
entity-bomb|2|the file has a DOCTYPE, which is not allowed
fact-without-name|9|write <fact name="what it is">its value</fact>
file-link|8|'file:///etc/passwd' is no address that a document may hold: begin it with
level-4|8|write level="1", "2" or "3"
list-in-list|9|a list lies in no other list
no-columns|9|Expected is ( column )
no-head|3|Expected is ( head )
no-language|2|write xml:lang="sv" in its first element
no-title|5|give organisation, title, and subtitle, date and references
other-language|2|write xml:lang="sv" in its first element
outside-entity|2|the file has a DOCTYPE, which is not allowed
paragraph-in-bold|8|Element 'p': This element is not expected
picture-absolute|8|name a PNG file in its own folder
picture-broken|8|inlet-bad-sum.png': its data are broken
picture-huge|8|it is 2147483647 x 2147483647 pixels; at most
picture-missing|9|cannot open './finns-inte.png': No such file
picture-no-png|8|inlet-text.png': the file is cut short
picture-outside|8|name a PNG file in its own folder
picture-too-wide|8|'171' is no width: write whole millimetres from 5 to 170
picture-without-text|8|say in alt what it shows, for those who do not see it
relative-link|8|'sida.html' is no address that a document may hold: begin it with
row-long|11|more cells than the table has columns (2): give each row as many
row-short|12|a row of 1 cells in a table of 2 columns: give each row as many
script-link|8|'javascript:alert(1)' is no address that a document may hold
signature-without-role|8|write in role what the person signs as
table-in-cell|11|a table lies in no other table
tall-headings|11|shorten them, or give their columns more of the width
text-in-body|9|Character content other than whitespace is not allowed
time-without-offset|2|write created with its offset
two-bodies|10|Element 'body': This element is not expected
unknown-element|9|Element 'marquee': This element is not expected
wrong-bytes|8|save the file as UTF-8
wrong-namespace|2|the root element is report with xmlns="urn:x-bevara:report:1"
wrong-root|2|the root element is report with xmlns="urn:x-bevara:report:1"
END

# No broken file was forgotten.
equal "$(ls samples/broken | grep '^report-' | sort)" "$(sort "$T/tried")"

# ---- what is no file ----
status 65 "$B/bevara-render" "$T/finns-inte.xml" "$T/ut.pdf"
has "$T/err" "finns-inte.xml"
mkfifo "$T/ror.xml"
status 65 timeout 20 "$B/bevara-render" "$T/ror.xml" "$T/ut.pdf"
ln -s "$ROOT/samples/report/arkiveringsrapport.xml" "$T/lank.xml"
if timeout 20 "$B/bevara-render" "$T/lank.xml" "$T/ut.pdf" 2>/dev/null; then
	fail_test "a link was followed"
fi
equal "$(ls "$T" | grep -c ut.pdf || :)" 0

# ---- a paragraph without end, and a table without end of columns ----
. tests/30-render/report.sh
{ echo "$report_head<p>"; head -c 400000 /dev/zero | tr '\0' a
    echo '</p></body></report>'; } >"$T/lang.xml"
status 65 timeout 60 "$B/bevara-render" "$T/lang.xml" "$T/ut.pdf"
has "$T/err" 'more than 262144 bytes of text in one piece: divide it'

# ---- 10,000 rows take the memory of their pages, and no more ----
must table_report 10000 "$T/stor.xml"
must "$JUDGES/bin/python" - "$B/bevara-render" "$T/stor.xml" "$T/stor.pdf" <<'END'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(round(mb), 'MB')
sys.exit(mb > 200)
END
