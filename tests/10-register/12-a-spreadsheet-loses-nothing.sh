#!/bin/bash
# Goal: the register goes out to CSV, XLSX and ODS, through LibreOffice into
# another format, and back, and says the same; nothing is written without --yes,
# the old konton.xml is kept with its comments, and what changes is shown.
. tests/harness/lib.sh
. tests/10-register/check.sh
. tests/10-register/office.sh

make_site
persons()
{
	local i
	for i in 1 2 3 4 5; do
		echo "<$1><person>Prov Provsson den $i:e</person><befattning>Titel, \"nr\" $i</befattning><epost>prov.$i@example.org</epost></$1>"
	done | tr -d '\n'
}
hard="\\&lt;b> \\&amp; \"citat\"; 'apa', 😀 _x0041_ é"
{
	account vanlig
	account manga "/<ansvarig>/{s#.*#$(persons ansvarig)#;:a;n;/<ansvarig>/{d;ba}};/<ersattare>/s#.*#$(persons ersattare)#" |
	    sed "0,/<administrator>/s#<administrator>.*#$(persons administrator)#; s#<inlet>.*#<inlet>manuell</inlet><inlet>webblasare</inlet>#; s#<ord>.*#<ord>Ett</ord><ord>två ord</ord><ord>=3</ord>#"
	account svar "s~<(syfte|malgrupp|inloggning|enhet)>[^<]*<~<\\1>$hard<~g"
	account formel "s#<(syfte|malgrupp)>[^<]*<#<\\1>=SUM(1+1)<#; s#<enhet>[^<]*<#<enhet>'=x<#; s#<kontakt>[^<]*<#<kontakt>+46 000, @enheten, -1<#"
	account tom '/<(syfte|malgrupp|kontakt|ansvarig|ersattare|administrator|inloggning|beslut)>/d'
	account stangd 's#aktiv</status>#avslutad</status><slutdatum>2025-06-30</slutdatum>#; s#</datum><diarie#</datum><paragraf>§ 12</paragraf><diarie#'
	account inloggad 's#</beslut>#</beslut><inloggadInsamling><av>Kommunchefen</av><datum>2026-03-01</datum><diarienummer>KS 2026/102</diarienummer></inloggadInsamling>#'
} | register
cp "$K" "$T/all.xml"
for format in csv xlsx ods; do
	must "$B/bevara-register" export -C "$site" "$T/konton.$format"
	equal "$(cat "$T/out")" "$T/konton.$format	7"
	must "$B/bevara-register" import -v -C "$site" "$T/konton.$format"
	equal "$(cat "$T/out")" ''
	has "$T/err" 'changes nothing'
done
file "$T/konton.xlsx" | grep -q 'Microsoft Excel 2007' || fail_test 'no xlsx'
file "$T/konton.ods" | grep -q 'OpenDocument Spreadsheet' || fail_test 'no ods'
must "$B/bevara-register" export -C "$site" "$T/igen.xlsx"
same_file "$T/konton.xlsx" "$T/igen.xlsx"

# Each through LibreOffice into the next format, and into a site that has
# another register.
convert ods "$T/lo" "$T/konton.xlsx"
convert xlsx "$T/lo" "$T/konton.csv" "$LO_CSV_IN"
convert "$LO_CSV" "$T/lo" "$T/konton.ods"
for format in csv xlsx ods; do
	cp samples/site/konton.xml "$K"
	rm -f "$K".bak-*
	chmod 640 "$K"
	status 1 "$B/bevara-register" import -C "$site" "$T/lo/konton.$format"
	has "$T/err" 'give the command again with --yes'
	same_file "$K" samples/site/konton.xml
	grep -qx '+	vanlig' "$T/out" || fail_test 'the new one is not shown'
	grep -qx -e '-	facebook-exempelkoping' "$T/out" || fail_test 'nor the old'
	must "$B/bevara-register" import --yes -C "$site" "$T/lo/konton.$format"
	has "$T/err" 'the old one, with its comments, which are not taken along'
	xsd_ok konton.xsd "$K"
	same_accounts "$T/all.xml" "$K"
	has "$K" 'Inläst från ett kalkylblad.'
	equal "$(stat -c %a "$K" "$K".bak-* | uniq)" 640
	equal "$(echo "$K".bak-* | wc -w)" "$(echo "$K" | wc -w)"
	same_file "$K".bak-* samples/site/konton.xml
	must "$B/bevara-register" list -C "$site"
	equal "$(wc -l <"$T/out")" 7
	# The same again is no change, and keeps nothing more.
	must "$B/bevara-register" import --yes -C "$site" "$T/lo/konton.$format"
	equal "$(ls "$site" | grep -c 'konton.xml')" 2
done

# One value changed: that is what is shown, and the order of rows is no change.
"$JUDGES/bin/python" - "$T/konton.csv" "$T/andrad.csv" <<'END' || fail_test "that is not so"
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
rows = rows[:1] + rows[:0:-1]
[r for r in rows if r[0] == "vanlig"][0][rows[0].index("Målgrupp")] = "Alla"
csv.writer(open(sys.argv[2], "w", encoding="utf-8", newline="")).writerows(rows)
END
status 1 "$B/bevara-register" import -C "$site" "$T/andrad.csv"
equal "$(cat "$T/out")" '~	vanlig	Målgrupp	Invånare i kommunen	Alla'

# What was exported is not written over; what is no such file is not made.
status 65 "$B/bevara-register" export -C "$site" "$T/konton.csv"
has "$T/err" 'somebody may have worked in it'
status 64 "$B/bevara-register" export -C "$site" "$T/konton.xls"
[ ! -e "$T/konton.xls" ] || fail_test 'it was made'
status 64 "$B/bevara-register" list -C "$site" --yes
