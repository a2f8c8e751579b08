#!/bin/bash
# Goal: a page of 60,000 pixels and one that keeps only what is near the window
# are good.
. tests/harness/lib.sh
. tests/20-fetch/awkward.sh

awkward good-tall good-virtual-feed
