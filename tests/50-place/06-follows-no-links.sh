#!/bin/bash
# Links and special files in a package are refused, and a link put in the
# place of a folder on the share leads nowhere.

. tests/harness/lib.sh
. tests/harness/package.sh

ID=exempel-fb_20261123T120000Z
plain_site
mkdir "$T/outside"

# refused TEXT: and the share stays empty, the outside too.
refused()
{
	status 65 "$B/bevara-place" -C "$T/site" "$T/job"
	has "$T/err" "$1"
	equal "$(ls -A "$T/outside")" ''
}

# In the package: they were files when it was listed.
f=$T/job/package/$ID/documentation/empty.txt
for kind in link dangling pipe socket folder; do
	make_package "$T/job" $ID
	case $kind in
	link)	ln -sf /dev/null "$f" ;;
	dangling) ln -sf /nowhere/at/all "$f" ;;
	pipe)	rm "$f"; mkfifo "$f" ;;
	socket)	rm "$f"; python3 -c 'import socket, sys, os
os.chdir(os.path.dirname(sys.argv[1]))
socket.socket(socket.AF_UNIX).bind("empty.txt")' "$f" ;;
	folder)	rm "$f"; mkdir "$f" ;;
	esac
	refused "empty.txt'"
	equal "$(ls -A "$S")" logg
done
make_package "$T/job" $ID
mv "$T/job/package/$ID/documentation" "$T/docs"
ln -s "$T/docs" "$T/job/package/$ID/documentation"
refused 'is not a regular file'
make_package "$T/job" $ID
mv "$T/job/package/$ID" "$T/elsewhere"
ln -s "$T/elsewhere" "$T/job/package/$ID"
refused 'holds no package'
equal "$(ls -A "$S")" logg

# A list that leads outside.
make_package "$T/job" $ID
for path in ../x /etc/passwd "$ID/../../x" other/x "$ID//x"; do
	cp "$T/job/package/$ID.sha256" "$T/list"
	printf '%064d  %s\n' 0 "$path" >>"$T/job/package/$ID.sha256"
	refused "$ID.sha256'"
	cp "$T/list" "$T/job/package/$ID.sha256"
done

# On the share: the period, the package, its list.
ln -s "$T/outside" "$S/2026-H2"
refused "cannot open the folder '2026-H2'"
rm "$S/2026-H2"
mkdir "$S/2026-H2"
ln -s "$T/outside" "$S/2026-H2/$ID"
refused 'is there already and is no folder'
rm "$S/2026-H2/$ID"
ln -s "$T/outside/list" "$S/2026-H2/$ID.sha256"
status 65 "$B/bevara-place" -C "$T/site" "$T/job"
equal "$(ls -A "$T/outside")" ''
rm "$S/2026-H2/$ID.sha256"

# A link under the plain name is not written through: the next name is taken.
ln -s "$T/outside/pdf" \
    "$S/2026-H2/2026-11-23 Exempelköpings kommun, Facebook.pdf"
must "$B/bevara-place" -C "$T/site" "$T/job"
has "$T/out" 'Facebook (13.00).pdf'
equal "$(ls -A "$T/outside")" ''

# The share's own path may lead through a link: the site chose it.
mv "$S" "$T/real"
ln -s "$T/real" "$S"
must "$B/bevara-place" -C "$T/site" "$T/job"
