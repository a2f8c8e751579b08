#!/bin/bash
# `bevara log prove` writes a package's proof with the newest checkpoint, for
# packages that are on the share as they were placed, and for no others.

. tests/harness/lib.sh
. tests/harness/package.sh

plain_site
place_many 3
one=prov-1_20261123T120000Z two=prov-2_20261123T120000Z
cp "$S/2026-H2/$one.tlog-proof" "$T/old"
must "$B/bevara-log" prove -C "$T/site" $one $two
equal "$(cat "$T/out")" "$(printf 'proved\t%s\t%s\t2026-H2/%s.tlog-proof\n' \
    $one 0 $one $two 1 $two)"
sed '1,/^$/d' "$S/2026-H2/$one.tlog-proof" >"$T/checkpoint"
same_file "$T/checkpoint" "$S/logg/checkpoint"
! cmp -s "$T/old" "$S/2026-H2/$one.tlog-proof" || fail_test 'the old proof'
must "$B/bevara-verify" -C "$T/site"
must "$B/bevara-place" -C "$T/site" "$T/job"

# Gone, or another's, it is made again; the entry is found without it.
rm "$S/2026-H2/$one.tlog-proof"
cp "$S/2026-H2/$two.tlog-proof" "$S/2026-H2/$one.tlog-proof"
must "$B/bevara-log" prove -C "$T/site" $one
must "$B/bevara-verify" -C "$T/site"

# What the log does not know; the others are done all the same.
chmod -R u+w "$S/2026-H2"
echo >>"$S/2026-H2/$two.sha256"
status 1 "$B/bevara-log" prove -C "$T/site" $two $one ingen_20261123T120000Z
has "$T/err" "no entry that placed '2026-H2/$two.sha256' as it is now"
has "$T/err" "no package 'ingen_20261123T120000Z'"
equal "$(cut -f 2 "$T/out")" $one

# Neither a folder elsewhere nor a link leads out of the share.
status 64 "$B/bevara-log" prove -C "$T/site" "../2026-H2/$one"
status 64 "$B/bevara-log" prove -C "$T/site"
status 64 "$B/bevara-log" prov -C "$T/site"
status 64 "$B/bevara-log" show -C "$T/site" $one
mkdir "$T/elsewhere"
mv "$S/2026-H2" "$T/elsewhere"
ln -s "$T/elsewhere/2026-H2" "$S/2026-H2"
cp "$T/elsewhere/2026-H2/$one.tlog-proof" "$T/old"
status 1 "$B/bevara-log" prove -C "$T/site" $one
same_file "$T/old" "$T/elsewhere/2026-H2/$one.tlog-proof"
rm "$S/2026-H2"
mv "$T/elsewhere/2026-H2" "$S"

# A log that was rolled back proves nothing.
cp -a "$S/logg" "$T/logg"
make_package "$T/job" prov-4_20261123T120000Z 'Prov 4'
must "$B/bevara-place" -C "$T/site" "$T/job"
rm -rf "$S/logg"
mv "$T/logg" "$S/logg"
status 1 "$B/bevara-log" prove -C "$T/site" $one
has "$T/err" 'rolled back'
