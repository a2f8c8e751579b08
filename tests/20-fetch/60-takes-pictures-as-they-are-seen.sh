#!/bin/bash
# Pictures of every common kind become slices that look like them, at their
# own size; the files are kept byte for byte; what a camera wrote into a file
# does not go into the slice.

. tests/harness/lib.sh
. tests/20-fetch/inlet.sh

inlet_site
# The turned ones say that they are of 2024.
must "$B/bevara" register order -C "$T/site" --period 2024-H1

# look NAME CORNERS WIDTH HEIGHT
look()
{
	inlet 0 "$HANDED/$1"
	equal "$(corners "$JOB/capture/slice-0001.png" | paste -s -d /)" "$2"
	equal "$(value page/@width) $(value page/@height)" "$3 $4"
	same_file "$HANDED/$1" "$JOB/capture/original-0001.${1##*.}"
	equal "$(value capture/@method)" manual
	equal "$(value login/@state)" not-known
	xsd_ok 20-fetch.capture.xsd "$CAPTURE"
	xsd_ok 20-fetch.layout.xsd "$JOB/capture/layout.xml"
	equal "$(value picture/@h "$JOB/capture/layout.xml")" "$4"
	! LC_ALL=C grep -qa 'Exif\|eXIf' "$JOB/capture/slice-0001.png" ||
	    fail_test "the slice of $1 holds EXIF data"
}

look rgb.png RG/BW 24 16
look deep.png RG/BW 24 16
look palette.png RG/BW 24 16
look interlaced.png RG/BW 24 16
look alpha.png RG/BW 24 16
look chunk-bomb.png RG/BW 24 16
look more-rows.png RG/BW 24 16
look plain.jpg RG/BW 96 64
look progressive.jpg RG/BW 96 64
look turned-1.jpg RG/BW 96 64
look turned-3.jpg WB/GR 96 64
look turned-5.jpg RB/GW 64 96
look turned-6.jpg BR/WG 64 96
look turned-8.jpg GW/RB 64 96
inlet 0 $HANDED/grey.png
inlet 0 $HANDED/grey.jpg

# What is right as it is stays as it is; rows that the header does not promise
# do not go on.
inlet 0 $HANDED/rgb.png
same_file $HANDED/rgb.png "$JOB/capture/slice-0001.png"
inlet 0 $HANDED/more-rows.png
[ "$(stat -c %s "$JOB/capture/slice-0001.png")" -lt 1000 ] ||
    fail_test 'the slice has rows that nobody sees'

# A tall picture is cut; several are one page, under each other.
must "$B/bench/picture" "$T/tall.png" 300 4096 1
must "$B/bench/picture" "$T/phone.png" 1170 2532 2
inlet 0 "$T/tall.png" "$T/phone.png"
equal "$(value page/@width) $(value page/@height)" '1170 6628'
equal "$(value 'slice[1]/@height') $(value 'slice[2]/@height')" '4000 96'
equal "$(value 'slice[3]/@y') $(value 'slice[3]/@width')" '4096 1170'
must "$B/pixels" "$T/phone.png" "$JOB/capture/slice-0003.png"
must "$B/pixels" "$T/tall.png" "$JOB/capture/slice-0002.png" 0 4000 0 0 300 96
must "$B/bevara" render -C "$T/site" "$JOB"

# One colour shows nothing: no record, and status 1.
inlet 1 $HANDED/white.png
equal "$(value verdict/@value)" blank
has "$T/err" 'hand in another'
status 1 "$B/bevara" render -C "$T/site" "$JOB"
