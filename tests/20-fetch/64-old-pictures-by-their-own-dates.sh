#!/bin/bash
# The pictures that an organisation already has go to the half-year that they
# belong to, by their names or by what they say of themselves; what is not
# known stands in the record; the half-years without a record are listed.

. tests/harness/lib.sh
. tests/20-fetch/inlet.sh

inlet_site
for period in 2023-H1 2023-H2 2024-H1 2024-H2 2025-H2; do
	must "$B/bevara" register order -C "$T/site" --period $period $ACCOUNT
done
old=$T/gamla
mkdir -p "$old/2023-H2" "$old/höst 2024" "$old/u"

# made NAME: a picture unlike all others.
made=0
make_picture()
{
	made=$((made + 1))
	must "$B/bench/picture" "$old/$1" 40 30 $made
}
make_picture 'Skärmbild 2024-05-13 142210.png'
make_picture 'facebook_20240214.png'
make_picture '2023-H2/startsidan.png'
make_picture 'höst 2024/bild 1.png'
make_picture '2023 vår.png'
make_picture 'u/Facebook 2025.png'
make_picture 'u/light.png'
cp $HANDED/zoned.jpg "$old/u/IMG_0001.jpg"
cp $HANDED/time.png "$old/u/utan datum.png"
touch -d 2023-09-10T12:00:00Z "$old/u/light.png"
printf 'x' >"$old/Thumbs.db"
printf 'x' >"$old/.dold.png"

# taken FILE DATE PERIOD: a record of it, in that half-year.
taken()
{
	local found name
	found=$(grep -rlF "'$1'" --include=capture.xml "$T/site/arbete")
	[ -n "$found" ] || fail_test "no record of $1"
	equal "$(value manual/@taken "$found")" "$2"
	name=${found%/*/capture/capture.xml}
	equal "${name##*/}" "$3"
	equal "$(value manual/@source "$found")" existing
	has "$found" 'vem som tog bilden är inte känt'
	CAPTURE=$found
}

inlet 0 --existing "$old"
taken 'Skärmbild 2024-05-13 142210.png' 2024-05-13 2024-H1
has "$CAPTURE" 'klockslaget är inte känt'
taken facebook_20240214.png 2024-02-14 2024-H1
taken startsidan.png 2023-H2 2023-H2
has "$CAPTURE" 'vilken dag bilden togs är inte känt'
taken 'bild 1.png' 2024-H2 2024-H2
taken '2023 vår.png' 2023-H1 2023-H1
taken 'Facebook 2025.png' 2025 2025-H2
has "$CAPTURE" 'vilket halvår bilden hör till är inte känt'
taken IMG_0001.jpg 2024-05-13T14:22:10+02:00 2024-H1
taken light.png 2023-09-10 2023-H2
has "$CAPTURE" 'dagen är när filen senast ändrades'
taken 'utan datum.png' 2024-03-05T07:07:08+01:00 2024-H1
has "$CAPTURE" 'tiden är när bildfilen senast ändrades'

# Half-years without a record, up to now.
this=$(basename "${FIRST%/*}")
equal "$(grep -c "^$ACCOUNT	good" "$T/out")" 9
has "$T/out" "missing	$ACCOUNT	2025-H1"
has "$T/out" "missing	$ACCOUNT	$this"
for period in 2022-H2 2023-H1 2023-H2 2024-H1 2024-H2 2025-H2; do
	hasnt "$T/out" "missing	$ACCOUNT	$period"
done

# Once more: nothing new.
before=$(find "$T/site/arbete" -name capture.xml | wc -l)
inlet 0 --existing "$old"
equal "$(find "$T/site/arbete" -name capture.xml | wc -l)" "$before"

# One that cannot be taken does not stop the others.
make_picture '2024-06-01.png'
cp samples/broken/inlet-cut.png "$old/2024-05-31.png"
make_picture '2019-03-01.png'
inlet 65 --existing "$old"
has "$T/err" 'bevara register order --period 2019-H1'
has "$T/err" '2 of 12 files'
taken 2024-06-01.png 2024-06-01 2024-H1
has "$T/out" "missing	$ACCOUNT	2019-H1"

# A share that is not mounted seems to hold nothing: nothing is taken in again.
mv "$T/site/arkiv/logg" "$T/away"
inlet 75 --existing "$old"
has "$T/err" 'not mounted, or has no log yet'
