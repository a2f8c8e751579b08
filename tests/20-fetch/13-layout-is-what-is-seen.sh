#!/bin/bash
# Goal: the layout holds what can be seen and nothing that cannot; words,
# headings, links, tables and pictures as the page has them, also where the
# page's own names stand in the way.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

mkdir "$T/page"
cat >"$T/page/index.html" <<'H'
<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Prov</title>
<style>body { margin: 0 } .klipp { overflow: hidden; position: relative;
width: 200px; height: 40px } .up { text-transform: uppercase }
.auto { content-visibility: auto; contain-intrinsic-size: 100px }</style>
</head><body><h1>Exempelköpings kommun</h1>
<p style="display:none">DOLD1</p><p style="visibility:hidden">DOLD2
<b style="visibility:visible">synlig2</b></p><p style="opacity:0">DOLD3</p>
<p style="position:absolute;left:-9999px">DOLD4</p>
<div class="klipp">kvar5 <span style="position:absolute;left:500px">DOLD5</span>
<div style="transform:translateX(0)"><i style="position:absolute;top:90px">DOLD6</i></div></div>
<details><summary>rubrik7</summary>DOLD7<p>DOLD8</p></details>
<div hidden="until-found">DOLD9</div><noscript>DOLD10</noscript>
<div style="height:3000px"></div><div class="auto"><p>synlig11</p></div>
<form><input name="childNodes"><input name="shadowRoot"><input name="getAttribute" value="synlig12"><input name="localName"><input type="password" value="DOLD12" style="display:none">synlig13</form>
<p class="up">ett <b>två</b>tre</p><p>av&shy;stavat</p>
<a href="/mål"><div><h3>länk14</h3><p>text15</p></div></a>
<a href="/ikon" aria-label="Ikon" style="display:block;width:40px;height:40px"></a>
<div id="v"></div><script>v.attachShadow({mode: 'open'}).innerHTML =
'<p>skugga16 <slot></slot></p>'; v.append('slits17')</script>
<iframe srcdoc="<p>ram18</p>"></iframe>
<table><tr><td>ensam19</td></tr></table>
<table><tr><th>A<th>B<tr><td rowspan="2">1<td>2<tr><td>3</table>
<div role="heading" aria-level="4">roll20</div>
<p dir="rtl" lang="ar">مرحبا 123</p>
<script>Element.prototype.getAttribute = Range.prototype.getClientRects =
JSON.stringify = () => 'förfalskat';</script>
</body></html>
H
serve "$T/page"
order "http://127.0.0.1:$PORT/"
fetch 0
L=$JOB/capture/layout.xml
hasnt "$L" DOLD
hasnt "$L" förfalskat
hasnt "$CAPTURE" '<warning'
for word in synlig2 kvar5 rubrik7 synlig11 synlig12 synlig13 länk14 text15 \
    skugga16 slits17 ram18 ensam19 roll20 avstavat TVÅ; do
	has "$L" ">$word<"
done

x() { value "$1" "$L"; }
equal "$(x "heading[@level='1']/run/w[2]")" kommun
equal "$(x "heading[@level='3']/link/run/w")" länk14
equal "$(x "heading[@level='4']/run/w")" roll20
equal "$(x "link[@label='Ikon']/box/@w")" 40
# No space is seen within "TVÅTRE", and there is one before it.
equal "$(x "run[w='TVÅ']/@join")" ''
equal "$(x "run[w='TRE']/@join")" true
equal "$(x "run[w='123']/@rtl")" true
equal "$(x "run[w='123']/@lang")" ar
# Only the table of data is one.
equal "$(grep -c '<table>' "$L")" 1
equal "$(x 'table/row[1]/cell[2]/@scope')" col
equal "$(x 'table/row[2]/cell[1]/@rows')" 2
