# table.sh - every tool that writes, for points.sh: points_table, one line
# each.  POINTS_TOOLS names those that are wanted (all if it is not set); the
# others are only run, where a later one goes on from them.

. tests/20-fetch/inlet.sh

# point NAME ...: points_of NAME ..., or only the run.
point()
{
	local name=$1
	case " ${POINTS_TOOLS:-$name} " in
	*" $name "*)	points_of "$@" ;;
	*)		p_back "$2"
			must points_tool "${@:4}"
			points_state "$name" ;;
	esac
}

# half_year: that of the time that stands still, in Sweden.
half_year()
{
	TZ=CET-1CEST,M3.5.0,M10.5.0/3 date -d "@$POINTS_AT" +'%Y %m' |
	    awk '{ print $1 "-H" ($2 > 6 ? 2 : 1) }'
}

# a_site: what people have written in the new site: one account; the share.
a_site()
{
	only_account "$P_SITE" $ACCOUNT
	sed -i "s|<sokvag>.*</sokvag>|<sokvag>$S</sokvag>|" \
	    "$P_SITE/bevara.xml"
	points_state site
}

# same_names OLD NEW: for keys, which are others each time.
same_names()
{
	diff <(cd "$1" && find . | sort) <(cd "$2" && find . | sort) ||
	    return 1
	[ ! -f "$2/nycklar/logg.pem" ] ||
	    openssl pkey -in "$2/nycklar/logg.pem" -noout
}

# a_wall: a job whose capture a person must decide on.
a_wall()
{
	. tests/25-review/review.sh
	put_job konto login-wall
	mkdir -p "$P_SITE/arbete/$(half_year)"
	cp -r "$W/konto" "$P_SITE/arbete/$(half_year)/"
	points_state wall
}

# a_queue: a decision whose entry waits for the log.
a_queue()
{
	p_back wall
	mv "$S/logg" "$T/logg"
	must points_tool accept -C "$P_SITE" "$1" --by "$BY" \
	    --reason skäl
	mv "$T/logg" "$S/logg"
	points_state queue
}

# one_retake OLD NEW: the decision names a folder that holds the order; one of
# a dead run may be there too, and empty.
one_retake()
{
	local job mask='s/konto\.[0-9]*/konto.N/'
	job=$2/arbete/$(half_year)/konto
	diff <(cd "$1" && find . ! -name .lock | sed "$mask" | sort -u) \
	    <(cd "$2" && find . ! -name .lock | sed "$mask" | sort -u) ||
	    return 1
	[ ! -f "$job/decision.xml" ] ||
	    cmp "$job/order.xml" "${job%/*}/$(sed -n \
	    's/.*<next job="\([^"]*\)".*/\1/p' "$job/decision.xml")/order.xml"
}

# a_page: a page of one line, served on loopback, and the job for it.
a_page()
{
	mkdir -p "$T/page"
	echo '<html lang="sv"><title>Sida</title><p>Exempelköpings kommun' \
	    >"$T/page/index.html"
	serve "$T/page"
	allow_address "$P_SITE" "127.0.0.1:$PORT"
	set_account "$P_SITE" $ACCOUNT adress "http://127.0.0.1:$PORT/"
	must points_tool register order -C "$P_SITE"
	points_state page
}

# good_capture OLD NEW: the folders hold the same names, and each capture in
# the new one is what its record says; its times are others.
good_capture()
{
	local record
	diff <(cd "$1" && find . ! -name .lock | sort) \
	    <(cd "$2" && find . ! -name .lock | sort) || return 1
	find "$2" -name capture.xml >"$T/records"
	while IFS= read -r record; do
		grep -q '<verdict value="good"' "$record" || return 1
		sed -n 's/.*<file name="\([^"]*\)".* sha256="\([^"]*\)".*/\2  \1/p' \
		    "$record" >"$T/sums"
		[ -s "$T/sums" ] || return 1
		(cd "${record%/*}" && sha256sum --quiet -c "$T/sums") || return 1
	done <"$T/records"
}

# same_but_times A B: the catalogue's state tells when the lists were written,
# and these are copies.
same_but_times()
{
	diff -r -x tillstand.xml "$1" "$2" || return
	[ ! -f "$1/katalog/tillstand.xml" ] ||
	    cmp <(sed 's/ time="[^"]*"//' "$1/katalog/tillstand.xml") \
	    <(sed 's/ time="[^"]*"//' "$2/katalog/tillstand.xml")
}

points_table()
{
	local w job
	w=$P_SITE/arbete/$(half_year)
	job=$w/$ACCOUNT
	points_state nothing
	# A site that is whole is never made again.
	POINTS_AGAIN=65 point init nothing '' init "$P_SITE"
	a_site
	POINTS_SAME=same_names point key site '' key new -C "$P_SITE"
	point order key '' register order -C "$P_SITE"
	point inlet order 'site/arbete/*/*/capture' inlet -C "$P_SITE" \
	    --account $ACCOUNT --by "$BY" "$ROOT/$HANDED/rgb.png"
	point render inlet 'site/arbete/*/*/document' \
	    render -C "$P_SITE" "$job"
	point describe render 'site/arbete/*/*/package' \
	    describe -C "$P_SITE" "$job"
	point place describe 'share/*/*Z' place -C "$P_SITE" "$job"
	POINTS_STEP=$((5 * ${POINTS_STEP:-1})) \
	    point run describe 'share/*/*Z' run -C "$P_SITE" "$job"

	p_back key
	a_wall
	point accept wall '' accept -C "$P_SITE" "$w/konto" --by "$BY" \
	    --reason skäl
	POINTS_SAME=one_retake POINTS_MASK='s/konto\.[0-9]*/konto.2/' \
	    point retake wall '' retake -C "$P_SITE" "$w/konto" --by "$BY" \
	    --reason skäl
	a_queue "$w/konto"
	point log queue '' log flush -C "$P_SITE"
	POINTS_SAME=same_but_times point catalogue place '' \
	    catalogue -C "$P_SITE"
}

# points_fetch: the one that needs a browser; only its own process is failed.
points_fetch()
{
	local POINTS_CLOCK=no POINTS_SAME=good_capture POINTS_TRACE=
	points_state nothing
	point init nothing '' init "$P_SITE"
	a_site
	a_page
	TMPDIR=$T POINTS_STEP=${POINTS_STEP:-4} POINTS_FAULTS='EIO KILL' \
	    point fetch page 'site/arbete/*/*/capture' \
	    fetch -C "$P_SITE" "$(echo "$P_SITE"/arbete/*/$ACCOUNT)"
}
