#!/bin/bash
# Whoever can write to the share cannot change, hide or put in an entry of the
# log, a record, a signature or a proof without verify's noticing; not even who
# has the log's key, as long as the copy lies elsewhere.

. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/tsa.sh

plain_site
make_tsa ett
serve_tsa
add_authority "$T/site" ett "$TSA/ett/good" "$T/tsa/ett/root.crt"
place_many 2
must "$B/bevara-log" stamp -C "$T/site"
cp -a "$T/site" "$T/early"
make_package "$T/job" prov-3_20261123T120000Z 'Prov 3'
must "$B/bevara-place" -C "$T/site" "$T/job"
must "$B/bevara-log" stamp -C "$T/site"
must "$B/bevara-verify" -C "$T/site" --no-report
has "$T/out" '	0 findings'
cp -a "$T/site" "$T/whole"
P=$S/2026-H2
L=$S/logg
ID=prov-2_20261123T120000Z

# notices FINDING...: verify finds these, and says of the log's own faults
# which file it is; then all is as it was.
notices()
{
	local finding
	status 1 "$B/bevara-verify" -C "$T/site" --no-report "${ids[@]}"
	for finding; do
		has "$T/out" "$finding"
	done
	rm -rf "$T/site"
	cp -a "$T/whole" "$T/site"
}
ids=()

# 1. An entry's bytes: of another package, and of another kind.
E=$(find "$L/tile/entries" -type f | sort -V | tail -n 1)
sed -i 's/id prov-2_/id prov-8_/' "$E"
notices 'log	logg'
sed -i '0,/placed/s//retake/' "$E"
notices 'log	logg'
# 2. A tile of hashes: one bit, and one that is gone.
H=$(find "$L/tile/0" -type f | sort -V | tail -n 1)
printf x | dd of="$H" bs=1 seek=40 conv=notrunc status=none
notices 'log	logg'
rm "$H"
notices 'log	logg'
# 3. The checkpoint: its size, its root, its signature, and none at all.
for bad in '2s/3/2/' '3s/./A/2' '5s/.$/x/' '1,$d'; do
	sed -i "$bad" "$L/checkpoint"
	notices 'log	logg/checkpoint'
done
# 4. Rolled back to what it was, with the packages and without.
rm -r "$L"
cp -a "$T/early/arkiv/logg" "$L"
notices 'log	logg/checkpoint'
rm -r "$L" "$P"
cp -a "$T/early/arkiv/logg" "$T/early/arkiv/2026-H2" "$S"
mv "$S/logg" "$L" 2>/dev/null || :
notices 'log	logg/checkpoint'
# 5. Written anew by the same key, as long as before and longer.
cp -a "$T/early" "$T/other"
for i in 4 5; do
	make_package "$T/job" prov-${i}_20261123T120000Z "Prov $i"
	must "$B/bevara-place" -C "$T/other" "$T/job"
	rm -r "$L"
	cp -a "$T/other/arkiv/logg" "$L"
	notices 'log	logg/checkpoint'
done
# 6. Cut off: entries and tiles shorter than the checkpoint says.
for file in "$E" "$H"; do
	truncate -s -20 "$file"
	notices 'log	logg'
	: >"$file"
	notices 'log	logg'
done
# 7. Tokens swapped between two checkpoints.
a=$L/stamplar/000000000002 b=$L/stamplar/000000000003
cp "$a/ett.tsr" "$T/token"
cp "$b/ett.tsr" "$a/ett.tsr"
cp "$T/token" "$b/ett.tsr"
notices 'changed	logg/stamplar/000000000002/ett.tsr' \
    'changed	logg/stamplar/000000000003/ett.tsr'
# 8. A foreign key: on the share only, with its own log, and for signatures.
mkdir "$T/foreign"
cp -a "$T/site/bevara.xml" "$T/site/"tidsstampel* "$T/foreign" 2>/dev/null || :
mkdir "$T/foreign/arkiv"
must "$B/bevara-key" new -C "$T/foreign"
F=$T/foreign/arkiv/logg
cp "$F/nyckel.vkey" "$F/nyckel.pem" "$L"
notices 'signature	logg/nyckel.vkey' 'signature	logg/nyckel.pem'
cp "$F/checkpoint" "$F/nyckel.vkey" "$L"
notices 'log	logg/checkpoint' 'signature	logg/nyckel.vkey'
cat "$F/certifikat.pem" >>"$L/certifikat.pem"
notices 'signature	logg/certifikat.pem'
openssl cms -sign -binary -in "$P/$ID.sha256" -outform DER \
    -signer "$T/foreign/nycklar/signatur.crt" \
    -inkey "$T/foreign/nycklar/signatur.pem" -out "$P/$ID.sha256.p7s"
cp "$F/certifikat.pem" "$L"
notices "signature	2026-H2/$ID.sha256.p7s" 'signature	logg/certifikat.pem'

# And what the log says of packages: taken away with all that belongs to it,
# put there by hand, deleted though the log does not say so.
rm -r "$P/$ID" "$P/$ID".* "$P/2026-11-23 Prov 2, Facebook.pdf"
notices "missing	$ID	placed by entry 1 of the log"
make_package "$T/job" prov-9_20261123T120000Z 'Prov 9'
cp -r "$T/job/package/"* "$P"
notices "log	2026-H2/prov-9_20261123T120000Z	the log has no entry" \
    "missing	2026-H2/prov-9_20261123T120000Z.sha256.p7s" \
    "missing	2026-H2/prov-9_20261123T120000Z.tlog-proof"

# Signatures and proofs: gone, another package's, garbage; whole, and named.
for end in sha256.p7s tlog-proof; do
	case $end in
	*p7s)	kind=signature ;;
	*)	kind=proof ;;
	esac
	for ids in '' "$ID"; do
		ids=(${ids:+"$ids"})
		rm "$P/$ID.$end"
		notices "missing	2026-H2/$ID.$end	run 'bevara "
		cp "$P/prov-1_20261123T120000Z.$end" "$P/$ID.$end"
		notices "$kind	2026-H2/$ID.$end"
		echo x >"$P/$ID.$end"
		notices "$kind	2026-H2/$ID.$end"
	done
done
ids=()
must "$B/bevara-verify" -C "$T/site"
