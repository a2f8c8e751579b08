#!/bin/bash
# SHARE/KONTROLLERA.txt is followed to the letter: its commands, and nothing
# else, are typed into a shell that knows no tool of ours.  They say what the
# page says they will; and once something is changed, the right one objects.

. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/tsa.sh
need verapdf

plain_site
make_tsa ett
make_tsa tva
serve_tsa
add_authority "$T/site" ett "$TSA/ett/good" "$T/tsa/ett/root.crt"
add_authority "$T/site" tva "$TSA/tva/good" "$T/tsa/tva/root.crt"

# The recorded page among others, so that its proof has some way to go.
place_many 2
mkdir "$T/page"
cp samples/plain-page/10-register/order.xml "$T/page"
cp -r samples/plain-page/20-fetch "$T/page/capture"
for tool in render describe place; do
	must "$B/bevara-$tool" -C "$T/site" "$T/page"
done
id=$(cut -f 1 "$T/out")
for i in 3 4; do
	make_package "$T/job" prov-${i}_20261123T120000Z "Prov $i"
	must "$B/bevara-place" -C "$T/site" "$T/job"
done
must "$B/bevara-log" stamp -C "$T/site"
has "$T/out" "proved	$id	2	2026-H2/$id.tlog-proof"
page=$S/KONTROLLERA.txt
has "$page" 'Exempelköpings kommun: sociala medier'
has "$page" 'exempelkoping.example.org/arkivlogg'
hasnt "$page" '{ORG'
hasnt "$page" '{LOGG'

# A page for people: it fits on one sheet, two sides apart.
[ "$(wc -l <"$page")" -le 100 ] || fail_test "more than a page"

# A shell with the tools that the page names, and what any system has.
mkdir "$T/bin"
printf '#!/bin/sh\nexec "%s/bin/verapdf" "$@"\n' "$JUDGES" >"$T/bin/verapdf"
chmod +x "$T/bin/verapdf"
stranger=$T/bin:/usr/bin:/bin
! PATH=$stranger command -v bevara bevara-verify >/dev/null ||
    fail_test 'the stranger has our tools'

# script: what is typed, with the reader's own half-year and package.
script()
{
	sed -n 's/^    //p' "$page" | sed "s/^P=.*/P=2026-H2/; s/^ID=.*/ID=$id/"
}

# follow: type it all, from the share's folder; $T/said is what was seen.
follow()
{
	(
		cd "$S"
		script >"$T/typed"
		env -i PATH="$stranger" HOME="$T" LANG=C.UTF-8 TMPDIR="$T" \
		    bash -v "$T/typed" >"$T/said" 2>&1 </dev/null
	) || :
}

equal "$(script | grep -c '^P=2026-H2$\|^ID=.*T.*Z$')" 2
start=$EPOCHSECONDS
follow
[ $((EPOCHSECONDS - start)) -lt 600 ] || fail_test 'more than ten minutes'
hasnt "$T/said" 'command not found'
hasnt "$T/said" 'FAILED'
hasnt "$T/said" 'rror'
equal "$(grep -c ': OK$' "$T/said")" \
    "$(($(wc -l <"$S/2026-H2/$id.sha256") + 2))"
hasnt "$T/said" '< '
hasnt "$T/said" '> '"$id"
has "$T/said" 'CMS Verification successful'
has "$T/said" 'PASS '
has "$T/said" 'Signature Verified Successfully'
equal "$(grep -c '^Raden finns i loggen$' "$T/said")" 1
equal "$(grep -c '^Verification: OK$' "$T/said")" 2
equal "$(grep -c '^Time stamp: ' "$T/said")" 2
hasnt "$T/said" 'differ'
has "$T/said" "$(sha256sum <"$S/logg/nyckel.pem" | cut -c 1-64)"
has "$T/said" "id $id"

# objects COMMAND TEXT...: after it, each text is (not, with !) seen.
keep_share
objects()
{
	local text
	(cd "$S/2026-H2" && chmod -R u+w . && eval "$1")
	shift
	follow
	for text; do
		case $text in
		!*)	hasnt "$T/said" "${text#!}" ;;
		*)	has "$T/said" "$text" ;;
		esac
	done
	chmod -R u+w "$S"
	reset_share
}
without_pdf=$(script | grep -v verapdf)
script()
{
	printf '%s\n' "$without_pdf"
}
pdf=$id/representations/pdfa/data/document.pdf
list=$id.sha256

objects 'echo x >>$pdf' "$pdf: FAILED" 'CMS Verification successful'
objects 'echo x >$id/more.txt' "< $id/more.txt"
objects 'rm $id/METS.xml' 'METS.xml: FAILED open or read'
objects 'echo x >>$pdf
    s=$(sha256sum <$pdf | cut -c 1-64); sed -i "s|.*  $pdf|$s  $pdf|" $list' \
    "$pdf: OK" 'Verification failure' 'differ: byte'
objects 'cp prov-1_*.p7s $list.p7s' 'Verification failure'
objects 'cp prov-1_*.tlog-proof $id.tlog-proof' \
    'Signature Verified Successfully' 'differ: byte'
objects 'sed -i "s/^index 2/index 3/" $id.tlog-proof' 'differ: byte'
objects 'sed -i "s/^5$/6/" $id.tlog-proof' 'Signature Verification Failure'
objects 'openssl genpkey -algorithm ed25519 | openssl pkey -pubout \
    -out ../logg/nyckel.pem' 'Signature Verification Failure'
objects 'cd ../logg/stamplar/*5 && cp "$T/tsa/tva/root.crt" ett.pem' \
    'Verification: FAILED'
objects 'cd ../logg/stamplar/*5 && sed -i s/5/7/ checkpoint' \
    'Verification: FAILED' 'differ: byte'
objects 'cd ../logg/tile/entries &&
    find . -type f -exec sed -i "s/^sums sha256:./&x/" {} +' \
    '!id facebook'

# The page is put back where it was changed, and only there.
echo x >>"$page"
must "$B/bevara-place" -C "$T/site" "$T/job"
same_file "$page" "$T/before/KONTROLLERA.txt"
before=$(stat -c %i "$page")
must "$B/bevara-place" -C "$T/site" "$T/job"
equal "$(stat -c %i "$page")" "$before"
equal "$(find "$S" -name '*.part-*')" ''
