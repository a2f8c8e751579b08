#!/bin/bash
# A package with a name that Windows cannot show, or would take for another,
# or with a path too long for it, is refused before anything is written.

. tests/harness/lib.sh
. tests/harness/package.sh

ID=exempel-fb_20261123T120000Z
plain_site
tried=0

# refused PATH...: a package that also holds these files; it must be refused.
refused()
{
	local f
	make_package "$T/job" $ID
	for f in "$@"; do
		mkdir -p "$(dirname "$T/job/package/$ID/$f")"
		echo x >"$T/job/package/$ID/$f"
	done
	seal_package "$T/job" $ID
	status 65 "$B/bevara-place" -C "$T/site" "$T/job"
	[ -s "$T/err" ] || fail_test "no word on $*"
	equal "$(ls -A "$S")" logg
	tried=$((tried + 1))
}

# Some of each kind; test_hostile.c has them all.
for name in con Nul.txt 'COM¹' 'dot.' ' space' 'a:b' 'a\b' $'new\nline' \
    $'bad\xff' $'a\u030a.txt' $'rlo\u202egpj.txt'; do
	refused "documentation/$name"
	has "$T/err" 'place: placing'
done

# A folder's name counts too.
refused 'nul/x'
refused 'a./x'

# Twins: by case, in Latin, Greek and Cyrillic; in folders.
refused documentation/a.txt documentation/A.txt
refused documentation/å.txt documentation/Å.txt
refused documentation/ω.txt documentation/Ω.txt
refused documentation/ж.txt documentation/Ж.txt
refused Documentation/x
has "$T/err" 'are one name to Windows'

# Paths: 240 characters under the share's Windows name, in UTF-16 units.
long=$(printf '%0240d' 0)
refused "documentation/${long:0:150}"
has "$T/err" 'Windows needs at most 240'
refused "documentation/${long:0:90}/${long:0:90}"
smiles=$(printf '🙂%.0s' {1..40})
refused "documentation/$smiles/$smiles"
[ "$tried" -ge 20 ] || fail_test "only $tried names were tried"

# A name from another file system is no reason to refuse the package.
make_package "$T/job" $ID
must "$B/bevara-place" -C "$T/site" "$T/job"

# On the share: a name that only Windows takes for ours.
for twin in "${ID^^}" "${ID^}.sha256"; do
	rm -rf "$S/2026-H2"
	mkdir "$S/2026-H2"
	echo x >"$S/2026-H2/$twin"
	status 65 "$B/bevara-place" -C "$T/site" "$T/job"
	has "$T/err" "holds '$twin', which Windows takes for"
	equal "$(ls -A "$S/2026-H2")" "$twin"
done
rm -rf "$S/2026-H2"
mkdir "$S/2026-h2"
status 65 "$B/bevara-place" -C "$T/site" "$T/job"
equal "$(ls -A "$S")" '2026-h2
KONTROLLERA.txt
logg'
