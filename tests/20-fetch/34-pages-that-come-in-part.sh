#!/bin/bash
# Goal: a page of which a part came is told as truncated, within its time; one
# picture that is missing is not enough for that.  One that never ends is an
# error, since nothing of it can be seen.
. tests/harness/lib.sh
. tests/20-fetch/awkward.sh

awkward truncated-pictures truncated-by-time error-endless \
    good-one-broken-picture
