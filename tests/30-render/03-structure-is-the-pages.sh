#!/bin/bash
# The structure tree says what the page said: headings without gaps from H1,
# nested lists, a table with its headers, a table that is no grid as plain
# text, links with their annotation, pictures with their place.
. tests/harness/lib.sh
need pdfinfo
need qpdf

must "$B/tests/30-render/test_capture" make mixed "$T/job"
must "$B/bevara-render" "$T/job"
pdf=$T/job/document/document.pdf
must pdfinfo -struct-text "$pdf"
sed '/^ *"/d; s/ (block)//; s/ (inline)//; s/Object .*/Object/; /BBox/d
/Placement/d; s/ *$//' "$T/out" >"$T/got"
cat >"$T/want" <<'END'
Document
  H1
  P
  P
  P
  P
    Span
  P
    Span
  P
  P
  P
  P
    Span
  H2
  L
    LI
      LBody
        P
    LI
      LBody
        P
        L
          LI
            LBody
              P
  H1
  Table
    TR
      TH:
         /Scope /Column
        P
      TD:
         /ColSpan 2
        P
    TR
      TH:
         /Scope /Row
        P
      TD
        P
      TD:
         /RowSpan 2
        P
    TR
      TD
        P
      TD
  Div
    P
    P
    P
  H2
  P
    Link
      Object
  P
    Link
      Object
  P
    Figure:
    Figure:
    Link
      Figure:
      Object
END
same_file "$T/got" "$T/want"

# ---- what pdfinfo does not show ----
must qpdf --qdf --object-streams=disable "$pdf" "$T/plain.pdf"
utf16() {
	printf 'feff'
	printf %s "$1" | iconv -t UTF-16BE | od -An -v -tx1 | tr -d ' \n'
}
strings() {
	LC_ALL=C grep -a -c "/$1 <$(utf16 "$2")>" "$T/plain.pdf" || :
}
equal "$(strings Alt 'En röd stuga vid sjön')" 1
equal "$(strings Alt 'Bild utan beskrivning')" 1
equal "$(strings ActualText 'שלום עולם ')" 1
equal "$(strings Title 'Länkar och bilder')" 1
equal "$(strings Contents 'mer här')" 1
equal "$(strings Contents 'Kommunens vapen')" 1
for text in '/URI (https://www.example.org/s%C3%B6k?ort=%C3%85by&sida=2)' \
    '/URI (mailto:kontakt@example.org)' '/Lang (ru)' '/Lang (zh-Hans)' \
    '/Lang (en)' '/Lang (sv)' '/PageMode /UseOutlines' '/Tabs /S' '/F 4' \
    '/DisplayDocTitle true'; do
	LC_ALL=C grep -aqF "$text" "$T/plain.pdf" ||
	    fail_test "the document lacks: $text"
done
equal "$(LC_ALL=C grep -a -c javascript "$T/plain.pdf" || :)" 0
has "$T/job/document/document.xml" "2 links have no address"
has "$T/job/document/document.xml" "1 of 2 tables are no grid"

# ---- a page in another language: our own words say that they are Swedish ----
must "$B/tests/30-render/test_capture" make english "$T/english"
must "$B/bevara-render" "$T/english"
must qpdf --qdf --object-streams=disable "$T/english/document/document.pdf" \
    "$T/plain.pdf"
LC_ALL=C grep -aqF '/Lang (en-GB)' "$T/plain.pdf" ||
    fail_test "the document is not in English"
LC_ALL=C grep -aqF '/Lang (sv-SE)' "$T/plain.pdf" ||
    fail_test "the Swedish description is not marked as such"
