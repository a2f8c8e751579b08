#!/bin/bash
# veraPDF's word counts where it is installed: its reports are kept; a document
# that fails PDF/A-1b is not made; one that fails 1a or ua1 is made, and says
# so; without a judge, or with one that falls over, it says "not-checked".
. tests/harness/lib.sh

must "$B/tests/30-render/test_capture" make mixed "$T/job"
record=$T/job/document/document.xml

# results: the record's three verdicts.
results() {
	sed -n 's/.*<check profile="\([^"]*\)" result="\([^"]*\)".*/\1 \2/p' \
	    "$record" | tr '\n' ' '
}

must "$B/bevara-render" "$T/job"
equal "$(results)" '1b not-checked 1a not-checked ua1 not-checked '
equal "$(cat "$T/err")" ''
equal "$(ls "$T/job/document")" "$(printf 'document.pdf\ndocument.xml')"

# judge BROKEN: a stand-in that finds that profile broken.
mkdir "$T/bin"
judge() {
	cat >"$T/bin/verapdf" <<END
#!/bin/sh
[ "\$2" = "$1" ] && ok=false || ok=true
cat <<REPORT
<report><buildInformation><releaseDetails id="core" version="9"/>
<releaseDetails id="apps" version="1.2.3"/></buildInformation>
<jobs><job><validationReport isCompliant="\$ok"><details>
<rule clause="6.1.1" testNumber="3" status="passed"/>
<rule clause="6.1.2" testNumber="7" status="failed">
<description>The header shall be so</description></rule>
</details></validationReport></job></jobs></report>
REPORT
\$ok
END
	chmod +x "$T/bin/verapdf"
	rm -rf "$T/job/document"
}
PATH=$T/bin:$PATH

judge none
must "$B/bevara-render" "$T/job"
equal "$(results)" '1b pass 1a pass ua1 pass '
has "$record" 'judge="veraPDF 1.2.3"'
has "$record" 'report="verapdf-ua1.xml"'
xsd_ok 30-render.document.xsd "$record"
equal "$(ls "$T/job/document" | wc -l)" 5

judge 1b
status 65 "$B/bevara-render" "$T/job"
has "$T/err" 'not PDF/A-1b by veraPDF 1.2.3: rule 6.1.2, test 7: The header'
[ ! -e "$T/job/document" ] || fail_test "a document was left"

for profile in 1a ua1; do
	judge "$profile"
	must "$B/bevara-render" "$T/job"
	has "$T/err" "is not $profile by veraPDF 1.2.3: rule 6.1.2, test 7"
	has "$record" "not $profile by veraPDF"
	has "$record" "<check profile=\"$profile\" result=\"fail\""
done

# ---- a judge that falls over ----
for how in 'exit 9' 'echo nonsense' 'echo "<report/>"' 'kill -9 $$'; do
	judge none
	printf '#!/bin/sh\n%s\n' "$how" >"$T/bin/verapdf"
	must "$B/bevara-render" "$T/job"
	equal "$(results)" '1b not-checked 1a not-checked ua1 not-checked '
	has "$T/err" 'not checked as 1b'
	has "$record" '<warning>not checked as 1b'
done

# ---- the real one ----
PATH=${PATH#"$T/bin:"}
rm -rf "$T/job/document"
with_verapdf
must "$B/bevara-render" "$T/job"
equal "$(results)" '1b pass 1a pass ua1 pass '
grep -q 'judge="veraPDF 1\.[0-9]' "$record" || fail_test "no version"
