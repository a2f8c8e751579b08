#!/bin/bash
# Goal: a login over the content is told as that and ends with 1, although
# the expected words can be seen behind it; fetched again, both are kept.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

serve samples/login-wall/00-site
order "http://127.0.0.1:$PORT/"
rejected login-wall 1
sign password-field login-wall
sign login-words login-wall
first=$(value capture/@id)

rejected login-wall 1
has "$JOB/rejected/$first/capture.xml" 'login-wall'
