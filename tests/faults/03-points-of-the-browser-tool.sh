#!/bin/bash
# As 01-points-on-ext4.sh, for fetch, which takes its time: each fourth call.

. tests/harness/lib.sh
. tests/faults/points.sh
. tests/faults/table.sh

points_begin
points_fetch
points_end 20
