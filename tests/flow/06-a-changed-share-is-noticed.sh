#!/bin/bash
# A byte changed, a file added, a file removed on the share: `bevara verify`
# ends with 1 and names each.
. tests/harness/lib.sh
. tests/flow/flow.sh

one_page plain-page
must "$B/bevara" run -C "$T/site"
share_is_whole 1
package=$(packages)
chmod -R u+w "$package"

printf 'X' | dd of="$package/representations/pdfa/data/document.pdf" bs=1 \
    seek=5000 conv=notrunc status=none
echo ny >"$package/documentation/ny.txt"
rm "$package/metadata/descriptive/dc.xml"
status 1 "$B/bevara" verify -C "$T/site"
grep -q '^changed.*document\.pdf' "$T/out" || fail_test 'change not named'
grep -q '^untracked.*ny\.txt' "$T/out" || fail_test 'added file not named'
grep -q '^missing.*dc\.xml' "$T/out" || fail_test 'removed file not named'
equal "$(grep -c -E '^(changed|untracked|missing)' "$T/out")" 3
