#!/bin/bash
# Goal: a page of which a part came is told as truncated, one that never ends
# coming as an error, within its time; one
# picture that is missing is not enough for that.
. tests/harness/lib.sh
. tests/20-fetch/awkward.sh

awkward truncated-pictures truncated-by-time error-endless \
    good-one-broken-picture
