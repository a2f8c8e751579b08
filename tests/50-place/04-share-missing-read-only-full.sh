#!/bin/bash
# A share that is missing, cannot be written, or is full ends the run with its
# own status; nothing is left on it, and a later run places the package.

. tests/harness/lib.sh
. tests/harness/package.sh

ID=exempel-fb_20261123T120000Z
plain_site
keep_unplaced
make_package "$T/job" $ID

# Missing: never made, since it may only not be mounted.
rm -r "$S"
status 75 "$B/bevara-place" -C "$T/site" "$T/job"
has "$T/err" "the archive share '$S' is not there; mount it"
[ ! -e "$S" ] || fail_test 'the share was made'
ln -s nowhere "$S"
status 75 "$B/bevara-place" -C "$T/site" "$T/job"
rm "$S"
echo x >"$S"
status 65 "$B/bevara-place" -C "$T/site" "$T/job"
rm "$S"

# There, but only as the folder that it would be mounted on: nothing is written
# there, and no log is begun anew.
mkdir "$S"
status 75 "$B/bevara-place" -C "$T/site" "$T/job"
has "$T/err" 'not mounted, or has no log yet'
status 1 "$B/bevara-key" new -C "$T/site"
has "$T/err" 'has seen one there: mount the share'
equal "$(ls -A "$S")" ''

# Nothing is entered in the log while nobody can tell whether it is the same,
# and nothing placed that cannot be signed.
not_placed
mv "$T/site/loggkopia" "$T/away"
status 75 "$B/bevara-place" -C "$T/site" "$T/job"
has "$T/err" "the copy of the log's newest state is not in"
mv "$T/away" "$T/site/loggkopia"
mv "$T/site/nycklar" "$T/away"
status 78 "$B/bevara-place" -C "$T/site" "$T/job"
has "$T/err" "run 'bevara key new' once"
mv "$T/away" "$T/site/nycklar"
equal "$(ls "$S")" logg

# A file outgrows what may be written.
status 73 prlimit --fsize=100000 "$B/bevara-place" -C "$T/site" "$T/job"
has "$T/err" 'File too large'
equal "$(ls -A "$S/2026-H2")" ''
must "$B/bevara-place" -C "$T/site" "$T/job"

# Read-only and full file systems need root and a mount name space; without
# them a folder that may not be written stands for the first.
not_placed
if [ "$(id -u)" != 0 ]; then
	chmod 555 "$S"
	status 73 "$B/bevara-place" -C "$T/site" "$T/job"
	chmod 755 "$S"
elif unshare -m true 2>/dev/null; then
	cat >"$T/mounted" <<-'END'
		mount -t tmpfs -o "${1/#ro/mode=755}" share "$2" || exit 99
		cp -a unplaced/arkiv/logg "$2" || exit 99
		[ "$1" != ro ] || mount -o remount,ro "$2" || exit 99
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
	not_placed
fi
must "$B/bevara-place" -C "$T/site" "$T/job"
