#!/bin/bash
# Goal: whatever somebody did to the catalogue's own files, the next run makes
# it right, or says what to do; it touches nothing that is not its own.
. tests/harness/lib.sh
. tests/65-catalogue/catalogue.sh

make_share 6
catalogue 0
cp -a "$S" "$T/good"

# again: all is as it was.
again()
{
	catalogue 0
	diff -r "$S" "$T/good" >&2 || fail_test 'it is another'
}

# The state: nothing in it is believed.
for state in tests/fuzz/corpus/catalogue/state-*; do
	tail -c +2 "$state" >"$K/tillstand.xml"
	again
done
: >"$K/tillstand.xml"
again
has "$T/err" 'every package is read anew'
rm "$K/tillstand.xml"
again
id=konto-03_20220501T030003Z
sed -i "s/\(id=\"$id\".* size=\"\)[0-9]*/\11/" "$K/tillstand.xml"
again
sed -i 's/post="[0-9a-f]*"/post="0123456789abcdef"/' "$K/tillstand.xml"
again

# Files that are gone, cut, changed, or another's.
for file in "$K"/lista-* "$K"/ord-*-3.js "$K"/poster/$id-* \
    "$K"/program-* "$K"/stil-* "$(find "$K/bilder" -type f | head -n 1)" \
    "$S/index.html"; do
	rm "$file"
	again
done
post=$(echo "$K"/poster/$id-*)
for harm in ': >"$post"' 'printf x >>"$post"' 'sed -i s/Prov/Brov/ "$post"' \
    'sed -i "s/konto-03/konto-04/" "$post"' \
    'sed -i "s/\",\"/\",\"\\\\u0000/" "$post"' \
    'cp "$(ls "$K"/poster/*-00_* | head -n 1)" "$post"'; do
	eval "$harm"
	rm "$K"/lista-*		# so that the posts are read again
	again
	[ "$harm" = 'sed -i s/Prov/Brov/ "$post"' ] ||
	    has "$T/err" 'every package is read anew'
done
# What nothing reads again is healed by a rebuild.
: >"$(find "$K" -name 'ord-*-1.js')"
catalogue 0 --rebuild
must diff -r "$S" "$T/good"

# What others put there stays; what we left goes.
echo min >"$K/anteckning.txt"
echo min >"$K/poster/min.js"
mkdir "$K/bilder/mapp"
: >"$K/lista-0123456789abcdef.js"
: >"$K/poster/$id-0123456789abcdef.js"
: >"$K/ord-0123456789abcdef-1.js.part-abcdef"
: >"$K/tillstand.xml.part-abcdef"
: >"$S/index.html.part-abcdef"
catalogue 0
equal "$(diff -r "$S" "$T/good" | LC_ALL=C sort)" \
    "Only in $K/bilder: mapp
Only in $K/poster: min.js
Only in $K: anteckning.txt"

# An index.html of somebody else's, and a link in place of the folder.
rm -rf "$S"
cp -a "$T/good" "$S"
echo '<title>Vår egen</title>' >"$S/index.html"
catalogue 65
has "$T/err" 'was not made by Bevara; move it away'
equal "$(cat "$S/index.html")" '<title>Vår egen</title>'
rm -r "$K" "$S/index.html"
mkdir "$T/elsewhere"
ln -s "$T/elsewhere" "$K"
catalogue 65
equal "$(ls "$T/elsewhere")" ''
rm "$K"

# Without pdftoppm nothing is begun, and the message says what to install.
mkdir "$T/bin"
for name in bevara-catalogue; do
	ln -s "$B/$name" "$T/bin/$name"
done
PATH=$T/bin status 69 "$B/bevara-catalogue" -C "$T/site"
has "$T/err" 'poppler-utils'
[ ! -e "$S/index.html" ]
catalogue 0
must diff -r "$S" "$T/good"
# With nothing new it is not asked for.
PATH=$T/bin must "$B/bevara-catalogue" -C "$T/site"

