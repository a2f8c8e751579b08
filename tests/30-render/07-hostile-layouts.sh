#!/bin/bash
# A layout that is not what its schema says is refused with status 65, naming
# the file; numbers that no page has do no harm; nothing half is left.
. tests/harness/lib.sh

must "$B/tests/30-render/test_capture" make mixed "$T/good"
layout=capture/layout.xml

fresh() {
	rm -rf "$T/job"
	cp -r "$T/good" "$T/job"
}

refused() {
	must "$B/tests/30-render/test_capture" seal "$T/job"
	status 65 "$B/bevara-render" "$T/job"
	has "$T/err" layout.xml
	has "$T/err" "$1"
	equal "$(ls "$T/job")" "$(printf 'capture\norder.xml')"
}

# harm SED TEXT: change the layout; refused with this text.
harm() {
	fresh
	sed -i "$1" "$T/job/$layout"
	cmp -s "$T/job/$layout" "$T/good/$layout" &&
	    fail_test "nothing was changed by: $1"
	refused "$2"
}

harm '0,/<w x="60"/s//<w x="NaN"/' 'x="NaN"'
harm '0,/<w x="60"/s//<w x="inf"/' 'x="inf"'
harm '0,/<w x="60"/s//<w x="1e3"/' 'x="1e3"'
harm '0,/<w x="60"/s//<w x="0x10"/' 'x="0x10"'
harm '0,/<w x="60"/s//<w x="60,5"/' 'x="60,5"'
harm '0,/<w x="60"/s//<w x=""/' 'x=""'
harm '0,/<w x="60"/s//<w x="999999999999999999999"/' 'x="999'
harm '0,/<w x="60"/s//<w/' 'x is missing'
harm '0,/ h="20"/s//  h="-20"/' 'below 0'
harm '0,/level="2"/s//level="7"/' 'level="7"'
harm '0,/ level="2"/s///' 'level is missing'
harm 's/ columns="2"/ columns="2000000000"/' 'columns='
harm 's/ address=""//' 'address is missing'
harm 's/<body>/<body><row\/>/' '<row>'
harm 's/<body>/<body><script\/>/' '<script>'
harm 's/<body>/<body\/><body>/' '<body>'
harm '$d' 'layout.xml'
harm '1s/.*/<!DOCTYPE layout [<!ENTITY a "b">]>/' 'layout.xml'

fresh
: >"$T/job/$layout"
refused layout.xml
fresh
head -c 100000 /dev/zero >"$T/job/$layout"
refused layout.xml
fresh
printf '<layout width="1" height="1"/>' >"$T/job/$layout"
refused 'no <body>'
fresh
{
	printf '<layout width="1" height="1"><body>'
	for ((i = 0; i < 400; i++)); do printf '<section>'; done
	for ((i = 0; i < 400; i++)); do printf '</section>'; done
	printf '</body></layout>'
} >"$T/job/$layout"
refused layout.xml
fresh
{
	printf '<layout width="1" height="1"><body><paragraph>'
	printf '<run x="0" y="0" w="9" h="9" size="9"><w x="0" w="9">'
	head -c 40000 /dev/zero | tr '\0' a
	printf '</w></run></paragraph></body></layout>'
} >"$T/job/$layout"
refused 'longer than'

# ---- odd, but within the rules: the document is made ----
fresh
{
	printf '<layout width="1" height="1"><body>'
	for ((i = 0; i < 240; i++)); do printf '<section>'; done
	printf '<paragraph><run x="-9000000" y="-9000000" w="90000000" '
	printf 'h="90000000" size="0"><w x="10" w="0">a</w>'
	printf '<w x="0" w="90000000">b</w><w x="1" w="1"> </w></run>'
	printf '<run x="1" y="1" w="1" h="0" size="0"><w x="1" w="0.01">'
	printf 'c&#x10FFFF;&#xE000;</w></run>'
	printf '<link address="http://x/"><box x="-5" y="-5" w="90000000" '
	printf 'h="90000000"/></link><picture x="-5" y="-5" w="90000000" '
	printf 'h="90000000" alt="stor"/></paragraph>'
	for ((i = 0; i < 240; i++)); do printf '</section>'; done
	printf '<table/><table><row/></table><list/><list><item/></list>'
	printf '<heading level="6"/></body></layout>'
} >"$T/job/$layout"
must "$B/tests/30-render/test_capture" seal "$T/job"
must "$B/bevara-render" "$T/job"
need verapdf
verapdf_ok 1a "$T/job/document/document.pdf"
verapdf_ok ua1 "$T/job/document/document.pdf"
