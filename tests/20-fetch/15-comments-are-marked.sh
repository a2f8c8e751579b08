#!/bin/bash
# Goal: layout.xml marks what others wrote below a post as a comment, by the
# page's own marks and by the platform's selectors, and nothing else: a post, a
# page or a link that only speaks of comments is none.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

mkdir "$T/page"
cat >"$T/page/index.html" <<'H'
<!doctype html><html lang="sv" class="has-comments"><head><meta charset="utf-8">
<title>Prov</title></head><body class="comments-open">
<main class="comments"><h1>Exempelköpings kommun</h1>
<article class="post has-comments"><p>inlägg1</p><a class="comment-link" href="#c">länk2</a>
<article><p>ANNAN1 <b>ANNAN2</b></p><article><p>ANNAN3</p></article></article>
<p>mer3</p></article>
<article class="comment-enabled"><p>inlägg4</p></article>
<div role="article"><p>inlägg5</p><div role="article"
 aria-label="Kommentar av Exempel"><a href="#e">ANNAN4</a> ANNAN5</div></div>
<div role="comment">ANNAN6</div>
<div itemprop="comment" itemscope><span>ANNAN7</span></div>
<div itemscope itemtype="https://schema.org/Comment">ANNAN8</div>
<section class="post-comments"><ul><li>ANNAN9</li></ul></section>
<ol id="kommentarer"><li>ANNAN10</li></ol>
<div class="kommentar">ANNAN11</div>
<div data-testid="comment-body">ANNAN12</div>
<x-comment>ANNAN13</x-comment>
<div aria-label="Svar från Exempel">ANNAN14</div>
<div id="v"></div><script>v.attachShadow({mode: 'open'}).innerHTML =
'<div class="comment-list"><slot></slot></div>'; v.append('ANNAN15')</script>
<div id="disqus_thread">ANNAN16</div>
<p>Kommentarer: inlägg6</p>
<div class="commentary">inlägg7</div><div class="recommended">inlägg8</div>
<div aria-label="Kommentera inlägget">inlägg9</div>
<div class="comments"><h1>inlägg10</h1></div>
<div class="film">ANDRA17</div>
</main></body></html>
H
serve "$T/page"
order "http://127.0.0.1:$PORT/"
fetch 0
L=$JOB/capture/layout.xml
xsd_ok 20-fetch.layout.xsd "$L"
equal "$(value layout/@comments "$L")" marked

# runs MARK: the words of the runs that have the mark, or have it not.
runs()
{
	xmllint --nonet --xpath "//*[local-name()='run'][$1]/*/text()" "$L" |
	    tr -s '\n ' '\n'
}
for i in $(seq 1 16); do
	echo "ANNAN$i"
done | sort >"$T/want"
runs '@comment="true"' | sort >"$T/got"
same_file "$T/got" "$T/want"
runs 'not(@comment)' >"$T/posts"
for i in $(seq 1 10); do
	grep -q "[a-zä]$i\$" "$T/posts" || fail_test "post $i is marked"
done
