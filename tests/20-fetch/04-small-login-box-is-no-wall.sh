#!/bin/bash
# Goal: a login box in the header of a page that shows what it should does not
# make it a login wall; the sign is recorded all the same.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

cp -r samples/plain-page/00-site "$T/page"
sed -i 's|<nav aria-label="Huvudmeny">|<form><input name="n" size="8"><input type="password" size="8"><button>Logga in</button></form>&|' \
    "$T/page/index.html"
has "$T/page/index.html" 'type="password"'
serve "$T/page"
order "http://127.0.0.1:$PORT/"
fetch 0
equal "$(value verdict/@value)" good
sign password-field login-wall
