#!/bin/bash
# Goal: whatever it is built with, a page that shows what it should is good.
. tests/harness/lib.sh
. tests/20-fetch/awkward.sh

awkward good-shadow good-frame good-right-to-left good-print-sheet \
    good-canvas good-video good-routed good-service-worker \
    good-lazy-pictures good-fixed-app
