#!/bin/bash
# Goal: two rows that govern the same snapshot are an error of configuration
# that names both with their lines; that account gets no order, and the others
# go on.
. tests/harness/lib.sh

make_site
site=$T/site
jobs=$site/arbete/2026-H2
sed -i '0,/<innehall>kommentar/s//<innehall>ogonblicksbild/' "$site/plan.xml"
first=$(grep -n 'rad id="KS-SM-1"' "$site/plan.xml" | cut -d: -f1)
second=$(grep -n 'rad id="KS-SM-2"' "$site/plan.xml" | cut -d: -f1)

status 78 "$B/bevara-register" order -C "$site" --period 2026-H2
equal "$(cat "$T/out")" \
    "instagram-biblioteket	$jobs/instagram-biblioteket	KFN-SM-1"
rows="the row 'KS-SM-2' and the row 'KS-SM-1' on line $first both govern"
has "$T/err" \
    "'facebook-exempelkoping' is not ordered: $site/plan.xml:$second: $rows"
has "$T/err" "1 of 2 accounts could not be ordered"
[ ! -e "$jobs/facebook-exempelkoping" ]
[ -f "$jobs/instagram-biblioteket/order.xml" ]

# Rows that differ in platform or in days do not meet.
cp samples/site/plan.xml "$site/plan.xml"
sed -i '0,/    <innehall>inlagg/s//    <plattform>x<\/plattform>&/
    0,/<innehall>kommentar/s//<innehall>ogonblicksbild/' "$site/plan.xml"
must "$B/bevara-register" order -C "$site" --period 2026-H2
has "$T/out" "$jobs/facebook-exempelkoping	KS-SM-1"
