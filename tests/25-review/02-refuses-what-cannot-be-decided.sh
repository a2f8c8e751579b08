#!/bin/bash
# Goal: a decision needs a name, a reason, a capture with a page that is still
# the one that was looked at, and a job that is not packed yet; it is made once.
. tests/harness/lib.sh
. tests/25-review/review.sh

# refused STATUS TEXT ARGUMENT...: `bevara accept` of $JOB says TEXT, and
# nothing was decided.
refused()
{
	local want=$1 text=$2
	shift 2
	status "$want" "$B/bevara" accept -C "$T/site" "$JOB" "$@"
	has "$T/err" "$text"
	[ ! -e "$JOB/decision.xml" ] || fail_test 'it was decided'
}

put_job konto login-wall
refused 64 '--by is blank' --reason r
refused 64 '--by is blank' --by $' \t\n ' --reason r
refused 64 '--reason is blank' --by 'Exempel Exempelsson'
refused 64 '--reason is blank' --by 'Exempel Exempelsson' --reason ''
long=$(printf 'å%.0s' {1..201})
refused 64 'at most 200 characters' --by "$long" --reason r
refused 64 'at most 2000 characters' --by n \
    --reason "$(printf 'ö%.0s' {1..2001})"
refused 64 'not UTF-8' --by $'\xe5' --reason r
refused 65 'it was made again meanwhile' --by n --reason r \
    --capture konto_20200101T000000Z
mkdir "$JOB/package"
refused 65 'a package was made' --by n --reason r
rmdir "$JOB/package"
exec 9>"$JOB/.lock"
flock -n 9
refused 75 'another run' --by n --reason r
exec 9>&-

# Nothing was captured; no page; no job of this site.
put_job tomt error
no_page "$JOB"
refused 1 'nothing to archive' --by n --reason r
rm -r "$JOB/capture"
refused 65 'no capture is there yet' --by n --reason r
JOB=$T/site
refused 65 'no job folder' --by n --reason r
cp -r "$W/konto" "$T/konto"
JOB=$T/konto
refused 65 'no job folder of this site' --by n --reason r
JOB=$T/none
refused 65 'no job folder' --by n --reason r

# Once: the same again is done work, and keeps its time; another is refused.
JOB=$W/konto
long=$(printf 'å%.0s' {1..200})
set -- --by "$long" --reason "$(printf 'ö%.0s' {1..2000})" --capture \
    konto_20261123T164551Z
must "$B/bevara" accept -C "$T/site" "$JOB" "$@"
xsd_ok 25-review.decision.xsd "$JOB/decision.xml"
cp "$JOB/decision.xml" "$T/decision.xml"
sleep 1.1
must "$B/bevara" accept -v -C "$T/site" "$JOB" "$@"
has "$T/err" 'accepted before'
same_file "$JOB/decision.xml" "$T/decision.xml"
status 65 "$B/bevara" accept -C "$T/site" "$JOB" --by Annan --reason r
has "$T/err" "accept was decided already, by ååå"
status 65 "$B/bevara" retake -C "$T/site" "$JOB" --by Annan
same_file "$JOB/decision.xml" "$T/decision.xml"
[ ! -e "$W/konto.2" ] || fail_test 'a folder was made'

# Another capture came since: what was said of the first is kept aside.
sed -i 's/20261123T164551Z/20261123T164552Z/' "$JOB/capture/capture.xml"
status 1 "$B/bevara" render -C "$T/site" "$JOB"
must "$B/bevara" accept -C "$T/site" "$JOB" --by Annan --reason r
same_file "$JOB/rejected/konto_20261123T164551Z.decision.xml" \
    "$T/decision.xml"
equal "$(of //@@capture/@id "$JOB/decision.xml")" konto_20261123T164552Z

# What people write is text, whatever it looks like: one line, escaped.
put_job fientligt login-wall
name=$'Exempel <b>"\'&amp;]]>\n\e[31m \u202eExempelsson'
must "$B/bevara" accept -C "$T/site" "$JOB" --by "$name" \
    --reason $'rad ett\r\n\r\n rad <script>två</script>\n'
xsd_ok 25-review.decision.xsd "$JOB/decision.xml"
equal "$(of //@@by/@name "$JOB/decision.xml")" \
    $'Exempel <b>"\'&amp;]]> [31m Exempelsson'
equal "$(of //@@reason "$JOB/decision.xml")" \
    'rad ett rad <script>två</script>'
must "$B/bevara" render -C "$T/site" "$JOB"
must "$B/bevara" describe -C "$T/site" "$JOB"
p=$(echo "$JOB"/package/*Z)
of "//@@agentName[contains(., 'Exempelsson')]" \
    "$p/metadata/preservation/premis.xml" >"$T/name"
equal "$(cat "$T/name")" $'Exempel <b>"\'&amp;]]> [31m Exempelsson'
