#!/bin/bash
# Goal: text in frames of this site and of others, in frames within frames and
# in closed ones, is in the layout in the frame's place, where the picture
# shows it too; what a frame hides or does not show is not.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

serve samples/odd-frames/00-site
make_site
allow_address "$T/site" "localhost:$PORT"
order "http://127.0.0.1:$PORT/" Prov
fetch 0
L=$JOB/capture/layout.xml
xsd_ok 20-fetch.layout.xsd "$L"
hasnt "$CAPTURE" '<warning'
hasnt "$L" Below
hasnt "$L" dold

# at WORD X Y: the word's run starts there, within a pixel.  The first heading
# pushes the body, and the frames with it, down by 21.44 pixels; each frame's
# text lies 8 pixels (border and padding) from its corner.
at()
{
	local x y
	x=$(value "run[w='$1']/@x" "$L")
	y=$(value "run[w='$1']/@y" "$L")
	awk -v x="$x" -v y="$y" -v wx="$2" -v wy="$3" 'BEGIN {
		exit x == "" || (x - wx) ^ 2 > 1 || (y - wy) ^ 2 > 1 }' ||
	    fail_test "'$1' is at '$x', '$y', not at $2, $3"
}
at egen 128 158.44
at annan 628 158.44
at Ytterst 108 428.44
at inre 138 498.44
at sluten 628 458.44
at inskriven 116 745.44
at nere 128 2458.44
equal "$(value "run[w='annan']/@lang" "$L")" en
equal "$(value "run[w='egen']/@lang" "$L")" en
equal "$(grep -c '/mer"' "$L")" 5

# The same text looks the same wherever its frame is, far down as well.
slice=$JOB/capture/slice-0001.png
must "$B/pixels" "$slice" "$slice" 128 206 628 206 160 26
equal "$(value "slice[2]/@y")" 2000
below=$JOB/capture/slice-0002.png
must "$B/pixels" "$slice" "$below" 128 206 128 506 160 26
status 1 "$B/pixels" "$slice" "$below" 128 206 128 606 160 26
