# flow.sh - what the tests of the whole chain share; after harness/lib.sh.

# accounts SITE ID ADDRESS WORD [ID ADDRESS WORD ...]: make the site's register
# hold these accounts, each like the sample's first one.
accounts()
{
	local site=$1 block new
	shift
	block=$(sed -n '/<konto id=/,/<\/konto>/p;/<\/konto>/q' \
	    samples/site/konton.xml)
	new=$T/konton.new
	sed '/<konto id=/,$d' samples/site/konton.xml >"$new"
	while [ $# -ge 3 ]; do
		printf '%s\n' "$block" | sed -e "s|<konto id=.*|<konto id=\"$1\">|" \
		    -e "s|<adress>.*</adress>|<adress>${2//&/\\&amp;}</adress>|" \
		    -e "s|<ord>.*</ord>|<ord>$3</ord>|" >>"$new"
		shift 3
	done
	echo '</konton>' >>"$new"
	mv "$new" "$site/konton.xml"
	xsd_ok konton.xsd "$site/konton.xml"
}

# one_page CASE [WORD]: serve samples/CASE/00-site and make $T/site with one
# account, facebook-prov, whose page that is.
one_page()
{
	serve "samples/$1/00-site"
	make_site
	accounts "$T/site" facebook-prov "http://127.0.0.1:$PORT/" \
	    "${2:-Exempelköpings kommun}"
}

# share_is_whole N: the share holds N whole packages, each with its list and
# its PDF, and nothing that is half.
share_is_whole()
{
	local share=$T/site/arkiv found
	found=$(find "$share" -name '*.part-*')
	equal "$found" ''
	found=$(find "$share" -mindepth 2 -maxdepth 2 -type d | wc -l)
	equal "$found" "$1"
	found=$(find "$share" -mindepth 2 -maxdepth 2 -name '*.sha256' | wc -l)
	equal "$found" "$1"
	found=$(find "$share" -mindepth 2 -maxdepth 2 -name '*.pdf' | wc -l)
	equal "$found" "$1"
	[ "$1" = 0 ] || (cd "$share"/*/ && sha256sum --quiet -c ./*.sha256) ||
	    fail_test "sha256sum -c does not hold on the share"
	must "$B/bevara" verify -C "$T/site"
}

# packages: the paths of all packages on the share, one a line.
packages()
{
	find "$T/site/arkiv" -mindepth 2 -maxdepth 2 -type d | sort
}
