#!/bin/bash
# Goal: an ordinary page becomes a whole capture: every file is there, valid
# and as capture.xml says, and all that the visitor saw is in it.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

serve samples/plain-page/00-site
order "http://127.0.0.1:$PORT/"
fetch 0
DIR=$JOB/capture

equal "$(cat "$T/out")" "$ACCOUNT	good	$(value capture/@id)"
equal "$(value verdict/@value)" good
xsd_ok 20-fetch.capture.xsd "$CAPTURE"
xsd_ok 20-fetch.answer.xsd "$DIR/answer.xml"
xsd_ok 20-fetch.layout.xsd "$DIR/layout.xml"

# The hand-off says of itself what it was made from and what it holds.
equal "$(value order/@sha256)" "$(sha256sum <"$JOB/order.xml" | cut -c1-64)"
files=$(xmllint --xpath '//*[local-name()="file"]/@name' "$CAPTURE" |
    sed 's/.*"\(.*\)"/\1/')
equal "$(sort <<<"$files")" \
    "$(cd "$DIR" && find . -type f ! -name capture.xml | cut -c3- | sort)"
for f in $files; do
	equal "$(value "file[@name='$f']/@sha256")" \
	    "$(sha256sum <"$DIR/$f" | cut -c1-64)"
	equal "$(value "file[@name='$f']/@sha512")" \
	    "$(sha512sum <"$DIR/$f" | cut -c1-128)"
done

# The pictures are as large as they say, and cover the page without a gap.
y=0
for f in "$DIR"/slice-*.png; do
	name=$(basename "$f")
	equal "$(value "slice[@file='$name']/@y")" "$y"
	h=$(value "slice[@file='$name']/@height")
	case $(file "$f") in
	*"PNG image data, $(value page/@viewportWidth) x $h,"*)	;;
	*)	fail_test "not a picture of that size: $(file "$f")" ;;
	esac
	y=$((y + h))
done
equal "$(value page/@height)" "$y"

# Text of the page, of its scripts, of a lazy part; in four scripts.
text=$(xmllint --xpath '//*[local-name()="run"]/*[local-name()="w"]/text()' \
    "$DIR/layout.xml" | tr '\n' ' ')
for word in Exempelköpings Torggatan händer sagostund Östergötland \
    вимкнено المياه 示例用户 👏👏👏; do
	grep -qF "$word" <<<"$text" || fail_test "no '$word' in the layout"
done
has "$DIR/page.html" 'Finns det sagostund'
equal "$(value page/@language)" sv
equal "$(value page/title)" 'Exempelköpings kommun – vår kanal'
