#!/bin/bash
# Goal: what the server itself says is told as it is: refused, busy, gone,
# closed, leading on for ever, broken off.  The table is printed.
. tests/harness/lib.sh
. tests/20-fetch/awkward.sh

awkward error-gone error-refused error-closed error-loop rate-status \
    rate-come-again login-required-by-http captcha-just-a-moment \
    truncated-answer
