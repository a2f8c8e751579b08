#!/bin/bash
# Goal: the list shows every account; what is asked wrongly is a usage error
# that says what to write, and makes nothing.
. tests/harness/lib.sh

make_site
site=$T/site
must "$B/bevara-register" list -C "$site"
equal "$(cat "$T/out")" "facebook-exempelkoping	aktiv	facebook	Exempelköpings kommun	https://www.example.org/facebook/exempelkoping	Kommunstyrelsen
instagram-biblioteket	avslutas	instagram	Biblioteket i Exempelköping	https://www.example.org/instagram/biblioteket	Kultur- och fritidsnämnden
blogg-omstallningen	avslutad	webb	Omställningsbloggen	https://blogg.example.org/	Kommunstyrelsen"
must "$B/bevara-register" list -C "$site" blogg-omstallningen
equal "$(cut -f1 "$T/out")" blogg-omstallningen

status 64 "$B/bevara-register" order -C "$site" facebook-exempelkoping nix
has "$T/err" "there is no account 'nix'"
status 64 "$B/bevara-register" order -C "$site" blogg-omstallningen
has "$T/err" "was closed on 2025-06-30"
status 64 "$B/bevara-register" order -C "$site" --period 2026-H3
has "$T/err" "write for example --period 2026-H2"
status 64 "$B/bevara-register" order -C "$site" --period ../../2026-H2
status 64 "$B/bevara-register" list -C "$site" --period 2026-H2
status 64 "$B/bevara-register" chek -C "$site"
has "$T/err" "write order or list"
status 64 "$B/bevara-register" -C "$site"
equal "$(ls "$site/arbete")" ""

# A site that there is not, or that lacks a file.
status 78 "$B/bevara-register" list -C "$T/ingen"
has "$T/err" "make one by 'bevara init'"
mkdir "$T/tom"
status 78 "$B/bevara-register" list -C "$T/tom"
has "$T/err" "'$T/tom/bevara.xml' is missing; name the site folder by -C"
rm "$site/plan.xml"
status 78 "$B/bevara-register" order -C "$site"
has "$T/err" "'$site/plan.xml' is missing"
rm "$site/konton.xml"
status 78 "$B/bevara-register" order -C "$site"
has "$T/err" "'$site/konton.xml' is missing"
equal "$(ls "$site/arbete")" ""

# Every account closed: nothing to do, and it says so.
cp samples/site/plan.xml samples/site/konton.xml "$site"
sed -i 's|<status>aktiv</status>|<status>avslutad</status><slutdatum>2026-01-01</slutdatum>|
    s|<status>avslutas</status>|<status>avslutad</status>|
    s|2027-01-31|2026-01-31|' "$site/konton.xml"
must "$B/bevara-register" order -C "$site"
equal "$(cat "$T/out")" ""
has "$T/err" "every account is closed"
