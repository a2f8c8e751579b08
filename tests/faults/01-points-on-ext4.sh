#!/bin/bash
# Each call by which a tool changes a file fails with EIO, with ENOSPC, or the
# tool is killed there: nothing is torn, nothing is told to be done that is
# not, nothing is left over, and the next run mends it.

. tests/harness/lib.sh
. tests/faults/points.sh
. tests/faults/table.sh

points_begin
points_table
points_end 500
