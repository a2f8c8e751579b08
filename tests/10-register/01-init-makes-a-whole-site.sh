#!/bin/bash
# Goal: bevara init makes a site folder that every later tool accepts, whole
# or not at all, and never touches files that are there.
. tests/harness/lib.sh
need xmllint

# A new folder, below folders that are not there yet.
must "$B/bevara-init" "$T/å mapp/under/site/"
equal "$(cat "$T/out")" "$T/å mapp/under/site"
has "$T/err" "bevara key new -C '$T/å mapp/under/site', once"
has "$T/err" "bevara register order -C '$T/å mapp/under/site'"
equal "$(cd "$T/å mapp/under/site" && ls -A | tr '\n' ' ')" \
    "arbete arkiv bevara.xml konton.xml plan.xml "
equal "$(ls "$T/å mapp/under")" site
for name in bevara konton plan; do
	xsd_ok "$name.xsd" "$T/å mapp/under/site/$name.xml"
	same_file "$T/å mapp/under/site/$name.xml" "samples/site/$name.xml"
done
must "$B/bevara-register" order -C "$T/å mapp/under/site"

# A folder that is there and empty, and one that holds something else.
mkdir "$T/tom" "$T/annat"
echo hej >"$T/annat/anteckning.txt"
must "$B/bevara-init" "$T/tom"
must "$B/bevara-init" "$T/annat"
has "$T/annat/anteckning.txt" hej
must "$B/bevara-register" list -C "$T/annat"

# "." is a folder too.
mkdir "$T/punkt"
(cd "$T/punkt" && must "$B/bevara-init" .)
[ -f "$T/punkt/bevara.xml" ]

# One of the three files is there: nothing is touched.
for name in bevara konton plan; do
	mkdir "$T/har $name"
	echo "<min/>" >"$T/har $name/$name.xml"
	status 65 "$B/bevara-init" "$T/har $name"
	has "$T/err" "$T/har $name/$name.xml' exists already"
	equal "$(cd "$T/har $name" && ls -A)" "$name.xml"
	equal "$(cat "$T/har $name/$name.xml")" "<min/>"
done
status 65 "$B/bevara-init" "$T/tom"

# A link in the place of a file is not followed.
mkdir "$T/länk"
ln -s "$T/utanför.xml" "$T/länk/konton.xml"
status 65 "$B/bevara-init" "$T/länk"
[ ! -e "$T/utanför.xml" ]

# A file in the place of the folder.
echo hej >"$T/fil"
status 65 "$B/bevara-init" "$T/fil"
has "$T/err" "is not a folder"
has "$T/fil" hej

# What a run that was cut left in a folder is completed by the next run.
mkdir "$T/avbruten"
cp samples/site/konton.xml "$T/avbruten"
must "$B/bevara-init" "$T/avbruten"
must "$B/bevara-register" list -C "$T/avbruten"

status 64 "$B/bevara-init"
status 64 "$B/bevara-init" ""
status 64 "$B/bevara-init" "$T/a" "$T/b"
[ ! -e "$T/a" ]
