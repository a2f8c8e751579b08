#!/bin/bash
# A share that is missing, cannot be written, or is full ends the run with its
# own status; nothing is left on it, and a later run places the package.

. tests/harness/lib.sh
. tests/harness/package.sh

ID=exempel-fb_20261123T120000Z
plain_site
make_package "$T/job" $ID

# Missing: never made, since it may only not be mounted.
rmdir "$S"
status 75 "$B/bevara-place" -C "$T/site" "$T/job"
has "$T/err" "the archive share '$S' is not there; mount it"
[ ! -e "$S" ] || fail_test 'the share was made'
ln -s nowhere "$S"
status 75 "$B/bevara-place" -C "$T/site" "$T/job"
rm "$S"
echo x >"$S"
status 65 "$B/bevara-place" -C "$T/site" "$T/job"
rm "$S"

# A file outgrows what may be written.
mkdir "$S"
status 73 prlimit --fsize=100000 "$B/bevara-place" -C "$T/site" "$T/job"
has "$T/err" 'File too large'
equal "$(ls -A "$S/2026-H2")" ''
must "$B/bevara-place" -C "$T/site" "$T/job"

# Read-only and full file systems need root and a mount name space; without
# them a folder that may not be written stands for the first.
rm -rf "$S/2026-H2"
if [ "$(id -u)" != 0 ]; then
	chmod 555 "$S"
	status 73 "$B/bevara-place" -C "$T/site" "$T/job"
	chmod 755 "$S"
elif unshare -m true 2>/dev/null; then
	cat >"$T/mounted" <<-'END'
		mount -t tmpfs -o "$1" share "$2" || exit 99
		shift 2
		"$@"
		end=$?
		find "$S" -mindepth 1
		exit $end
	END
	in_mount()
	{
		local options=$1
		shift
		(cd "$T" &&
		    S=$S unshare -m bash "$T/mounted" "$options" "$S" "$@")
	}
	status 73 in_mount ro "$B/bevara-place" -C "$T/site" "$T/job"
	has "$T/err" 'Read-only file system'
	status 73 in_mount size=200k "$B/bevara-place" -C "$T/site" "$T/job"
	has "$T/err" 'No space left on device'
	# Room for the package, not for the PDF's second copy.
	status 73 in_mount size=500k "$B/bevara-place" -C "$T/site" "$T/job"
	has "$T/err" 'No space left on device'
	hasnt "$T/out" 'part-'
	must in_mount size=2m "$B/bevara-place" -C "$T/site" "$T/job"
fi
must "$B/bevara-place" -C "$T/site" "$T/job"
