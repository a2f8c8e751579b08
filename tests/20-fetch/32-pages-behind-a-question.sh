#!/bin/bash
# Goal: a question about cookies that hides the page, one whether a person is
# looking, and a word on too many questions are told as what they are.
. tests/harness/lib.sh
. tests/20-fetch/awkward.sh

awkward consent-only-accept consent-curtain consent-youtube-before \
    consent-button-that-fails captcha-frame captcha-tiktok-slider \
    captcha-youtube-bot captcha-swedish-words rate-blocked-words \
    rate-swedish-words rate-instagram-wait
