# flow.sh - what the tests of the whole chain share; after harness/lib.sh.

# one_page CASE: serve samples/CASE/00-site and make $T/site with one account,
# facebook-exempelkoping, whose page that is.
one_page()
{
	serve "samples/$1/00-site"
	make_site
	only_account "$T/site" facebook-exempelkoping
	set_account "$T/site" facebook-exempelkoping adress \
	    "http://127.0.0.1:$PORT/"
}

# share_is_whole N: the share holds N whole packages, each with its list, its
# PDF, its signature and its proof, and nothing that is half.
share_is_whole()
{
	local share=$T/site/arkiv found
	found=$(find "$share" -name '*.part-*')
	equal "$found" ''
	found=$(packages | wc -l)
	equal "$found" "$1"
	found=$(find "$share" -mindepth 2 -maxdepth 2 -name '*.sha256' | wc -l)
	equal "$found" "$1"
	found=$(find "$share" -mindepth 2 -maxdepth 2 -name '*.pdf' | wc -l)
	equal "$found" "$1"
	found=$(find "$share" -mindepth 2 -maxdepth 2 -name '*.tlog-proof' |
	    wc -l)
	equal "$found" "$1"
	for found in "$share"/20*/*.sha256; do
		[ -e "$found" ] || continue
		openssl cms -verify -binary -inform DER -in "$found.p7s" \
		    -content "$found" -CAfile "$share/logg/certifikat.pem" \
		    -out /dev/null 2>/dev/null ||
		    fail_test "not signed: $found"
	done
	[ "$1" = 0 ] || (cd "$share"/20*/ && sha256sum --quiet -c ./*.sha256) ||
	    fail_test "sha256sum -c does not hold on the share"
	must "$B/bevara" verify -C "$T/site"
}

# packages: the paths of all packages on the share, one a line.
packages()
{
	find "$T/site/arkiv" -mindepth 2 -maxdepth 2 -type d \
	    -name "*_*Z" | sort
}
