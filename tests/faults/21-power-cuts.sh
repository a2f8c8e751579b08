#!/bin/bash
# What place said is on the share is there after the power was cut in the very
# next moment: package, PDF, list, the log and the receipt.  Without syncs, the
# control, nothing is.  CUTS (200) and CONTROLS (20) say how often.

[ "${UML:-}" = 1 ] ||
    exec "$(dirname "$0")/../harness/uml.sh" -t 3000 "$0" \
    "${CUTS:-200}" "${CONTROLS:-20}"
. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/uml/share.sh

cuts=$1 controls=$2
[ -f "$B/faults/nosync.so" ] || fail_test 'no faults/nosync.so: make tests'

# The whole site lies on the disk that loses power, the share in it; jobs are
# made beside it and copied there, and are on the disk before they are placed.
disk_up 320
mkdir "$SERVED/site" "$T/made"
ln -s "$SERVED/site" "$T/site"
plain_site

# whole N: what was placed as the Nth is there, and its receipt says so.
whole()
{
	local id=prov-$1_20261123T120000Z
	[ -f "$T/site/arbete/$1/receipt.xml" ] || return 1
	(cd "$S/2026-H2" && sha256sum --quiet -c $id.sha256) \
	    >"$T/sums" 2>&1 || return 1
	xmllint --nonet --noout --schema schemas/50-place.receipt.xsd \
	    "$T/site/arbete/$1/receipt.xml" 2>/dev/null || return 1
	equal "$(sha256sum <"$S/2026-H2/$id.sha256" | cut -c 1-64)" \
	    "$(sed -n 's/.*sha256="\([0-9a-f]*\)".*/\1/p' \
	    "$T/site/arbete/$1/receipt.xml")"
}

# logged: the newest state of the log, when there is one.
logged()
{
	cat "$S/logg/checkpoint" 2>/dev/null || :
}

# one N [PRELOAD]: place, cut, look; 0 if all of it survived.
one()
{
	local log
	make_package "$T/made" prov-$1_20261123T120000Z "Prov $1"
	cp -r "$T/made" "$T/site/arbete/$1"
	sync -f "$SERVED"
	must env ${2:+LD_PRELOAD="$2"} \
	    "$B/bevara-place" -C "$T/site" "$T/site/arbete/$1"
	log=$(logged)
	power_cut
	whole "$1" && [ "$(logged)" = "$log" ]
}

lost=0
for ((i = 1; i <= controls; i++)); do
	one control-$i "$B/faults/nosync.so" || lost=$((lost + 1))
done
echo "without syncs: $lost of $controls lost"
rm -rf "$S/2026-H2" "$T/site/arbete/"*
sync -f "$SERVED"

survived=0
for ((i = 1; i <= cuts; i++)); do
	one $i || fail_test "lost after cut $i: $(cat "$T/sums")"
	survived=$((survived + 1))
done
echo "$survived of $cuts power cuts survived"

# And none of the earlier ones was harmed by a later cut.
must "$B/bevara-verify" -C "$T/site"
has "$T/out" "$cuts packages"
has "$T/out" '0 findings'
equal "$(find "$S" -name '*.part-*')" ''
equal "$lost" "$controls"
