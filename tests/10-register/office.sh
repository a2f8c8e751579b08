# office.sh - LibreOffice without a window, for the tests of the spreadsheets;
# sourced after harness/lib.sh.

# convert FORMAT DIR FILE [OPTION...]: FILE as another format, in ${DIR}.  The
# program gets a profile of its own, so that several may run at a time.
convert()
{
	local format=$1 dir=$2 file=$3 profile
	shift 3
	need soffice
	need python
	profile=file://$("$JUDGES/bin/python" -c 'import sys, urllib.parse
print(urllib.parse.quote(sys.argv[1]))' "$T/profil")
	status 0 timeout 120 soffice "-env:UserInstallation=$profile" \
	    --headless "$@" --convert-to "$format" --outdir "$dir" "$file"
	[ -s "$dir/$(basename "${file%.*}").${format%%:*}" ] ||
	    fail_test "LibreOffice made no $format of $file: $(cat "$T/out" "$T/err")"
}

# CSV of LibreOffice: commas, quotation marks where needed, UTF-8.
LO_CSV='csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false'
LO_CSV_IN=--infilter=CSV:44,34,76,1

# same_accounts A B: two registers say the same, comments and layout apart, as
# Python's own reader of XML sees them.
same_accounts()
{
	"$JUDGES/bin/python" - "$1" "$2" <<'END' || fail_test "'$1' and '$2' differ"
import sys, xml.etree.ElementTree as e
def flat(n):
    return [n.tag, sorted(n.attrib.items()), " ".join((n.text or "").split()),
            [flat(c) for c in n]]
a, b = (flat(e.parse(f).getroot()) for f in sys.argv[1:])
assert len(a[3]) >= 1
for x, y in zip(a[3], b[3]):
    assert x == y, (x, y)
assert a == b
END
}
