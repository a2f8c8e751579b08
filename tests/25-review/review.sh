# review.sh - jobs to look at, for the tests of review, accept and retake;
# sourced after harness/lib.sh.  No browser is needed: the capture is that of
# samples/plain-page, with another verdict.

make_site
W=$T/site/arbete/2026-H2

# put_job NAME VERDICT [TITLE]: the job folder $W/NAME, whose capture has this
# verdict.  TITLE is the page's, as it stands in XML.  $JOB is its path.
put_job()
{
	local account=${1%%.*} sum
	JOB=$W/$1
	mkdir -p "$JOB"
	cp -r samples/plain-page/20-fetch "$JOB/capture"
	sed "s/facebook-exempelkoping/$account/" \
	    samples/plain-page/10-register/order.xml >"$JOB/order.xml"
	sum=$(sha256sum <"$JOB/order.xml" | cut -c 1-64)
	ACCOUNT=$account SUM=$sum VERDICT=$2 TITLE=${3-} awk '
	{ gsub(/facebook-exempelkoping/, ENVIRON["ACCOUNT"]) }
	/<order / { sub(/sha256="[^"]*"/, "sha256=\"" ENVIRON["SUM"] "\"") }
	/<title>/ && ENVIRON["TITLE"] != "" {
		print "  <title>" ENVIRON["TITLE"] "</title>"
		next
	}
	/<verdict value="good"\/>/ && ENVIRON["VERDICT"] != "good" {
		print " <verdict value=\"" ENVIRON["VERDICT"] "\">"
		print "  <sign name=\"password-field\" verdict=\"login-wall\"" \
		    " weight=\"60\">1 field for a password</sign>"
		print "  <advice>see that the page can be seen without login" \
		    "</advice>"
		print " </verdict>"
		next
	}
	{ print }' samples/plain-page/20-fetch/capture.xml \
	    >"$JOB/capture/capture.xml"
	xsd_ok 20-fetch.capture.xsd "$JOB/capture/capture.xml"
	ID=$(sed -n 's/^<capture.* id="\([^"]*\)".*/\1/p' \
	    "$JOB/capture/capture.xml")
}

# no_page JOB: its capture shows nothing.
no_page()
{
	sed -i '/<slice /d; /name="slice-/d' "$1/capture/capture.xml"
	rm "$1"/capture/slice-*
	xsd_ok 20-fetch.capture.xsd "$1/capture/capture.xml"
}

# of XPATH FILE: what an XPath of local names, @@name, gives as text.
of()
{
	xmllint --nonet --xpath "string($(sed \
	    "s/@@\([a-zA-Z]*\)/*[local-name()='\1']/g" <<<"$1"))" "$2"
}
