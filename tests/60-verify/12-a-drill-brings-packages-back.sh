#!/bin/bash
# --restore takes packages back from the share and has every judge that is there
# look at them: all pass a good one, each refuses what is wrong, and who is not
# installed is named.  Nothing is written but in the new folder.

. tests/harness/lib.sh
. tests/40-describe/make_job.sh
need verapdf
need qpdf
need xmllint

make_describe_site
S=$T/site/arkiv
bare=$PATH
judges=$JUDGES/bin:$PATH

# drill STATUS DIR [ARGUMENT...]
drill()
{
	local want=$1 dir=$2
	shift 2
	status "$want" "$B/bevara-verify" -C "$T/site" --restore "$dir" "$@"
}

# said PACKAGE JUDGE VERDICT [DETAIL]: there is such a row.
said()
{
	has "$T/out" "2026-H2/$1	$2	$3${4:+	$4}"
}

# The sample's page as a package, with a PDF that is one.
mkdir "$T/job"
cp samples/plain-page/10-register/order.xml "$T/job/"
cp -r samples/plain-page/20-fetch "$T/job/capture"
must "$B/bevara-render" -C "$T/site" "$T/job"
must "$B/bevara-describe" -C "$T/site" "$T/job"
must "$B/bevara-place" -C "$T/site" "$T/job"
id=$(cut -f 1 "$T/out")
find "$S" -type f -exec sha256sum {} + | sort >"$T/before"
PATH=$judges drill 0 "$T/back"
files=$(wc -l <"$S/2026-H2/$id.sha256")
said "$id" sums passed "$files files, "
for judge in commons-ip2 eark-validate xmllint qpdf 'verapdf 1b' warcio jwarc; do
	said "$id" "$judge" passed
done
said "$id" xmllint passed '3 files by mets1_12.xsd'
said "$id" xmllint passed '3 files by premis.xsd'
hasnt "$T/out" 'not there'
equal "$(cut -f 3 "$T/out" | sort -u | grep -v ' bytes$')" passed
has "$T/out" 'restored	1 packages	'
has "$T/out" '	0 against them'
equal "$(cat "$T/err")" ''
(cd "$T/back/2026-H2" && must sha256sum --strict -c "$id.sha256")
find "$S" -type f -exec sha256sum {} + | sort >"$T/after"
same_file "$T/before" "$T/after"

# Only where nothing is.
PATH=$bare
drill 64 "$T/back"
has "$T/err" 'is not empty'
drill 64 "$S/2026-H2/back"
has "$T/err" 'lies on the archive share'
[ ! -e "$S/2026-H2/back" ] || fail_test 'a folder on the share'
ln -s "$S" "$T/link"
drill 64 "$T/link/back"
has "$T/err" 'lies on the archive share'
: >"$T/file"
drill 64 "$T/file"
drill 64 "$T/new" --deep
drill 64 "$T/new" --part 1/2
drill 64 "$T/new" --no-report
drill 64 "$T/new" --sample 0
drill 64 "$T/new" --sample 1 "$id"
drill 1 "$T/new" finns-inte_20261123T120000Z
has "$T/err" "no package 'finns-inte_20261123T120000Z'"
[ ! -e "$T/new" ] || fail_test 'a folder for nothing'

# Without judges it says who said nothing, and looks itself.
mkdir "$T/none" "$T/empty"
PATH=$T/empty "$B/bevara-verify" -C "$T/site" --restore "$T/none" "$id" \
    >"$T/out" 2>"$T/err"
for judge in commons-ip2 eark-validate xmllint qpdf 'verapdf 1b' warcio jwarc; do
	said "$id" "$judge" 'not there'
done
said "$id" sums passed
has "$T/err" 'judges that are not installed and said nothing: commons-ip2, eark-validate, xmllint, qpdf, verapdf 1b, warcio, jwarc'

# A second package whose PDF is none and whose order is no order: its own list
# and METS vouch for both, so only the judges can tell.
rm -rf "$T/job"
make_job "$T/job"
must "$B/bevara-describe" -C "$T/site" "$T/job"
p=$T/job/package/facebook-exempelkoping_20261123T120000Z
bad=$(basename "$p")
sed -i 's/<order /<order wrong="x" /' "$p/documentation/order.xml"
old=$(grep "documentation/order.xml$" "$p.sha256" | cut -c 1-64)
sed -i "s/$old/$(sha256 "$p/documentation/order.xml")/" "$p/METS.xml"
sed -i "s/SIZE=\"[0-9]*\"\([^>]*$(sha256 "$p/documentation/order.xml")\)/SIZE=\"$(stat -c %s "$p/documentation/order.xml")\"\1/" "$p/METS.xml"
(cd "$T/job/package" && cut -c 67- "$bad.sha256" >"$T/names" &&
    tr '\n' '\0' <"$T/names" | xargs -0 sha256sum >"$bad.sha256")
cp -r "$p" "$p.sha256" "$S/2026-H2/"
mkdir "$T/few"
ln -s "$JUDGES/bin/verapdf" "$T/few/verapdf"
printf '#!/bin/sh\nkill -9 $$\n' >"$T/few/warcio"
chmod +x "$T/few/warcio"
PATH=$T/few:$bare drill 1 "$T/second" "$bad"
said "$bad" sums passed
said "$bad" qpdf refused
said "$bad" 'verapdf 1a' refused
said "$bad" 'verapdf 1b' refused
said "$bad" warcio refused 'it ended with 137'
said "$bad" jwarc 'not there'
grep -P "^2026-H2/$bad\txmllint\trefused\t" "$T/out" >"$T/refused" ||
    fail_test 'the order passed'
has "$T/refused" 'order.xml fails to validate'
equal "$(wc -l <"$T/refused")" 1
has "$T/err" 'judgements against what was taken back'

# What cannot be taken back is refused, and the others are not.
rm "$S/2026-H2/$bad.sha256"
PATH=$T/empty status 1 "$B/bevara-verify" -C "$T/site" --restore "$T/third"
said "$bad" copy refused
said "$id" sums passed
has "$T/out" 'restored	1 packages	'

# A changed byte is told by the sums.
cp "$p.sha256" "$S/2026-H2/"
printf x | dd of="$S/2026-H2/$bad/documentation/page.html" bs=1 seek=3 \
    conv=notrunc status=none
PATH=$T/empty status 1 "$B/bevara-verify" -C "$T/site" \
    --restore "$T/fourth" "$bad"
said "$bad" sums refused "changed 2026-H2/$bad/documentation/page.html"
