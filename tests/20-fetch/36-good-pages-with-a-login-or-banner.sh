#!/bin/bash
# Goal: a small login, words about walls, and banners that can be refused do
# not make a page bad; cookies are refused, never accepted.
. tests/harness/lib.sh
. tests/20-fetch/awkward.sh

awkward good-small-login-box good-login-words good-words-of-walls \
    good-cookies-refused good-cookies-necessary good-cookies-shadow \
    good-cookies-frame good-cookies-at-the-foot good-spinner-at-the-end \
    good-like-the-last
