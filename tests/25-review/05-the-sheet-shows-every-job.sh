#!/bin/bash
# Goal: the contact sheet shows each job folder of the half-year once, those
# that need a person first, with verdict, signs, pictures, decisions and the
# commands; what stands in records or pages is text on it, whatever it is.
. tests/harness/lib.sh
. tests/25-review/review.sh

# sheet: write it; $S is its path, $T/text what it says, an article a line.
sheet()
{
	must "$B/bevara" review -C "$T/site" --period 2026-H2 "$@"
	cp "$T/out" "$T/line"
	S=$(cut -f 1 "$T/line")
	must xmllint --nonet --noout "$S"
	xmllint --nonet --xpath "//*[local-name()='article']" "$S" |
	    sed 's/<article/\n&/g; s/base64,[^"]*/base64,/g' >"$T/html"
	: >"$T/text"
	for i in $(seq 1 "$(of 'count(//@@article)' "$S")"); do
		of "normalize-space(//@@article[$i])" "$S" >>"$T/text"
	done
}

status 65 "$B/bevara" review -C "$T/site" --period 2026-H2
has "$T/err" "run 'bevara run' first"
status 64 "$B/bevara" review -C "$T/site" --period 2026-H3
has "$T/err" '2026-H1'

put_job a-bra good
put_job b-ratt good
must "$B/bevara" accept -C "$T/site" "$JOB" --by 'Exempel Exempelsson' \
    --reason 'Som den ska vara'
put_job c-omtag login-wall
must "$B/bevara" retake -C "$T/site" "$JOB" --by 'Exempel Exempelsson'
put_job d-vagg login-wall 'Titeln'
sed -i 's|<source |<previous id="d-vagg_20260501T120000Z" dir="../a-bra/capture"/>\n&|' \
    "$JOB/order.xml"
xsd_ok 10-register.order.xsd "$JOB/order.xml"
put_job e-tom blank
no_page "$JOB"
mkdir "$W/inget" "$W/f-skadad"
cp "$W/a-bra/order.xml" "$W/f-skadad/"
mkdir "$W/f-skadad/capture"
echo '<capture' >"$W/f-skadad/capture/capture.xml"
sheet
equal "$S" "$W/granskning.html"
equal "$(cut -f 2,3 "$T/line")" "3	7"
equal "$(ls -A "$W" | grep -v '^[a-f]-' | tr '\n' ' ')" \
    '.review.lock granskning.html inget '

# In their order: broken, to decide, not captured, accepted, good, retaken.
equal "$(of 'count(//@@article)' "$S")" 7
n=0
for want in 'f-skadad/capture' d-vagg e-tom c-omtag.2 b-ratt a-bra c-omtag
do
	n=$((n + 1))
	sed -n ${n}p "$T/text" >"$T/one"
	has "$T/one" "$want"
done
sed -n 2p "$T/text" >"$T/one"
has "$T/one" 'Behöver ett beslut'
has "$T/one" 'Inloggning i vägen (login-wall)'
has "$T/one" 'password-field talar för login-wall (väger 60 av 100): 1 field'
has "$T/one" 'Titeln'
has "$T/one" "bevara accept -C '$T/site' '$W/d-vagg' --capture d-vagg_20261123T164551Z --by \"\" --reason \"\""
has "$T/one" "bevara retake -C '$T/site' '$W/d-vagg' --capture d-vagg_20261123T164551Z --by \"\""
has "$T/one" 'Nu, 2026-11-23 17:45.'
has "$T/one" 'Förra gången, 2026-11-23 17:45.'
equal "$(of 'count(//@@article[2]//@@img)' "$S")" 2
sed -n 3p "$T/text" >"$T/one"
has "$T/one" 'Tom sida (blank)'
has "$T/one" 'Ingen bild'
has "$T/one" 'Ingen tidigare'
hasnt "$T/one" 'bevara accept'
sed -n 5p "$T/text" >"$T/one"
has "$T/one" "Godtogs av Exempel Exempelsson (inloggad som $(id -un))"
has "$T/one" 'Skäl: Som den ska vara'
has "$T/one" 'Bra (good)'
sed -n 7p "$T/text" >"$T/one"
has "$T/one" 'Ska tas om, enligt Exempel Exempelsson'
has "$T/one" 'Ny mapp: c-omtag.2'
[ -f "$W/$(of '//@@article[2]//@@a[1]/@href' "$S")" ] ||
    fail_test 'the link leads nowhere'

# A command as it stands is refused, since its name is blank; with a name and
# a reason it does what it says, spaces and quotes in the path or not.
command=$(of '//@@article[2]//@@textarea[2]' "$S")
PATH=$B:$PATH status 64 bash -c "$command"
has "$T/err" '--by is blank'
command=${command/--by \"\"/--by Exempel}
PATH=$B:$PATH must bash -c "${command/--reason \"\"/--reason Syns}"
[ -f "$W/d-vagg/decision.xml" ] || fail_test 'it was not accepted'
sheet
equal "$(cut -f 2 "$T/line")" 2

# The small picture is a PNG of the slice's top.
of "//@@article[@aria-labelledby][5]//@@img/@src" "$S" |
    sed 's/^data:image\/png;base64,//' | base64 -d >"$T/thumb.png"
must pngtopnm "$T/thumb.png"
file "$T/thumb.png" | grep -q '300 x 219' || fail_test "$(file "$T/thumb.png")"

# Elsewhere the links are whole paths.
sheet -o "$T/elsewhere å.html"
equal "$S" "$T/elsewhere å.html"
has "$S" 'href="file:///'
status 65 "$B/bevara" review -C "$T/site" --period 2026-H2 -o "$T/none/x.html"

# Hostile text, from the page and from a person, is text.
rm -r "$W"
put_job g-fientlig login-wall \
    '&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"&gt;&lt;img src=x onerror="alert(2)"&gt;&amp;lt;'
sed -i 's|<name>|<name>\&lt;h1\&gt;"|; s|1 field|]]\&gt;--\&gt;\&lt;/textarea\&gt;1 field|' \
    "$JOB/order.xml" "$JOB/capture/capture.xml"
must "$B/bevara" accept -C "$T/site" "$JOB" --by $'"><b>\'\nx' \
    --reason '</dd><script>alert(3)</script>'
mkdir "$W/it's å"
sheet
equal "$(of 'count(//@@script)' "$S")" 0
equal "$(of 'count(//@@b)' "$S")" 0
equal "$(of 'count(//@*[starts-with(name(), "on")])' "$S")" 0
equal "$(of 'count(//@@img)' "$S")" 1
has "$T/text" '</title><script>alert(1)</script>"><img src=x onerror="alert(2)">&lt;'
has "$T/text" '</dd><script>alert(3)</script>'
has "$T/text" '"><b>'"'"' x'

# Broken, huge and strange pictures are told of, and stop nothing.
slice=$JOB/capture/slice-0001.png
for file in tests/fuzz/corpus/png/*.png; do
	cp "$file" "$slice"
	sheet
done
rm "$slice"
ln -s /etc/passwd "$slice"
sheet
has "$T/text" 'Bilden kan inte visas'
rm "$slice"
mkfifo "$slice"
sheet
has "$T/text" 'Bilden kan inte visas'
