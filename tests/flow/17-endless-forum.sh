#!/bin/bash
# A forum that shows its 200 topics as one scrolls, and drops those at the
# other end again, becomes a record in which each topic is once: in the layout,
# in the PDF's text and, by its place, in the picture.
. tests/harness/lib.sh
. tests/flow/flow.sh
. tests/harness/replay.sh
need redis-server

TOPICS=${TOPICS:-200}
port=$(free_port)
folder=${TMPDIR:-/tmp}/bevara-nodebb.$$
background '[ -e "$folder/ready" ]' tests/harness/nodebb.sh "$folder" "$port" \
    "$TOPICS"
path=$(cat "$folder/ready")

make_site
only_account "$T/site" facebook-exempelkoping
set_account "$T/site" facebook-exempelkoping adress \
    "http://127.0.0.1:$port$path"
set_account "$T/site" facebook-exempelkoping plattform webb
set_account "$T/site" facebook-exempelkoping ord 'Exempelköpings kommun'
allow_address "$T/site" "127.0.0.1:$port"
must "$B/bevara" run -C "$T/site"
has "$T/out" "$(printf '\tgood\tarchived\t')"
job=$(echo "$T"/site/arbete/*/facebook-exempelkoping)

# once_each FILE WHERE: each topic's heading stands there once.
once_each()
{
	local n
	for ((n = 1; n <= TOPICS; n++)); do
		equal "$n: $(grep -cE "Ämne $n:" "$1")" "$n: 1"
	done
	echo "$TOPICS of $TOPICS topics, each once: $2"
}
xmllint --nonet --xpath '//*[local-name()="run"]' "$job/capture/layout.xml" |
    sed 's/<[^>]*>/ /g; s/&[a-z]*;/ /g' | tr '\n' ' ' | tr -s ' ' |
    sed 's/Ämne /\n&/g' >"$T/layout.txt"
once_each "$T/layout.txt" layout
pdftotext "$job/document/document.pdf" - | tr '\n' ' ' | tr -s ' ' |
    sed 's/Ämne /\n&/g' >"$T/pdf.txt"
once_each "$T/pdf.txt" 'text of the PDF'
verapdf_ok 1a "$job/document/document.pdf"
