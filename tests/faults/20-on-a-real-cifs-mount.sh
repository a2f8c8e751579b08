#!/bin/bash
# On a real SMB mount: each call by which a tool changes a file on the share
# fails in turn, with EIO, with ENOSPC, or the tool is killed there: nothing is
# torn, nothing is told to be done that is not, and the next run mends it.
# It takes each third of the calls; POINTS_STEP=1 takes all, for some hours.

[ "${UML:-}" = 1 ] ||
    exec "$(dirname "$0")/../harness/uml.sh" -t 3400 "$0"
. tests/harness/lib.sh
. tests/harness/package.sh
. tests/harness/uml/share.sh
. tests/faults/points.sh
. tests/faults/table.sh

share_up 128
share_mount /run/arkiv

POINTS_STEP=${POINTS_STEP:-3}
points_begin /run/arkiv
POINTS_TOOLS='key place log catalogue' points_table

# What people lay in Inkorg.
p_back order
mkdir -p "$S/Inkorg/$ACCOUNT"
cp $HANDED/rgb.png "$S/Inkorg/$ACCOUNT/Skärmbild å.png"
points_state inkorg
POINTS_STEP=$((2 * POINTS_STEP)) POINTS_TOOLS=drop point drop inkorg \
    'site/arbete/*/*/capture share/Inkorg/*/mottaget/*' \
    inlet -C "$P_SITE" --drop
points_end 100
