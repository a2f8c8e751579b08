#!/bin/bash
# On a share that a file server has, mounted as README.md says: a package is
# placed, checked and found again, å is å on the server, a run that is killed
# is mended by the next, two machines wait for each other, and what lies in
# Inkorg is taken.

[ "${UML:-}" = 1 ] ||
    exec "$(dirname "$0")/../harness/uml.sh" -t 240 "$0" "$@"
. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/uml/share.sh

need strace
ID=exempel-fb_20261123T120000Z
PDF='2026-11-23 Exempelköpings kommun, Facebook.pdf'
share_up
share_site
make_package "$T/job" $ID

# placed WHAT: the server's own disk has the package, whole and alone.
placed()
{
	whole_or_absent "$SERVED/2026-H2" $ID "$T/job/package/$ID.sha256"
	equal "$(ls "$SERVED/2026-H2")" "$(printf '%s\n' "$PDF" $ID \
	    $ID.sha256 $ID.sha256.p7s $ID.tlog-proof)"
	(cd "$SERVED/2026-H2" && must sha256sum --quiet -c $ID.sha256)
}

must "$B/bevara-place" -C "$T/site" "$T/job"
placed
must "$B/bevara-verify" -C "$T/site"
has "$T/out" '0 findings'
must "$B/bevara-place" -C "$T/site" "$T/job"
placed

# A byte that changes on the server is noticed.
printf x | dd of="$SERVED/2026-H2/$ID/METS.xml" conv=notrunc 2>/dev/null
echo 1 >/proc/sys/vm/drop_caches
sleep 1.1
status 1 "$B/bevara-verify" -C "$T/site"
has "$T/out" 'METS.xml'

# Killed before the rename and after it.
for n in 1 2; do
	rm -rf "$S/2026-H2" "$T/job/receipt.xml"
	status 75 strace -f -qq -o "$T/trace" -e trace=renameat2 \
	    -e inject=renameat2:signal=KILL:when=$n \
	    "$B/bevara-place" -C "$T/site" "$T/job"
	[ -f "$T/job/waiting.xml" ] || fail_test 'it does not wait'
	equal "$(ls -d "$SERVED/2026-H2/"*.part-lock | wc -l)" 1
	whole_or_absent "$SERVED/2026-H2" $ID "$T/job/package/$ID.sha256"
	must "$B/bevara-place" -C "$T/site" "$T/job"
	placed
	[ ! -f "$T/job/waiting.xml" ] || fail_test 'it waits still'
done

# Another machine, which is a mount of its own, is waited for.
share_mount /run/other nosharesock
rm -rf "$S/2026-H2/"*
exec 9>"/run/other/2026-H2/$ID.part-lock"
flock -n 9
mkdir "/run/other/2026-H2/$ID.part-living"
"$B/bevara-place" -C "$T/site" "$T/job" >"$T/out" 2>"$T/err" 9>&- &
pid=$!
sleep 2
alive $pid || fail_test "did not wait: $(cat "$T/err")"
[ -d "$SERVED/2026-H2/$ID.part-living" ] || fail_test 'swept what lives'
exec 9>&-
wait $pid || fail_test "ended with $?: $(cat "$T/err")"
rm -f "/run/other/2026-H2/$ID.part-lock"
placed

# What people lay in Inkorg, from Windows say.
ACCOUNT=facebook-exempelkoping
cp samples/site/konton.xml samples/site/plan.xml "$T/site"
only_account "$T/site" $ACCOUNT
must "$B/bevara-register" order -C "$T/site"
mkdir -p "$SERVED/Inkorg/$ACCOUNT"
cp tests/20-fetch/inlet/rgb.png "$SERVED/Inkorg/$ACCOUNT/Skärmbild å.png"
must "$B/bevara-inlet" -C "$T/site" --drop
has "$T/out" 'Skärmbild å.png'
equal "$(ls "$SERVED/Inkorg/$ACCOUNT")" mottaget
same_file tests/20-fetch/inlet/rgb.png \
    "$(find "$SERVED/Inkorg/$ACCOUNT/mottaget" -name 'Skärmbild å.png')"
