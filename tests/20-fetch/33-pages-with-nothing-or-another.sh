#!/bin/bash
# Goal: a page that shows nothing, or not yet, one that is no longer like the
# last record, and one that says that it is none are no records.
. tests/harness/lib.sh
. tests/20-fetch/awkward.sh

awkward blank-white blank-spinner blank-skeleton blank-boxes \
    blank-needs-script changed-name changed-structure changed-both \
    error-other-page error-says-gone error-facebook-browser
