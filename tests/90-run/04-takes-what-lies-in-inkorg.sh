#!/bin/bash
# Goal: nobody needs a terminal: a picture laid in Inkorg is on the share after
# the next run, beside the browser's own capture; what cannot be taken is told
# in the table, stays where it is, and does not stop the rest.
. tests/harness/lib.sh
. tests/20-fetch/inlet.sh

serve samples/plain-page/00-site
make_site
only_account "$T/site" $ACCOUNT
set_account "$T/site" $ACCOUNT adress "http://127.0.0.1:$PORT/"
inbox=$T/site/arkiv/Inkorg/$ACCOUNT
mkdir -p "$inbox"
cp $HANDED/plain.jpg "$inbox/Bild från telefonen.jpg"
cp samples/broken/inlet-office.png "$inbox/"

status 65 "$B/bevara" run -C "$T/site"
equal "$(cut -f 1-3 "$T/out")" "$(printf '%s\t%s\t%s\n' \
    $ACCOUNT good archived \
    $ACCOUNT.2 good archived \
    $ACCOUNT - 'refused from Inkorg')"
has "$T/out" 'Office document'
[ -f "$inbox/inlet-office.png" ] || fail_test 'the refused file is gone'
[ -f "$inbox/inlet-office.png.fel.txt" ] || fail_test 'there is no note'
equal "$(find "$inbox/mottaget" -type f -name 'Bild från telefonen.jpg' |
    wc -l)" 1
equal "$(find "$T/site/arkiv" -name document.pdf | wc -l)" 2
must "$B/bevara" verify -C "$T/site"

# Again: nothing new; once the file is gone, all is well.
rm "$inbox"/inlet-office*
must "$B/bevara" run -C "$T/site"
equal "$(cut -f 3 "$T/out")" 'archived before'
equal "$(find "$T/site/arkiv" -name document.pdf | wc -l)" 2
