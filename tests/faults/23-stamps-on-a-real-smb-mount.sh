#!/bin/bash
# On a share that a file server has: a stamp is kept, a renewal too, a proof is
# written anew although the one before is read-only there, and so is the page
# for strangers where it was changed.

[ "${UML:-}" = 1 ] ||
    exec "$(dirname "$0")/../harness/uml.sh" -t 240 "$0" "$@"
. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/tsa.sh
. tests/harness/uml/share.sh

share_up
share_site
make_tsa ett 172800
serve_tsa
add_authority "$T/site" ett "$TSA/ett/good" "$T/tsa/ett/root.crt"
W=$SERVED/logg/stamplar/000000000001
make_package "$T/job" exempel-fb_20261123T120000Z
must "$B/bevara-place" -C "$T/site" "$T/job"
proof=$SERVED/2026-H2/exempel-fb_20261123T120000Z.tlog-proof
before=$(stat -c %i "$proof")
must "$B/bevara-log" stamp -C "$T/site"
has "$T/out" 'proved	exempel-fb_20261123T120000Z	0'
[ "$(stat -c %i "$proof")" != "$before" ] || fail_test 'the same proof'
ts_ok "$W/ett.tsr" "$W/checkpoint" "$T/tsa/ett/root.crt" "$W/ett.pem"
must "$B/bevara-log" prove exempel-fb_20261123T120000Z -C "$T/site"
tsa_leaf ett 345600
must "$B/bevara-log" restamp -C "$T/site" --within P3D
has "$T/out" 'omstampel-1.ett.tsr'
must "$B/bevara-log" show -C "$T/site"
has "$T/out" 'stamps	2'
has "$SERVED/KONTROLLERA.txt" 'SÅ KONTROLLERAR DU'
echo x >>"$SERVED/KONTROLLERA.txt"
echo 1 >/proc/sys/vm/drop_caches
sleep 1.1
must "$B/bevara-place" -C "$T/site" "$T/job"
equal "$(tail -c 2 "$SERVED/KONTROLLERA.txt")" .
equal "$(find "$SERVED" -name '*.part-*')" ''
