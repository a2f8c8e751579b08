#!/bin/bash
# Goal: a page that shows nothing is told as blank and ends with 1.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

serve samples/blank-page/00-site
order "http://127.0.0.1:$PORT/"
rejected blank 1
sign no-content blank
