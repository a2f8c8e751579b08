# catalogue.sh - an archive share with made-up records, for the tests of the
# catalogue; sourced after harness/lib.sh.  $S is the share, $K its katalog/.

. tests/harness/package.sh

S=$T/site/arkiv
[ -f "$T/site/bevara.xml" ] || plain_site
K=$S/katalog
chmod 755 "$T"

# catalogue STATUS [OPTION...]: make it.
catalogue()
{
	local want=$1
	shift
	status "$want" "$B/bevara-catalogue" -C "$T/site" "$@"
}

# make_share N [NAME=VALUE...]: so many records; see share.py.
make_share()
{
	need python
	must "$JUDGES/bin/python" tests/65-catalogue/share.py "$S" "$@"
}

# page_text TEXT...: a layout.xml that says this, a paragraph each; what stands
# after "KOMMENTAR " is marked as a comment.
page_text()
{
	local text word mark
	echo '<layout xmlns="urn:x-bevara:layout:1" width="1" height="1" comments="marked"><body>'
	for text; do
		mark=
		[ "${text#KOMMENTAR }" = "$text" ] || mark=' comment="true"'
		echo "<paragraph><run x=\"0\" y=\"0\" w=\"1\" h=\"1\" size=\"1\"$mark>"
		for word in ${text#KOMMENTAR }; do
			echo "<w x=\"0\" w=\"1\">$word</w>"
		done
		echo '</run></paragraph>'
	done
	echo '</body></layout>'
}

# put_record ID NAME TITLE [TEXT...]: a record of 2026-H2.  What is given is
# put in as it stands in XML.  $R is the package; seal makes its list.
put_record()
{
	local id=$1 name=$2 title=$3
	shift 3
	R=$S/2026-H2/$id
	rm -rf "$R" "$S/2026-H2/$id.pdf"
	mkdir -p "$R/documentation" "$R/metadata/other" \
	    "$R/representations/pdfa/data"
	cat >"$R/metadata/other/retention.xml" <<-END
	<retention xmlns="urn:x-bevara:retention:1"><rule row="r1">
	<recordType>Ögonblicksbild</recordType><action>bevaras</action>
	<registration>nej</registration><storage>Arkivytan</storage>
	</rule></retention>
	END
	cat >"$R/documentation/order.xml" <<-END
	<order xmlns="urn:x-bevara:order:1" period="2026-H2">
	<account id="${id%%_*}" status="active"><name>$name</name>
	<platform>facebook</platform>
	<address>https://www.example.org/Exempelkonto</address>
	<board>Kommunstyrelsen</board>
	<person part="responsible"><name>Exempel Exempelsson</name></person>
	</account>
	<rule row="r1"><recordType>Ögonblicksbild</recordType>
	<action>bevaras</action></rule></order>
	END
	cat >"$R/documentation/capture.xml" <<-END
	<capture xmlns="urn:x-bevara:capture:1" id="$id">
	<time started="2026-11-23T12:00:00Z" ended="2026-11-23T12:00:00Z"/>
	<page width="1366" height="900"><title>$title</title></page>
	<verdict value="good"/></capture>
	END
	page_text "$@" >"$R/documentation/layout.xml"
	make_pdf "$id" >"$R/representations/pdfa/data/document.pdf"
	cp "$R/representations/pdfa/data/document.pdf" "$R.pdf"
	seal "$id"
}

# seal ID: its list anew, of what is there.
seal()
{
	(cd "$S/2026-H2" && {
		find "$1" -type f -print0
		printf '%s\0' "$1.pdf"
	} | LC_ALL=C sort -z | xargs -0 sha256sum >"$1.sha256")
}

# make_pdf TEXT: a small one, with its own picture.
make_pdf()
{
	cat <<-END
	%PDF-1.4
	1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
	2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
	3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 600]/Contents 4 0 R
	/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
	4 0 obj<</Length 99>>stream
	BT /F1 20 Tf 10 550 Td ($1) Tj ET
	endstream endobj
	trailer<</Root 1 0 R>>
	END
}

# use WIDTH [PICTURE.png [PAPER.pdf]]: the page in a browser; standard input
# is JavaScript, a line each, as look.py says.  What it printed is in $T/used.
use()
{
	local got=0 width=$1
	shift
	need python
	need axe
	"$JUDGES/bin/python" tests/65-catalogue/look.py "$JUDGES" \
	    "$S/index.html" "$width" "$@" >"$T/used" 2>&1 || got=$?
	[ $got = 0 ] || {
		cat "$T/used" >&2
		fail_test "the browser ended with $got"
	}
	has "$T/used" 'passed	'
	for bad in violation wide request dialog error; do
		! grep "^$bad	" "$T/used" >&2 || fail_test "$bad at $width"
	done
}

# given N: what the Nth line of use's input gave, as JSON.
given()
{
	grep '^value	' "$T/used" | sed -n "$1p" | cut -f 2-
}

# SEARCH: JavaScript that defines find(text): search for it, and wait for the
# end; gives how many were found.
SEARCH='window.find = async (q) => { const by = (id) => document.getElementById(id); while (by("sok").hidden) await new Promise(r => setTimeout(r, 5)); by("ord").value = q; by("lage").textContent = ""; by("sok").requestSubmit(); do { await new Promise(r => setTimeout(r, 5)); } while (!/^(Inga|Skriv|[0-9\u00a0]+ handling)/.test(by("lage").textContent) || /hittills/.test(by("lage").textContent)); await new Promise(r => setTimeout(r, 30)); const n = /^([0-9\u00a0]+) /.exec(by("lage").textContent); return n === null ? 0 : Number(n[1].replace(/\u00a0/g, "")); }'

# all_of_it: what a reader of the share can find in the catalogue's files.
all_of_it()
{
	find "$S/index.html" "$K" -type f ! -name '*.jpg' -exec cat {} +
	find "$K" | sed "s|^$T||"
}
