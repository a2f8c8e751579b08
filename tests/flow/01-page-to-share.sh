#!/bin/bash
# One command takes the sample page to the share: a PDF that passes all three
# profiles, an E-ARK package that both validators accept, a WARC that both
# readers accept, and every XML valid against its schema.
. tests/harness/lib.sh
. tests/flow/flow.sh
need pdftotext

with_verapdf
one_page plain-page
must "$B/bevara" run -C "$T/site"
equal "$(cut -f 1-3 "$T/out")" \
    "$(printf 'facebook-exempelkoping\tgood\tarchived')"
pdf=$(cut -f 4 "$T/out")
package=$(packages)

for profile in 1a 1b ua1; do
	verapdf_ok "$profile" "$pdf"
	has "$package/documentation/document.xml" \
	    "profile=\"$profile\" result=\"pass\""
done
qpdf_ok "$pdf"
eark_ok "$package" 2.1.0
eark_ok "$package" 2.0.4
warcio_ok "$package/representations/warc/data/capture.warc.gz"
jwarc_ok "$package/representations/warc/data/capture.warc.gz"

# Every XML of the package, by the schemas that lie in it.
schemas=$package/schemas
for pair in METS.xml:mets1_12 representations/pdfa/METS.xml:mets1_12 \
    representations/warc/METS.xml:mets1_12 \
    metadata/descriptive/dc.xml:dc metadata/preservation/premis.xml:premis \
    representations/pdfa/metadata/preservation/premis.xml:premis \
    representations/warc/metadata/preservation/premis.xml:premis \
    metadata/other/retention.xml:40-describe.retention \
    documentation/order.xml:10-register.order \
    documentation/capture.xml:20-fetch.capture \
    documentation/answer.xml:20-fetch.answer \
    documentation/layout.xml:20-fetch.layout \
    documentation/document.xml:30-render.document; do
	xsd_ok "$schemas/${pair#*:}.xsd" "$package/${pair%%:*}"
done
xsd_ok 50-place.receipt.xsd \
    "$T"/site/arbete/*/facebook-exempelkoping/receipt.xml

share_is_whole 1

# A second run does nothing twice and says so.
must "$B/bevara" run -C "$T/site"
equal "$(cut -f 1-3 "$T/out")" \
    "$(printf 'facebook-exempelkoping\tgood\tarchived before')"
share_is_whole 1

# The visible left-to-right words of the page stand in the PDF, in order.
pdftotext -enc UTF-8 "$pdf" "$T/text"
tests/flow/words.sh "$package/documentation/layout.xml" "$T/text" 99 ||
    fail_test 'under 99 % of the words are in the PDF'
