#!/bin/bash
# Whatever is changed, swapped or taken away among the time stamps on the share
# is noticed, with the site's copy and, where a stamp alone can tell, without.

. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/tsa.sh

plain_site
make_tsa ett 172800
make_tsa tva
serve_tsa
add_authority "$T/site" ett "$TSA/ett/good" "$T/tsa/ett/root.crt"
add_entry e1
must "$B/bevara-log" stamp -C "$T/site"
add_entry e2
must "$B/bevara-log" stamp -C "$T/site"
tsa_leaf ett 345600
must "$B/bevara-log" restamp -C "$T/site" --within P3D
W=$S/logg/stamplar
must "$B/bevara-log" show -C "$T/site"
chmod -R u+w "$S"
cp -a "$T/site" "$T/whole"

# notices TEXT: with the copy; notices_alone TEXT: without it, and then nothing
# is stamped or copied that is not what it was.
notices()
{
	status 1 "$B/bevara-log" show -C "$T/site"
	has "$T/out" "$1"
	rm -rf "$T/site"
	cp -a "$T/whole" "$T/site"
}

notices_alone()
{
	rm -rf "$T/site/loggkopia/stamplar"
	status 1 "$B/bevara-log" show -C "$T/site"
	has "$T/out" "$1"
	status 1 "$B/bevara-log" stamp -C "$T/site"
	has "$T/err" "nothing is added beside it"
	rm -rf "$T/site"
	cp -a "$T/whole" "$T/site"
}

# both COMMAND TEXT: do it among the stamps, and see it noticed with the copy
# and without.
both()
{
	(cd "$W" && eval "$1")
	notices "$2"
	(cd "$W" && eval "$1")
	notices_alone "$2"
}

one=000000000001 two=000000000002
in1=logg/stamplar/000000000001 in2=logg/stamplar/000000000002

# Another checkpoint's stamp: of one generation, and of a renewal.
both 'cp $one/ett.tsr $two/ett.tsr' "changed	$in2/ett.tsr"
cp "$W/$one/ett.tsr" "$W/$two"
status 1 "$B/bevara-log" restamp -C "$T/site" --within P9D
has "$T/err" "nothing is added beside it"
both 'cp $one/omstampel-1.ett.tsr $two' \
    "changed	$in2/omstampel-1.ett.tsr"
both 'cp $one/checkpoint $two' "changed	$in2/checkpoint"
both 'mv $one x; mv $two $one; mv x $two' "changed	$in1/checkpoint"
both 'rm -r $one; cp -a $two $one' "changed	$in1/checkpoint"

# Changed bytes, in each file.
for file in checkpoint ett.tsr omstampel-1.sha256 omstampel-1.ett.tsr; do
	both "printf x | dd of=$one/$file bs=1 seek=40 conv=notrunc status=none" \
	    "changed	$in1/$file"
	: >"$W/$one/$file"
	notices_alone "changed	$in1/$file"
done
both 'cat "$T/tsa/tva/root.crt" >$one/ett.pem' "changed	$in1/ett.pem"
printf x >>"$W/$one/omstampel-1.ett.pem"
notices "changed	$in1/omstampel-1.ett.pem	not as the copy has it"

# A foreign authority, though its stamp is one over these bytes.
both '(cd $one && openssl ts -query -data checkpoint -sha256 -cert \
    -out "$T/q" && cd "$T/tsa/tva" && openssl ts -reply -config tsa.cnf \
    -queryfile "$T/q" -out "$W/$one/ett.tsr") >/dev/null 2>&1' \
    "changed	$in1/ett.tsr"

# Taken away: a file, a renewal, all of it.
for file in checkpoint ett.tsr ett.pem omstampel-1.sha256; do
	both "rm $one/$file" "missing	$in1/$file"
done
rm "$W/$one"/omstampel-1.*
notices "missing	$in1/omstampel-1.ett.tsr	the copy has it"
rm -r "$W/$one"
status 1 "$B/bevara-log" show -C "$T/site"
has "$T/out" "missing	$in1	the copy has it"
rm -rf "$T/site"
cp -a "$T/whole" "$T/site"

# Put there: what was not there when it was renewed, and what nobody knows.
both 'cp $one/ett.tsr $one/tva.tsr; cp $one/ett.pem $one/tva.pem' \
    "untracked	$in1/tva.tsr	not in omstampel-1.sha256"
both 'echo x >$one/x.txt' "untracked	$in1/x.txt"
both 'rm $one/ett.tsr; ln -s checkpoint $one/ett.tsr' \
    "untracked	$in1/ett.tsr"

# A log that does not continue what was stamped: begun anew by the same key.
cp "$W/../checkpoint" "$T/checkpoint"
rm -rf "$S/logg/tile" "$T/site/loggkopia/checkpoint" "$S/logg/checkpoint"
rm -rf "$T/site/arbete/logg"
must "$B/bevara-key" new -C "$T/site"
for i in 7 8 9; do
	add_entry e$i
done
notices_alone "changed	$in2/checkpoint	the log does not continue it"
