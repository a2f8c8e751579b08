#!/bin/bash
# What is known of a picture is recorded, and what is not known too; it goes
# into the half-year that it belongs to; the same file again is the same
# capture; an account can be left to people.

. tests/harness/lib.sh
. tests/20-fetch/inlet.sh

inlet_site
alt()
{
	value picture/@alt "$JOB/capture/layout.xml"
}

inlet 0 $HANDED/rgb.png
equal "$JOB" "$FIRST"
equal "$(cat "$T/out")" \
    "$ACCOUNT	good	$(value capture/@id)	$FIRST"
equal "$(value manual/@by) $(value manual/@login) $(value manual/@source)" \
    "$BY $(id -un) person"
equal "$(value manual/unknown)" 'när bilden togs är inte känt'
equal "$(value "sign[@name='handed-in']/@verdict")" good
has "$CAPTURE" "original-0001.png: 'rgb.png', image/png"
equal "$(alt)" "Skärmdump av Exempelköpings kommun, Facebook, inlämnad $(
    TZ=Europe/Stockholm date +%F) av $BY"

# Again: the same; with another file: a folder of its own.
inlet 0 -v $HANDED/rgb.png
has "$T/err" 'was handed in before'
equal "$JOB $(jobs_made)" "$FIRST 1"
inlet 0 --note 'Badplatsen "öppnar" <i dag>' \
    --url https://www.example.org/inlägg/7 $HANDED/plain.jpg
equal "$JOB" "$FIRST.2"
same_file "$FIRST/order.xml" "$JOB/order.xml"
equal "$(alt)" 'Badplatsen "öppnar" <i dag>'
equal "$(value note)" 'Badplatsen "öppnar" <i dag>'
equal "$(value address/@requested)" https://www.example.org/inlägg/7
equal "$(find "$T/site/arbete" -name capture.xml -exec \
    xmllint --xpath 'string(/*/@id)' {} \; | sort -u | wc -l)" 2

# No order for the half-year: the command that makes one, which helps.
inlet 65 --at 2024-05-13 $HANDED/grey.png
has "$T/err" "bevara register order --period 2024-H1 $ACCOUNT"
must "$B/bevara" register order -C "$T/site" --period 2024-H1 $ACCOUNT
inlet 0 --at 2024-05-13 --note 'Två bilder' $HANDED/rgb.png $HANDED/plain.jpg
equal "$JOB" "$T/site/arbete/2024-H1/$ACCOUNT"
equal "$(value manual/@taken)" 2024-05-13
equal "$(value manual/unknown)" 'klockslaget är inte känt'
equal "$(value 'paragraph[2]/picture/@alt' "$JOB/capture/layout.xml")" \
    'Två bilder (bild 2 av 2)'
for at in 2024 2024-H1 2024-02 2024-05-13T14:22:10+02:00; do
	[ $at != 2024 ] || must "$B/bevara" register order -C "$T/site" \
	    --period 2024-H2 $ACCOUNT
	inlet 0 --at $at "$HANDED/$(case $at in
	2024) echo alpha.png ;; 2024-H1) echo grey.png ;;
	2024-02) echo deep.png ;; *) echo palette.png ;; esac)"
	equal "$(value manual/@taken)" "$at"
done

# The picture's own word, with and without a time zone.
inlet 0 $HANDED/turned-6.jpg
equal "$(value manual/@taken)" 2024-05-13
inlet 0 $HANDED/zoned.jpg
equal "$(value manual/@taken)" 2024-05-13T14:22:10+02:00
equal "$(alt)" "Skärmdump av Exempelköpings kommun, Facebook, tagen 2024-05-13 14:22 av $BY"

# A browser never exchanges what a person handed in, nor fetches an account
# that is left to people.
must "$B/bevara" fetch -C "$T/site" "$FIRST"
equal "$(value capture/@method "$FIRST/capture/capture.xml")" manual
set_account "$T/site" $ACCOUNT inlet manuell
rm -r "$FIRST"
must "$B/bevara" register order -C "$T/site" $ACCOUNT
has "$FIRST/order.xml" '<inlet>manual</inlet>'
status 1 "$B/bevara" fetch -C "$T/site" "$FIRST"
has "$T/err" "bevara inlet --account $ACCOUNT"
