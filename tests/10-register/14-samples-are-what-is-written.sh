#!/bin/bash
# Goal: what export and check write of the sample site is, byte for byte, what
# samples/register shows to those who read it, but for the time of the check.
. tests/harness/lib.sh
. tests/10-register/check.sh

make_site
must "$B/bevara-register" export -C "$site" "$T/konton.csv"
same_file "$T/konton.csv" samples/register/konton.csv
set_account "$site" facebook-exempelkoping kontakt \
    'Exempel Exempelsson, exempel.exempelsson@example.org'
sed -i '0,/<metaBusinessSuite>ja/s//<metaBusinessSuite>nej/' "$K"
status 1 "$B/bevara-register" check -C "$site" --xml "$T/findings.xml"
xsd_ok 10-register.findings.xsd "$T/findings.xml"
sed 's/checked="[^"]*"/checked="2026-11-23T13:00:00+01:00"/' \
    "$T/findings.xml" >"$T/there.xml"
same_file "$T/there.xml" samples/register/findings.xml
