#!/bin/bash
# What stands beside a placed package is made again when it is gone, and the
# leavings of a run that died are removed; those of other packages are not.

. tests/harness/lib.sh
. tests/harness/package.sh

ID=exempel-fb_20261123T120000Z
PDF='2026-11-23 Exempelköpings kommun, Facebook.pdf'
plain_site
make_package "$T/job" $ID
must "$B/bevara-place" -C "$T/site" "$T/job"
cp -a "$S" "$T/before"
P=$S/2026-H2

again()
{
	must "$B/bevara-place" -C "$T/site" "$T/job"
	same_share "$T/before" || fail_test "not completed: $1"
	vouched
	xsd_ok 50-place.receipt.xsd "$T/job/receipt.xml"
}

rm "$T/job/receipt.xml";		again receipt
rm "$P/$PDF";				again 'the PDF'
rm "$P/$ID.sha256";			again 'the list'
rm "$P/$ID.sha256" "$P/$PDF";		again 'list and PDF'
rm "$P/$ID.sha256.p7s";			again 'the signature'
rm "$P/$ID.tlog-proof";			again 'the proof'
rm "$P/$ID.tlog-proof" "$T/job/receipt.xml"; again 'proof and receipt'
rm -r "${P:?}/$ID";			again 'the package'
rm -r "$P";				again 'the period'

# Taken away without a trace in the job, it is placed a second time, and the
# log tells of both.
rm -r "$P" "$T/job/receipt.xml"
must "$B/bevara-place" -C "$T/site" "$T/job"
equal "$(log_size)" 2
has "$T/job/receipt.xml" 'logIndex="1"'
rm -rf "$S" "$T/site/loggkopia"
cp -a "$T/before" "$S"
mkdir "$T/site/loggkopia"
cp "$S/logg/checkpoint" "$T/site/loggkopia"

mkdir -p "$P/$ID.part-abcdef/x"
echo x >"$P/$ID.part-abcdef/x/y"
: >"$P/$ID.sha256.part-abcdef"
: >"$P/$ID.pdf.part-abcdef"
: >"$P/$ID.sha256.p7s.part-abcdef"
: >"$P/$ID.tlog-proof.part-abcdef"
again leavings

# Not ours to remove: another id's, and one whose writer lives.
mkdir "$P/other-fb_20261123T120000Z.part-abcdef" "$P/$ID.part-living"
exec 9>"$P/$ID.part-lock"
flock -n 9
"$B/bevara-place" -C "$T/site" "$T/job" >"$T/out" 2>"$T/err" 9>&- &
pid=$!
sleep 1
alive $pid || fail_test "did not wait: $(cat "$T/err")"
[ -d "$P/$ID.part-living" ] || fail_test "a living run's"
rm "$P/$ID.part-lock"
exec 9<&-
wait $pid || fail_test "ended with $?: $(cat "$T/err")"
[ -d "$P/other-fb_20261123T120000Z.part-abcdef" ] || fail_test "another id's"
[ ! -d "$P/$ID.part-living" ] || fail_test "a dead run's"
rmdir "$P/other-fb_20261123T120000Z.part-abcdef"
again 'after the other run'
