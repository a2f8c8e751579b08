#!/bin/bash
# Our own check says what veraPDF says, profile by profile and rule by rule, of
# all kinds of documents that we make and of each file that was broken on
# purpose; what veraPDF cannot read, it cannot either.
. tests/harness/lib.sh
need verapdf

mkdir "$T/pdf"
for case in mixed empty kinds tall; do
	must "$B/tests/30-render/test_capture" make "$case" "$T/$case"
	must "$B/bevara-render" "$T/$case"
	cp "$T/$case/document/document.pdf" "$T/pdf/own-$case.pdf"
done
must "$B/tests/30-render/test_break" all "$T/pdf/own-mixed.pdf" "$T/pdf"
must "$B/tests/30-render/test_break" list
count=$(wc -l <"$T/out")
[ "$count" -gt 200 ] || fail_test "only $count defects"

# theirs PROFILE: name, profile, verdict and broken rules from the report.
theirs()
{
	awk -v profile="$1" '
	function value(name,  s) {
		s = $0
		if (!sub(".* " name "=\"", "", s)) return ""
		sub("\".*", "", s)
		return s
	}
	/<name>/ { name = $0; sub(/\.pdf<.*/, "", name); sub(/.*\//, "", name)
		verdict = "none" }
	/<validationReport/ && value("isCompliant") != "" {
		verdict = value("isCompliant") == "true" ? "pass" : "fail" }
	/<rule / && value("status") == "failed" {
		print name, profile, value("clause") "-" value("testNumber") }
	/<\/job>/ { print name, profile, verdict }
	'
}

# ours NAME: the same from our own lines.
ours()
{
	awk -F '\t' -v name="$1" '
	$1 != "note" { print name, $1, $2; seen[$1] = 1 }
	END {
		split("1b 1a ua1", all, " ")
		for (i in all)
			if (!(all[i] in seen)) print name, all[i], "none"
	}' "$T/own"
}

for profile in 1b 1a ua1; do
	# It ends with 1 or more, since there is something wrong.
	"$JUDGES/bin/verapdf" -f "$profile" --format xml "$T"/pdf/*.pdf \
	    >"$T/report" 2>"$T/err" || :
	theirs "$profile" <"$T/report"
done | sort -u >"$T/theirs"

for pdf in "$T"/pdf/*.pdf; do
	name=$(basename "$pdf" .pdf)
	got=0
	"$B/bevara-render" --check "$pdf" >"$T/own" 2>"$T/err" || got=$?
	ours "$name"
	case $got in
	0)	! grep -q '	fail$' "$T/own" ;;
	1)	grep -q '	fail$' "$T/own" && has "$T/err" 'does not keep' ;;
	65)	[ ! -s "$T/own" ] && has "$T/err" 'no PDF that can be read' ;;
	*)	false ;;
	esac || fail_test "$name: ended with $got"
done | sort -u >"$T/ours"

equal "$(wc -l <"$T/theirs")" "$(wc -l <"$T/ours")"
same_file "$T/ours" "$T/theirs"
for case in mixed empty kinds tall; do
	equal "$(grep "^own-$case " "$T/ours" | tr '\n' ' ')" \
	    "own-$case 1a pass own-$case 1b pass own-$case ua1 pass "
done
# Both verdicts were found, of each profile.
for profile in 1b 1a ua1; do
	[ "$(grep -c " $profile pass$" "$T/ours")" -gt 30 ]
	[ "$(grep -c " $profile fail$" "$T/ours")" -gt 60 ]
done

# What only we look at is said, and changes no verdict.
for name in outline-in-a-circle element-no-kids no-system-info jpx; do
	must "$B/bevara-render" --check "$T/pdf/$name.pdf"
	grep -q '^note	' "$T/out" || fail_test "$name: no note"
done
