#!/usr/bin/env python3
"""sheets.py DIR - spreadsheets as nobody should send them, and odd ones that
are right: made with Python's own zipfile, so that no tool of ours is trusted.

A right one has the accounts of HEAD and ROW below; NAME-bad.* has a fault that
the test names; bomb-*.*, and the like, are hostile.
"""
import sys
import zipfile

HEAD = ["Id", "Namn", "Plattform", "Adress", "Syfte", "Enhet", "Nämnd",
        "Ansvarig 1", "Meta Business Suite", "Beslut av", "Beslut datum",
        "Beslut diarienummer", "Status", "Inlet 1", "Ord 1", "Ändrad"]
ROW = ["ett", "Ett", "Webb", "https://www.example.org/ett", "Syfte",
       "Enhet", "Kommunstyrelsen", "Prov Provsson", "ej-aktuellt", "Chefen",
       45352, "KS 1", "AKTIV", "webblasare", "Ett", 46328]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PREL = "http://schemas.openxmlformats.org/package/2006/relationships"
out = sys.argv[1]


def esc(s):
    return str(s).replace("&", "&amp;").replace("<", "&lt;")


def name(n):
    s = ""
    while True:
        s, n = chr(65 + n % 26) + s, n // 26 - 1
        if n < 0:
            return s


def cells(row, line, shared):
    x = ""
    for i, v in enumerate(row):
        if isinstance(v, int):
            x += '<c r="%s%d"><v>%d</v></c>' % (name(i), line, v)
        elif v != "":
            if v not in shared:
                shared.append(v)
            x += '<c r="%s%d" t="s"><v>%d</v></c>' % (name(i), line,
                                                     shared.index(v))
    return '<row r="%d">%s</row>' % (line, x)


def xlsx(file, rows, start=1, sheet=None, strings=None, before="", book="",
         target="worksheets/sheet1.xml", more=()):
    """Rows from that line on; the rest replaces a part or adds to it."""
    shared = []
    body = "".join(cells(r, start + i, shared) for i, r in enumerate(rows))
    with zipfile.ZipFile(out + "/" + file, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("xl/workbook.xml", before + '<workbook xmlns="%s" xmlns:r="%s">%s<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>' % (MAIN, REL, book))
        z.writestr("xl/_rels/workbook.xml.rels", '<Relationships xmlns="%s"><Relationship Id="r1" Type="%s/worksheet" Target="%s"/><Relationship Id="r2" Type="%s/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>' % (PREL, REL, target, REL))
        z.writestr("xl/worksheets/sheet1.xml", sheet or '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN, body))
        z.writestr("xl/sharedStrings.xml", strings or '<sst xmlns="%s">%s</sst>' % (MAIN, "".join("<si><r><t>%s</t></r><r><t>%s</t></r><rPh><t>UTTAL</t></rPh></si>" % (esc(s)[:0], esc(s)) for s in shared)))
        for n, b in more:
            z.writestr(n, b)


def ods(file, body, before=""):
    with zipfile.ZipFile(out + "/" + file, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        z.writestr("content.xml", before + '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:a="urn:a"><o:body><o:spreadsheet>%s</o:spreadsheet></o:body></o:document-content>' % body)


def ods_row(row, times=1):
    x = ""
    for v in row:
        if isinstance(v, int):
            x += '<table:table-cell o:value-type="date" o:date-value="%s"><text:p>1 mars</text:p></table:table-cell>' % ("2024-03-01" if v == 45352 else "2026-11-02T00:00:00")
        elif v == "":
            x += "<table:table-cell/>"
        else:
            x += '<table:table-cell o:value-type="string"><o:annotation><text:p>ANM</text:p></o:annotation><text:p><text:span>%s</text:span><text:s text:c="3"/></text:p></table:table-cell>' % esc(v)
    return '<table:table-row table:number-rows-repeated="%d">%s<table:table-cell table:number-columns-repeated="16000"/></table:table-row>' % (times, x)


def table(*rows):
    return "<table:table>%s</table:table>" % "".join(rows)


def changed(**at):
    row = list(ROW)
    for k, v in at.items():
        row[HEAD.index(k.replace("_", " "))] = v
    return row


# Right ones: numbers as dates, letters of any size, empty rows between, a
# sheet that begins further down, text in pieces, notes, what is repeated.
xlsx("ratt.xlsx", [HEAD, ROW])
xlsx("tomma.xlsx", [HEAD, [""], ["", "  "], ROW, [""]], start=4)
xlsx("versaler.xlsx", [[h.upper() for h in HEAD], ROW])
ods("ratt.ods", table(ods_row(HEAD), ods_row([""], 3), ods_row(ROW),
                      ods_row([""], 1048000)) + table(ods_row(["x"])))

# Faults in a value, by row and column.
xlsx("datum-bad.xlsx", [HEAD, ROW, changed(Id="tva", Beslut_datum="i fjol")])
xlsx("tom-bad.xlsx", [HEAD, ROW, changed(Id="tva", Adress="")])
xlsx("tva-bad.xlsx", [HEAD, ROW, [""], ROW])
xlsx("rubrik-bad.xlsx", [HEAD + ["Telefon"], ROW])
xlsx("dubbel-bad.xlsx", [HEAD + ["NAMN"], ROW])
xlsx("saknas-bad.xlsx", [HEAD[:-1], ROW[:-1]])
xlsx("status-bad.xlsx", [HEAD, changed(Status="avslutad")])
xlsx("id-bad.xlsx", [HEAD, changed(Id="../ett")])
xlsx("person-bad.xlsx", [HEAD + ["Ersättare 1 befattning"], ROW + ["Chef"]])
xlsx("fel-bad.xlsx", None or [HEAD], sheet='<worksheet xmlns="%s"><sheetData><row r="2"><c r="C2" t="e"><v>#REF!</v></c></row></sheetData></worksheet>' % MAIN)
xlsx("strang-bad.xlsx", [HEAD], sheet='<worksheet xmlns="%s"><sheetData><row r="2"><c r="AB2" t="s"><v>999999</v></c></row></sheetData></worksheet>' % MAIN)
xlsx("inga-bad.xlsx", [HEAD])
ods("datum-bad.ods", table(ods_row(HEAD), ods_row(changed(Beslut_datum="i fjol"))))

# Hostile ones.
BOMB = '<!DOCTYPE a [<!ENTITY b "%s">%s]>' % ("x" * 1000, "".join(
    '<!ENTITY b%d "%s">' % (i, "&b%s;" % (i - 1 if i else "") * 10)
    for i in range(9)))
XXE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
xlsx("entiteter.xlsx", [HEAD, ROW], before=BOMB)
xlsx("utanfor.xlsx", [HEAD, ROW], before=XXE)
xlsx("strangar.xlsx", [HEAD, ROW], strings=XXE + '<sst xmlns="%s"><si><t>&b;</t></si></sst>' % MAIN)
ods("utanfor.ods", table(ods_row(HEAD)), before=XXE)
xlsx("bomb.xlsx", [HEAD], sheet='<worksheet xmlns="%s">' % MAIN + " " * (80 << 20))
xlsx("upp.xlsx", [HEAD, ROW], target="../../../../../../etc/passwd")
xlsx("namn.xlsx", [HEAD, ROW], more=[("../../../bevara-ute.txt", "ute"), ("/tmp/bevara-ute.txt", "ute")])
xlsx("rader.xlsx", [HEAD] + [changed(Id="k%d" % i) for i in range(9000)])
xlsx("kolumn.xlsx", [HEAD], sheet='<worksheet xmlns="%s"><sheetData><row r="1"><c r="ZZZZ1" t="str"><v>x</v></c></row></sheetData></worksheet>' % MAIN)
xlsx("cell.xlsx", [HEAD, changed(Syfte="x" * 100000)])
xlsx("filer.xlsx", [HEAD, ROW], more=[("f%d" % i, "") for i in range(3000)])
xlsx("djup.xlsx", [HEAD], sheet="<a>" * 100000)
xlsx("fran-1904.xlsx", [HEAD, ROW], book='<workbookPr date1904="1"/>')
ods("rader.ods", table(ods_row(HEAD), ods_row(ROW, 1000000)))
ods("kolumner.ods", table('<table:table-row><table:table-cell table:number-columns-repeated="1000000"><text:p>x</text:p></table:table-cell></table:table-row>'))
ods("fyllt.ods", table('<table:table-row table:number-rows-repeated="4000">' + ('<table:table-cell table:number-columns-repeated="390"><text:p>%s</text:p></table:table-cell>' % ("x" * 19000)) + "</table:table-row>"))
ods("blanka.ods", table('<table:table-row><table:table-cell><text:p><text:s text:c="9999999"/></text:p></table:table-cell></table:table-row>'))
ods("inget.ods", "")
with open(out + "/ratt.xlsx", "rb") as f:
    whole = f.read()
for i, part in enumerate((whole[:200], whole[:-30], whole[:300] + bytes(40) + whole[340:])):
    with open(out + "/trasig-%d.xlsx" % i, "wb") as f:
        f.write(part)
# A ZIP whose file says that it is encrypted.
at = whole.rfind(b"PK\1\2", 0, whole.find(b"PK\5\6"))
locked = bytearray(whole)
i = 0
while (i := locked.find(b"PK\1\2", i)) >= 0:
    locked[i + 8] |= 1
    i += 4
i = 0
while (i := locked.find(b"PK\3\4", i)) >= 0:
    locked[i + 6] |= 1
    i += 4
with open(out + "/last.xlsx", "wb") as f:
    f.write(locked)
with open(out + "/gammal.xls", "wb") as f:
    f.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def put(file, text, code="utf-8"):
    with open(out + "/" + file, "wb") as f:
        f.write(text.encode(code))


def line(row, between):
    return between.join({45352: "2024-03-01", 46328: "2026-11-02"}.get(v, v)
                        for v in row)


# Comma-separated values as they come.
for kind, between in (("komma", ","), ("semikolon", ";"), ("tabb", "\t")):
    put(kind + ".csv", line(HEAD, between) + "\n" + line(ROW, between))
put("windows.csv", line(HEAD, ";") + "\r\n" + line(changed(Namn="Å–ä “ö”"), ";") + "\r\n", "cp1252")
put("sep.csv", "sep=;\r\n" + line(HEAD, ";") + "\r\n" + line(ROW, ";"))
put("gammal-mac.csv", (line(HEAD, ",") + "\r" + line(ROW, ",")))
put("rader.csv", line(HEAD, ",") + "\n" + line(changed(Syfte='"Två\r\nrader, och ""ord"""'), ",") + "\n\n")
put("utf16.csv", line(HEAD, ","), "utf-16")
put("slut-bad.csv", line(HEAD, ",") + "\n" + line(changed(Syfte='"ingen ände'), ","))
put("efter-bad.csv", line(HEAD, ",") + "\n" + line(changed(Syfte='"ett" två'), ","))
put("mitt-bad.csv", line(HEAD, ",") + "\n" + line(changed(Syfte='ett "två"'), ","))
put("datum-bad.csv", line(HEAD, ",") + "\n" + line(changed(Beslut_datum="i fjol"), ","))
put("nul.csv", "Id\0,Namn")
put("tom.csv", "")
put("mark.csv", "\ufeff")
put("citat.csv", '"' * 100001)
