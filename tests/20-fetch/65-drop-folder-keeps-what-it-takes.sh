#!/bin/bash
# What people lay in Inkorg/ACCOUNT is taken in once it is still, and moved to
# mottaget, never removed; what cannot be taken stays, with a note in Swedish;
# a file that still grows and what systems leave there is not touched.

. tests/harness/lib.sh
. tests/20-fetch/inlet.sh

inlet_site
inbox=$T/site/arkiv/Inkorg
here=$inbox/$ACCOUNT

# drop STATUS
drop()
{
	TMPDIR=$T status "$1" "$B/bevara" inlet -C "$T/site" --drop
	equal "$(find "$T" -name '*.part-*')" ''
}

# Nobody has to have an Inkorg.
drop 0
equal "$(cat "$T/out")" ''

mkdir -p "$here" "$inbox/finns-inte"
cp $HANDED/rgb.png "$here/Skärmbild 1.png"
cp samples/broken/inlet-heic.jpg "$here/bild.jpg"
cp $HANDED/rgb.png "$inbox/finns-inte/x.png"
for litter in Thumbs.db desktop.ini .dold.png '~$bild.png' x.png.part; do
	printf x >"$here/$litter"
done
ln -s /etc/passwd "$here/länk.png"
mkfifo "$here/rör.png"
(for _ in $(seq 60); do printf x; sleep 0.2; done) >"$here/växer.png" &
lib_servers="$lib_servers $!"
drop 65

# Taken: the browser's job folder is left to the browser.
id=$(grep "	good	" "$T/out" | cut -f 3)
equal "$(grep "	good	" "$T/out")" \
    "$ACCOUNT	good	$id	$FIRST.2	$here/Skärmbild 1.png"
CAPTURE=$FIRST.2/capture/capture.xml
equal "$(value manual/@source)" drop-folder
equal "$(value manual/@by)" \
    "okänd (lagd i Inkorg, filens ägare: $(id -un))"
has "$CAPTURE" 'vem som lade bilden i Inkorg är inte känt'
same_file $HANDED/rgb.png "$here/mottaget/$id/Skärmbild 1.png"
[ ! -e "$here/Skärmbild 1.png" ] || fail_test 'it lies there still'

# Refused: left, with a note; the growing one is only told of.
equal "$(grep -c "	refused	" "$T/out")" 5
same_file samples/broken/inlet-heic.jpg "$here/bild.jpg"
has "$here/bild.jpg.fel.txt" 'spara bilden som PNG eller JPEG'
has "$here/bild.jpg.fel.txt" 'HEIC'
has "$here/länk.png.fel.txt" 'symbolic link'
has "$here/rör.png.fel.txt" 'no ordinary file'
has "$inbox/finns-inte/KONTOT FINNS INTE.fel.txt" 'döp om mappen'
[ ! -e "$here/växer.png.fel.txt" ] || fail_test 'a note on what grows'
has "$T/out" 'still being written'
for litter in Thumbs.db desktop.ini .dold.png '~$bild.png' x.png.part; do
	equal "$(cat "$here/$litter")" x
done

# The notes are not taken for files, nor made twice; what is mended is taken
# and its note goes.
rm "$here/länk.png" "$here/rör.png" "$here/växer.png"
before=$(stat -c %Y.%i "$here/bild.jpg.fel.txt")
drop 65
equal "$(stat -c %Y.%i "$here/bild.jpg.fel.txt")" "$before"
equal "$(grep -c "	refused	" "$T/out")" 2
rm -r "$inbox/finns-inte"
cp $HANDED/plain.jpg "$here/bild.jpg"
drop 0
[ ! -e "$here/bild.jpg.fel.txt" ] || fail_test 'the note stays'

# A run that was cut before the file was moved: the same capture again.
mv "$here/mottaget/$id/Skärmbild 1.png" "$here/"
before=$(jobs_made)
drop 0
equal "$(cut -f 3 "$T/out")" "$id"
equal "$(jobs_made)" "$before"
same_file $HANDED/rgb.png "$here/mottaget/$id/Skärmbild 1.png"

# Left to people: then it is the half-year's own capture.
set_account "$T/site" $ACCOUNT inlet manuell
must "$B/bevara" register order -C "$T/site"
cp $HANDED/grey.png "$here/"
drop 0
equal "$(cut -f 4 "$T/out")" "$FIRST"

# What lies under the name of a share that is not mounted is not its folder.
cp $HANDED/grey.png "$here/"
mv "$T/site/arkiv/logg" "$T/away"
drop 75
has "$T/err" 'not mounted, or has no log yet'
[ -f "$here/grey.png" ] || fail_test 'it was taken'
