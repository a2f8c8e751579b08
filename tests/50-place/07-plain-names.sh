#!/bin/bash
# The PDF gets a name that people and Windows can read; when it is taken, the
# time and then the id is added, and no file is replaced.

. tests/harness/lib.sh
. tests/harness/package.sh

plain_site
P=$S/2026-H2

# named NAME PLATFORM WANT [STAMP]: the PDF of a new package gets the name WANT.
n=0
named()
{
	n=$((n + 1))
	make_package "$T/job" "prov-$n"_"${4:-20261123T120000Z}" "$1" "$2"
	must "$B/bevara-place" -C "$T/site" "$T/job"
	equal "$(basename "$(cut -f 2 "$T/out")")" "$3"
	(cd "$P" && must sha256sum -c "prov-$n"_*.sha256)
	same_file "$P/$3" \
	    "$T/job/package/prov-$n"_*/representations/pdfa/data/document.pdf
}

named 'Exempelköpings kommun' instagram \
    '2026-11-23 Exempelköpings kommun, Instagram.pdf'
named 'Exempelköpings kommun' instagram \
    '2026-11-23 Exempelköpings kommun, Instagram (13.00).pdf'
named 'Exempelköpings kommun' instagram \
    '2026-11-23 Exempelköpings kommun, Instagram (prov-3_20261123T120000Z).pdf'
# To Windows the name is taken in other letters too.
named 'EXEMPELKÖPINGS kommun' instagram \
    '2026-11-23 EXEMPELKÖPINGS kommun, Instagram (prov-4_20261123T120000Z).pdf'

named 'A/B: "C" &lt;D&gt; E?F*G|H\I' x '2026-11-23 A-B- C D E F G-H-I, X.pdf'
named 'Punkt...' webb '2026-11-23 Punkt, Webb.pdf'
named 'CON' youtube '2026-11-23 CON, YouTube.pdf'
named $'a\u030angstro\u0308m' tiktok '2026-11-23 ångström, TikTok.pdf'
named $'m\u0302\u0303 sist' linkedin '2026-11-23 m sist, LinkedIn.pdf'
named $'\u202efdp.exe\u200b' bluesky '2026-11-23 fdp.exe, Bluesky.pdf'
named '🙂 Fritids Ж' mastodon '2026-11-23 🙂 Fritids Ж, Mastodon.pdf'
named '???' facebook '2026-11-23 prov-12, Facebook.pdf'

# The date is the local one.
named 'Natt' facebook '2026-12-01 Natt, Facebook.pdf' 20261130T230000Z
named 'Sommar' facebook '2026-07-01 Sommar, Facebook.pdf' 20260630T220000Z

# A name that is too long is cut, between characters.
long=$(printf 'å%.0s' {1..300})
n=$((n + 1))
make_package "$T/job" prov-${n}_20261123T120000Z "$long" facebook
must "$B/bevara-place" -C "$T/site" "$T/job"
pdf=$(basename "$(cut -f 2 "$T/out")")
case $pdf in
'2026-11-23 ååå'*'ååå, Facebook.pdf')	;;
*)	fail_test "cut to '$pdf'" ;;
esac
[ "$(printf %s "$pdf" | wc -c)" -ge 250 ] || fail_test "cut too short: '$pdf'"
