#!/bin/bash
# Killed at a system call, or told EIO or ENOSPC there, a run leaves the
# package absent or whole under its name; a plain rerun ends in the very same
# share.  Here it is each fourteenth call; all are in tests/faults.

. tests/harness/lib.sh
. tests/harness/package.sh
. tests/faults/points.sh

ID=exempel-fb_20261123T120000Z
points_begin
mkdir -p "$S"
cp samples/site/bevara.xml "$P_SITE/"
sed -i "s|<sokvag>.*</sokvag>|<sokvag>$S</sokvag>|" "$P_SITE/bevara.xml"
must points_tool key new -C "$P_SITE"
make_package "$P_SITE/job" $ID
must points_tool key new -C "$P_SITE"
points_state described
POINTS_STEP=${POINTS_STEP:-14}
points_of place described "share/*/$ID" place -C "$P_SITE" "$P_SITE/job"
points_end 20
