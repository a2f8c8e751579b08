#!/bin/bash
# A file that cannot be taken is refused with its name, what is wrong and what
# to do; within seconds and little memory, and nothing is left of it.

. tests/harness/lib.sh
. tests/20-fetch/inlet.sh

inlet_site

# A bomb must find no room; a sanitizer's shadow takes more than any bound.
memory=600000
nm "$B/bevara-inlet" 2>/dev/null | grep -q __asan_init && memory=unlimited

# refused FILE TEXT
refused()
{
	(ulimit -v $memory -t 20
	status 65 "$B/bevara" inlet -C "$T/site" --account $ACCOUNT \
	    --by "$BY" "$1") || fail_test "not refused: $1"
	has "$T/err" "'$1'"
	has "$T/err" "$2"
	[ ! -s "$T/out" ] || fail_test "$1: a line on stdout"
	equal "$(ls -A "$FIRST" | paste -s -d ' ')" '.lock order.xml'
	equal "$(jobs_made)" 1
}

seen=0
while IFS='|' read -r name text; do
	refused "samples/broken/$name" "$text"
	seen=$((seen + 1))
done <<'END'
inlet-bad-sum.png|cut or damaged
inlet-cut.jpg|save it once more
inlet-cut.png|save it once more
inlet-document.pdf|it is a PDF
inlet-drawing.svg|save it as PNG
inlet-film.mp4|it is a film
inlet-gif.png|it is a GIF picture
inlet-heic.jpg|most compatible
inlet-high.png|it is 200000 pixels high; at most 100000 are taken (hojd
inlet-huge-size.jpg|at most 20000
inlet-huge-size.png|at most 20000
inlet-interlaced-large.png|at most 64000000
inlet-no-end.png|cut or damaged
inlet-office.png|Office document
inlet-only-start.jpg|cut, damaged
inlet-print-colours.jpg|CMYK
inlet-scan.tif|it is a TIFF picture
inlet-script.html|neither a PNG or JPEG
inlet-square.png|20000 x 20000 pixels; at most 200000000
inlet-text.png|whatever its name says
inlet-webp.jpg|it is a WebP picture
inlet-wide.png|it is 40000 pixels wide; at most 20000
inlet-zero-bytes.png|it is empty
inlet-zero-height.jpg|cut, damaged
inlet-zero-size.png|cut or damaged
END
equal "$(ls samples/broken/inlet-* | wc -l)" $seen

ln -s "$PWD/$HANDED/rgb.png" "$T/link.png"
refused "$T/link.png" 'symbolic link'
mkfifo "$T/pipe.png"
refused "$T/pipe.png" 'no ordinary file'
mkdir "$T/folder.png"
refused "$T/folder.png" 'it is a folder'
refused "$T/none.png" 'no such file'
truncate -s 201M "$T/large.png"
refused "$T/large.png" 'at most 209715200'

# A good picture before a bad one leaves nothing either.
status 65 "$B/bevara" inlet -C "$T/site" --account $ACCOUNT --by "$BY" \
    $HANDED/rgb.png samples/broken/inlet-bad-sum.png
equal "$(ls -A "$FIRST" | paste -s -d ' ')" '.lock order.xml'
status 65 "$B/bevara" inlet -C "$T/site" --account $ACCOUNT --by "$BY" \
    $HANDED/rgb.png samples/plain-page/00-site/index.html
has "$T/err" 'by itself'

# Arguments.
for wrong in '--account x' "--by $ACCOUNT" '--drop --account x' \
    '--account X --by Y' '--period 2026-H2 --account x --by y'; do
	# shellcheck disable=SC2086
	status 64 "$B/bevara" inlet -C "$T/site" $wrong $HANDED/rgb.png
done
for at in 2026-13 2026-02-30 2999-01-01 26 2026-H3 igår; do
	inlet 64 --at $at $HANDED/rgb.png
done
for url in 'ftp://www.example.org/' 'https://' 'https://www.example.org/"x'; do
	inlet 64 --url "$url" $HANDED/rgb.png
done
inlet 64 --note ' ' $HANDED/rgb.png
equal "$(ls -A "$FIRST" | paste -s -d ' ')" '.lock order.xml'
