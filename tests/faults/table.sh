# table.sh - every tool that writes, for points.sh: points_table.  One line
# each; POINTS_TOOLS names those that are wanted (all if it is not set), the
# others are only run.

ACCOUNT=facebook-exempelkoping
P_BY='Exempel Exempelsson'

# point NAME ...: points_of NAME ..., or only the run.
point()
{
	local name=$1 from=$2 faults=${POINTS_FAULTS-EIO ENOSPC KILL}
	case " ${POINTS_TOOLS:-$name} " in
	*" $name "*)	points_of "$@" ;;
	*)		p_back "$from"
			shift 3
			must points_tool "$@"
			points_state "$name" ;;
	esac
}

# a_site: what people have written in the new site: one account; the share.
a_site()
{
	only_account "$P_SITE" $ACCOUNT
	sed -i "s|<sokvag>.*</sokvag>|<sokvag>$S</sokvag>|" \
	    "$P_SITE/bevara.xml"
	points_state site
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
	local w=$P_SITE/arbete/2026-H2 job
	job=$w/$ACCOUNT
	points_state nothing
	point init nothing '' init "$P_SITE"
	a_site
	point order site '' register order -C "$P_SITE"
	point inlet order 'site/arbete/*/*/capture' inlet -C "$P_SITE" \
	    --account $ACCOUNT --by "$P_BY" "$ROOT/tests/20-fetch/inlet/rgb.png"
	point render inlet 'site/arbete/*/*/document' \
	    render -C "$P_SITE" "$job"
	point describe render 'site/arbete/*/*/package' \
	    describe -C "$P_SITE" "$job"
	point place describe 'share/*/*Z' place -C "$P_SITE" "$job"
	POINTS_SAME=same_but_times point catalogue place '' \
	    catalogue -C "$P_SITE"
}
