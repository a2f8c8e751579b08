#!/bin/bash
# Goal: each platform's login, in the place of the page or over it, is told as
# a login wall, although the account's name can be seen.
. tests/harness/lib.sh
. tests/20-fetch/awkward.sh

awkward login-facebook-over login-facebook-view login-instagram-sent \
    login-x-flow login-linkedin-authwall login-bluesky-users-only \
    login-tiktok-modal login-mastodon login-asked-in-swedish
