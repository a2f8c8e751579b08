# fetch.sh - what the tests of the tool share; after harness/lib.sh.

ACCOUNT=facebook-exempelkoping

# order ADDRESS [WORD]: make $T/site with one account, whose page that is and
# which must show WORD, and order it.  $JOB is its job folder.
order()
{
	[ -d "$T/site" ] || make_site
	only_account "$T/site" $ACCOUNT
	set_account "$T/site" $ACCOUNT adress "$1"
	set_account "$T/site" $ACCOUNT ord "${2:-Exempelköpings kommun}"
	must "$B/bevara" register order -C "$T/site"
	JOB=$(echo "$T"/site/arbete/*/$ACCOUNT)
	CAPTURE=$JOB/capture/capture.xml
}

# fetch STATUS: run the tool on $JOB; it must end with that status, and leave
# no half folder, no browser of its own and no profile behind.
fetch()
{
	local found
	TMPDIR=$T status "$1" "$B/bevara" fetch -C "$T/site" "$JOB"
	found=$(find "$JOB" "$T" -name '*.part-*' -o -name 'bevara-fetch.*')
	equal "$found" ''
}

# value XPATH [FILE]: what an XPath gives as text in capture.xml; the
# elements' names are local ones: //*[local-name()='verdict']/@value is
# verdict/@value here.
value()
{
	local path
	path=$(sed -E "s#(^|/|\[)([a-z]+)#\1*[local-name()='\2']#g" <<<"$1")
	xmllint --nonet --xpath "string(//$path)" "${2:-$CAPTURE}"
}

# rejected VERDICT STATUS: the capture has this verdict, is told of as such,
# is whole and valid, and gives advice; fetch ended with that status.
rejected()
{
	fetch "$2"
	equal "$(value verdict/@value)" "$1"
	equal "$(cat "$T/out")" "$ACCOUNT	$1	$(value capture/@id)"
	xsd_ok 20-fetch.capture.xsd "$CAPTURE"
	xsd_ok 20-fetch.answer.xsd "$JOB/capture/answer.xml"
	[ -n "$(value advice)" ] || fail_test "no advice in $CAPTURE"
	has "$T/err" "$(value advice)"
}

# sign NAME VERDICT: capture.xml names that sign.
sign()
{
	equal "$(value "sign[@name='$1']/@verdict")" "$2"
}
