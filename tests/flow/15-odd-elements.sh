#!/bin/bash
# 70,000 tagged elements on one web page: its PDF passes the three profiles,
# shows the slices bit by bit, and has the words where they were.
. tests/harness/lib.sh
. tests/flow/flow.sh
. tests/flow/odd.sh

odd_run elements
words_in_place "${jobs[0]}"
pictures_are_slices "${jobs[0]}"
equal "$(grep -c '<paragraph>' "$(odd_job elements)/capture/layout.xml")" 70000
odd_passes "${jobs[@]}"
list_passed
