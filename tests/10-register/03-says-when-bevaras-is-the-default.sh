#!/bin/bash
# Goal: without a matching row the account is preserved, the order shows no
# row, and a message says so; a row for an account that there is not is
# pointed out.
. tests/harness/lib.sh
need xmllint

make_site
site=$T/site
jobs=$site/arbete/2026-H2

# A plan without a row for snapshots.
sed -i '0,/<innehall>ogonblicksbild/s//<innehall>inlagg/' "$site/plan.xml"
must "$B/bevara-register" order -C "$site" --period 2026-H2
has "$T/out" "$jobs/facebook-exempelkoping	-"
has "$T/out" "KFN-SM-1"
line=$(grep -n '<plan namnd="Kommunstyrelsen' "$site/plan.xml" | cut -d: -f1)
preserved="'facebook-exempelkoping' is preserved (bevaras) by default:"
has "$T/err" "$site/plan.xml:$line: $preserved no row"
o=$jobs/facebook-exempelkoping/order.xml
xsd_ok 10-register.order.xsd "$o"
has "$o" '<plan version="3.1">'
has "$o" '<rule>'
has "$o" '<action>bevaras</action>'
has "$o" 'Den bevaras tills nämnden har beslutat annat.'

# No plan for the board at all, and one that does not hold yet.
cp samples/site/plan.xml "$site/plan.xml"
sed -i 's|<plan namnd="Kommunstyrelsen"|<plan namnd="Byggnadsnämnden"|
    s|\(version="1.0" gallerFrom=\)"2025-01-01"|\1"2999-01-01"|' \
    "$site/plan.xml"
must "$B/bevara-register" order -C "$site" --period 2026-H2
equal "$(cut -f3 "$T/out" | tr '\n' ' ')" "- - "
line=$(grep -n '<namnd>Kommunstyrelsen' "$site/konton.xml" | head -n 1 |
    cut -d: -f1)
has "$T/err" "$site/konton.xml:$line: $preserved plan.xml has no plan"
has "$T/err" "no plan for the board 'Kommunstyrelsen'"
has "$T/err" "'Kultur- och fritidsnämnden' that holds on"
xsd_ok 10-register.order.xsd "$o"
hasnt "$o" '<plan'

# A row for an account that the register lacks.
cp samples/site/plan.xml "$site/plan.xml"
sed -i '0,/<innehall>ogonblicksbild/s//<konto>facebook-exempelby<\/konto>&/' \
    "$site/plan.xml"
must "$B/bevara-register" order -C "$site" --period 2026-H2
has "$T/err" "the row 'KS-SM-1' is for the account 'facebook-exempelby',"
has "$T/err" "'facebook-exempelby', which konton.xml does not have"
has "$T/out" "$jobs/facebook-exempelkoping	-"
