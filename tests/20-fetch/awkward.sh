# awkward.sh - capture pages of tests/awkward (its README says what they hold)
# and see that each gets the verdict that it names; after harness/lib.sh.

AWKWARD=tests/awkward

# told FILE NAME: what the page's first comment says of NAME, a line each.
told()
{
	sed -n "/-->/q; s/^$2: //p" "$1"
}

# awkward_site: serve all of them, and make $T/site, whose accounts are added.
awkward_site()
{
	local page name
	cp -r $AWKWARD "$T/www"
	for page in "$T"/www/[a-z]*.html; do
		told "$page" rule
	done >"$T/www/_rules.txt"
	serve "$T/www"
	make_site
	allow_address "$T/site" "localhost:$PORT"
	cp "$T/site/bevara.xml" "$T/bevara.xml"
}

# awkward_account NAME: an account for the page, with its last record.
awkward_account()
{
	local page=$AWKWARD/$1.html path word platform dir
	path=$(told "$page" path)
	word=$(told "$page" words)
	platform=$(told "$page" platform)
	add_account "$T/site" "$1" "$1" \
	    "http://127.0.0.1:$PORT${path:-/$1.html}" \
	    "${word:-Exempelköpings kommun}"
	set_account "$T/site" "$1" plattform "${platform:-webb}"
	[ -n "$(told "$page" previous)" ] || return 0
	dir=$T/site/arbete/2025-H2/$1
	mkdir -p "$dir"
	cp -r samples/plain-page/20-fetch "$dir/capture"
	sed -i "s/facebook-exempelkoping/$1/g; s/20261123T/20251123T/
	    s/2026-11-23T/2025-11-23T/g" "$dir/capture/capture.xml"
	: >"$dir/receipt.xml"
}

# awkward_wrong NAME TEXT: told of after all have been captured.
awkward_wrong()
{
	echo "$1: $2" >>"$T/wrong"
}

# awkward_claims NAME EXPECTED: what is claimed of the capture.
awkward_claims()
{
	local page=$AWKWARD/$1.html record=$JOB/capture/capture.xml sign choice
	sign=$(told "$page" sign)
	choice=$(told "$page" consent)
	xmllint --nonet --noout --schema schemas/20-fetch.capture.xsd \
	    "$record" 2>/dev/null || awkward_wrong "$1" 'not valid'
	[ -z "$sign" ] || grep -q "<sign name=\"$sign\"" "$record" ||
	    awkward_wrong "$1" "no sign $sign"
	if [ -n "$choice" ]; then
		grep -q "<consent [^>]*choice=\"$choice\"" "$record" ||
		    awkward_wrong "$1" "cookies were not $choice"
	elif grep -q '<consent ' "$record"; then
		awkward_wrong "$1" 'cookies, where nobody asks'
	fi
	# What is bad goes no further.
	[ "$2" = good ] || ! "$B/bevara" render -C "$T/site" "$JOB" \
	    >/dev/null 2>&1 || awkward_wrong "$1" 'was rendered'
	[ "$2" = good ] || [ ! -e "$JOB/document" ] ||
	    awkward_wrong "$1" 'has a document'
}

# awkward_capture NAME: capture it and print its line of the table.
awkward_capture()
{
	local page=$AWKWARD/$1.html expected got seconds start=$SECONDS status=0
	expected=$(told "$page" expect)
	seconds=$(told "$page" seconds)
	JOB=$(ls -d "$T"/site/arbete/*/"$1" | tail -n 1)
	sed "s|<sekunder>.*<|<sekunder>${seconds:-60}<|" "$T/bevara.xml" \
	    >"$T/site/bevara.xml"
	TMPDIR=$T "$B/bevara" fetch -C "$T/site" "$JOB" >"$T/out" 2>"$T/err" ||
	    status=$?
	got=$(cut -f 2 "$T/out")
	printf '%-26s %-13s %-13s %3d s  %s\n' "$1" "$expected" "$got" \
	    $((SECONDS - start)) "$("$B/bevara" fetch --explain "$JOB" |
	    awk -F '\t' '$1 != "sum" && $1 != "verdict" {
		printf "%s%s %d", n++ ? ", " : "", $1, $3 }')"
	[ "$got" = "$expected" ] ||
	    awkward_wrong "$1" "$got, not $expected: $(cat "$T/err")"
	case $got:$status in
	good:0|rate-limited:75|error:75)	;;
	good:*|rate-limited:*|*:0)
		awkward_wrong "$1" "ended with $status" ;;
	esac
	awkward_claims "$1" "$expected"
}

# awkward NAME...: all of them, and the table.
awkward()
{
	local name
	awkward_site
	for name; do
		awkward_account "$name"
	done
	must "$B/bevara" register order -C "$T/site" "$@"
	: >"$T/wrong"
	printf '%-26s %-13s %-13s %5s  %s\n' page expected got time signs
	for name; do
		awkward_capture "$name"
	done
	[ ! -s "$T/wrong" ] || fail_test "$(cat "$T/wrong")"
	equal "$(ls "$T/site/arkiv")" logg
}
