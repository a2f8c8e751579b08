#!/bin/bash
# What describe makes, place puts on the share and verify finds whole; each of
# its files, changed together with its line in the list, is noticed.

. tests/harness/lib.sh
. tests/40-describe/make_job.sh

make_describe_site
S=$T/site/arkiv
make_job "$T/job"
must "$B/bevara-describe" -C "$T/site" "$T/job"
must "$B/bevara-place" -C "$T/site" "$T/job"
id=$(cut -f 1 "$T/out")
must "$B/bevara-verify" -C "$T/site"
has "$T/out" 'checked	1 packages'
has "$T/out" '	0 findings'
(cd "$S/2026-H2" && must sha256sum -c "$id.sha256")

# Each file of the package, changed together with its line in the list.
chmod -R u+w "$S"
cp -a "$S" "$T/before"
changed=0
while IFS= read -r path; do
	case $path in
	"$id/METS.xml")	continue ;;	# the list alone vouches for it
	"$id/"*)	;;
	*)	continue ;;
	esac
	echo >>"$S/2026-H2/$path"
	sum=$(sha256sum <"$S/2026-H2/$path" | cut -c 1-64)
	sed -i "s|^.*  $path\$|$sum  $path|" "$S/2026-H2/$id.sha256"
	status 1 "$B/bevara-verify" -C "$T/site" --no-report
	has "$T/out" "changed	2026-H2/$path"
	changed=$((changed + 1))
	rm -rf "$S"
	cp -a "$T/before" "$S"
done < <(cut -c 67- "$T/before/2026-H2/$id.sha256")
[ "$changed" -ge 10 ] || fail_test "only $changed files were tried"

must "$B/bevara-place" -C "$T/site" "$T/job"
must "$B/bevara-verify" -C "$T/site" "$id"
