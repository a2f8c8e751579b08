# package.sh - made-up packages for the tests of place and verify; sourced
# after lib.sh.  They are E-ARK in their names and sums only.

# plain_site: a site in $T/site whose share and work folder lie in it, with its
# keys and a log on the share; $S is the share.
plain_site()
{
	mkdir -p "$T/site/arkiv" "$T/site/arbete"
	cp samples/site/bevara.xml "$T/site/bevara.xml"
	must "$B/bevara-key" new -C "$T/site"
	S=$T/site/arkiv
}

# mets_file FILE HREF: the line of a METS for a file.
mets_file()
{
	printf '<file ID="ID-%s" CHECKSUM="%s" CHECKSUMTYPE="SHA-256">' \
	    "$RANDOM" "$(sha256sum <"$1" | cut -d' ' -f1)"
	printf '<FLocat LOCTYPE="URL" xlink:type="simple" xlink:href="%s"/>' \
	    "$2"
	echo '</file>'
}

mets_start()
{
	cat <<END
<?xml version="1.0" encoding="UTF-8"?>
<mets xmlns="http://www.loc.gov/METS/"
 xmlns:xlink="http://www.w3.org/1999/xlink" OBJID="$1">
END
}

# make_order FILE ACCOUNT NAME PLATFORM: an order.xml of 2026-H2.
make_order()
{
	cat >"$1" <<END
<?xml version="1.0" encoding="UTF-8"?>
<order xmlns="urn:x-bevara:order:1" period="2026-H2">
<organisation><name>Exempelköpings kommun</name>
 <number>212000-0000</number>
 <archiveAuthority>Kommunstyrelsen</archiveAuthority></organisation>
<account id="$2" status="active"><name>$3</name><platform>$4</platform>
 <address>https://www.example.org/x</address>
 <purpose>Informera</purpose><audience>Invånare</audience>
 <contact>post@example.org</contact><unit>Kommunikation</unit>
 <board>Kommunstyrelsen</board><logins>Lösenordsvalvet</logins>
 <businessSuite>no</businessSuite>
 <decision><by>Kommunchefen</by><date>2026-01-15</date>
 <number>KS 2026/12</number></decision><inlet>browser</inlet></account>
<plan version="1"><board>Kommunstyrelsen</board>
 <decision><by>Kommunstyrelsen</by><date>2026-01-15</date>
 <number>KS 2026/13</number></decision></plan>
<rule row="r1"><recordType>Ögonblicksbild</recordType>
 <action>bevaras</action><registration>nej</registration>
 <storage>Arkivytan</storage></rule>
<source konton="$(printf '%064d' 0)" plan="$(printf '%064d' 1)"/>
</order>
END
}

# seal_package JOB ID: write its METS files and list anew from what is there.
seal_package()
{
	local p=$1/package/$2 f
	{
		mets_start representation
		(cd "$p/representations/pdfa" && for f in data/*; do
			mets_file "$f" "$f"
		done)
		echo '</mets>'
	} >"$p/representations/pdfa/METS.xml"
	{
		mets_start "$2"
		(cd "$p" && find . -type f ! -path ./METS.xml -print0 |
		    sort -z | while IFS= read -r -d '' f; do
			mets_file "$f" "${f#./}"
		done)
		echo '</mets>'
	} >"$p/METS.xml"
	(cd "$1/package" && find "$2" -type f -print0 | LC_ALL=C sort -z |
	    xargs -0 sha256sum) >"$1/package/$2.sha256"
}

# make_package JOB ID [NAME [PLATFORM [TEXT]]]: a described package in
# JOB/package/; TEXT makes its document another.
make_package()
{
	local p=$1/package/$2
	rm -rf "$1/package"
	mkdir -p "$p/documentation" "$p/representations/pdfa/data" \
	    "$p/representations/warc/data" "$p/metadata/preservation"
	make_order "$p/documentation/order.xml" "${2%_*}" \
	    "${3:-Exempelköpings kommun}" "${4:-facebook}"
	{
		echo "%PDF-1.4 ${5:-a} $2"
		head -c 300000 /dev/zero | tr '\0' a
	} >"$p/representations/pdfa/data/document.pdf"
	echo "$2 WARC" >"$p/representations/warc/data/capture.warc.gz"
	: >"$p/documentation/empty.txt"
	echo '<premis/>' >"$p/metadata/preservation/premis.xml"
	seal_package "$1" "$2"
}

# place_many N: so many packages on the share, prov-1_20261123T120000Z and on,
# "Prov 1" and on.
place_many()
{
	local i
	for ((i = 1; i <= $1; i++)); do
		make_package "$T/job" prov-${i}_20261123T120000Z "Prov $i"
		must "$B/bevara-place" -C "$T/site" "$T/job"
	done
	open_share
}

# open_share: let the owner, too, change what place made read-only.
open_share()
{
	chmod -R u+w "$S"
}

# keep_share, reset_share: the share is to be again as it was when it was kept,
# and can be changed.
keep_share()
{
	open_share
	cp -a "$S" "$T/before"
}

reset_share()
{
	rm -rf "$S"
	cp -a "$T/before" "$S"
}

# keep_unplaced, not_placed: as if nothing had ever been placed since it was
# kept: the share, its log, the copy of that and the queue, and the receipt.
keep_unplaced()
{
	mkdir "$T/unplaced"
	cp -a "$S" "$T/site/loggkopia" "$T/unplaced"
}

not_placed()
{
	rm -rf "$S" "$T/site/loggkopia" "$T/site/arbete/logg" \
	    "$T/job/receipt.xml"
	cp -a "$T/unplaced/arkiv" "$T/unplaced/loggkopia" "$T/site"
}

# same_share FOLDER: the share is like the one kept there, but for what holds
# the time of its making: signatures, proofs and the log.
same_share()
{
	diff -r --no-dereference -x logg -x '*.p7s' -x '*.tlog-proof' \
	    "$1" "$S" || return 1
	diff <(cd "$1" && find . -name logg -prune -o -print | sort) \
	    <(cd "$S" && find . -name logg -prune -o -print | sort)
}

# log_size: how many entries the log has.  log_entries: those, at most 256, as
# they lie in its newest tile.
log_size()
{
	sed -n 2p "$S/logg/checkpoint"
}

log_entries()
{
	cat "$S/logg/tile/entries/000.p/$(log_size)"
}

# vouched: every package on the share is signed and has exactly one entry in
# the log, which its proof is of; and the copy knows the log's state.
vouched()
{
	local list id
	for list in "$S"/*/*.sha256; do
		id=$(basename "$list" .sha256)
		openssl cms -verify -binary -inform DER -in "$list.p7s" \
		    -content "$list" -CAfile "$S/logg/certifikat.pem" \
		    -out /dev/null 2>"$T/whole" ||
		    fail_test "$id: $(cat "$T/whole")"
		equal "$(log_entries | grep -axc "id $id")" 1
		equal "$(log_entries | grep -axA1 "id $id" | tail -n 1)" \
		    "sums sha256:$(sha256sum <"$list" | cut -c 1-64)"
		has "${list%.sha256}.tlog-proof" 'c2sp.org/tlog-proof@v1'
	done
	same_file "$S/logg/checkpoint" "$T/site/loggkopia/checkpoint"
}

# whole_or_absent PERIOD ID LIST: nothing half may stand under the final name.
whole_or_absent()
{
	[ -e "$1/$2" ] || return 0
	(cd "$1" && sha256sum --quiet -c "$3") >"$T/whole" 2>&1 || {
		cat "$T/whole" >&2
		fail_test "a half package in '$1/$2'"
	}
	equal "$(cd "$1" && find "$2" -type f | wc -l)" "$(wc -l <"$3")"
}
