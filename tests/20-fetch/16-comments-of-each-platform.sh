#!/bin/bash
# Goal: what others wrote below a post is marked in layout.xml on pages that are
# built as those of Facebook, Instagram, X, Mastodon and Bluesky; the account's
# own words are not.  The pages are made up, and have only what the selectors
# of schemas/rules/signs.xml go by.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

mkdir "$T/page"
echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' \
    >"$T/page/p.svg"
serve "$T/page"

# platform NAME OTHERS OWN: the page on stdin, of an account there, has this
# many words ANNANn by others and inläggn by the account.
platform()
{
	{
		echo '<!doctype html><html lang="sv"><meta charset="utf-8">'
		echo '<title>Prov</title><h1>Exempelköpings kommun</h1>'
		cat
	} >"$T/page/index.html"
	rm -rf "$T/site"
	make_site
	set_account "$T/site" $ACCOUNT plattform "$1"
	order "http://127.0.0.1:$PORT/"
	fetch 0
	words "$1" ANNAN "$2" '@comment="true"'
	words "$1" inlägg "$3" 'not(@comment)'
}

# words PLATFORM WORD N MARK: WORD1 to WORDN stand in runs with that mark.
words()
{
	xmllint --nonet --xpath "//*[local-name()='run'][$4]/*/text()" \
	    "$JOB/capture/layout.xml" | grep -o "$2[0-9]*" | sort >"$T/got"
	for i in $(seq 1 "$3"); do
		echo "$2$i"
	done | sort >"$T/want"
	diff "$T/want" "$T/got" >"$T/diff" ||
	    fail_test "$1: $(cat "$T/diff")"
}

platform facebook 6 3 <<'E'
<div role="feed"><div role="article" aria-posinset="1" aria-labelledby="a">
<p>inlägg1</p><div role="article" aria-label="Comment by Exempel">ANNAN1</div>
</div><div role="article" aria-posinset="2" aria-label="Exempelköping">inlägg2
</div></div>
<div role="complementary"><p>inlägg3</p><ul>
<li><div role="article" aria-label="Exempel kommenterade">ANNAN2
<div role="article" aria-label="Exempel svarade">ANNAN3</div></div></li></ul>
<div data-testid="UFI2CommentsList/root_depth_0">
<div data-testid="UFI2Comment/root_depth_0">
<span data-testid="UFI2Comment/body">ANNAN4</span></div>
<div data-testid="UFI2Comment/root_depth_1">ANNAN5</div></div>
<div class="UFIList"><div class="UFIRow UFIComment">ANNAN6</div></div></div>
E

platform instagram 4 4 <<'E'
<main><article><ul><li>inlägg1 <a href="/p/Ab1/"><time>1 v</time></a></li>
<li><ul><li>ANNAN1 <a href="/p/Ab1/c/17/"><time>1 d</time></a></li></ul></li>
</ul></article>
<div><div><img src="p.svg" alt=""></div>
<div><div><div><div><img src="p.svg" alt="">
</div><div>inlägg2 <a href="/p/Ab1/"><time>1 v</time></a></div></div>
<div><div><div><img src="p.svg" alt=""></div>
<div><div><a href="/e/">ANNAN2</a> <a href="/p/Ab1/c/18/"><time>2 d</time></a>
</div><span>ANNAN3</span></div></div>
<div><div><img src="p.svg" alt=""></div>
<div><span><a href="/p/Ab1/c/19/"><time>3 d</time></a></span> ANNAN4</div></div>
</div></div><div>inlägg3 <a href="/p/Ab1/"><time>1 v</time></a></div></div></div>
<p>inlägg4</p></main>
E

platform x 4 2 <<'E'
<div aria-label="Tidslinje: Konversation"><div>
<div data-testid="cellInnerDiv"><article data-testid="tweet" tabindex="0">ANNAN1
</article></div><div data-testid="cellInnerDiv">
<article data-testid="tweet" tabindex="-1">inlägg1</article></div>
<div data-testid="cellInnerDiv"><article data-testid="tweet" tabindex="0">ANNAN2
</article></div></div></div>
<div aria-label="Tijdlijn: Gesprek"><div data-testid="cellInnerDiv">
<article data-testid="tweet" tabindex="-1">inlägg2</article></div>
<div data-testid="cellInnerDiv"><article data-testid="tweet" tabindex="0">ANNAN3
</article></div><div data-testid="cellInnerDiv">ANNAN4</div></div>
E

platform x 0 2 <<'E'
<div aria-label="Tidslinje: Exempelköpings inlägg">
<div data-testid="cellInnerDiv"><article data-testid="tweet" tabindex="0">inlägg1
</article></div><div data-testid="cellInnerDiv">
<article data-testid="tweet" tabindex="0">inlägg2</article></div></div>
E

platform mastodon 6 3 <<'E'
<div class="scrollable"><div tabindex="-1"><div class="status__wrapper">ANNAN1
</div></div><div tabindex="-1"><div class="focusable detailed-status__wrapper">
<div class="detailed-status">inlägg1</div></div></div>
<div tabindex="-1"><div class="status__wrapper">ANNAN2</div></div>
<div tabindex="-1"><div class="status__wrapper">ANNAN3</div></div></div>
<div class="scrollable"><div class="detailed-status__wrapper">
<div class="detailed-status">inlägg2</div></div>
<div class="status__wrapper">ANNAN4</div></div>
<div class="activity-stream"><div class="entry entry-predecessor">ANNAN5</div>
<div class="entry entry-center"><div class="detailed-status">inlägg3</div></div>
<div class="entry entry-successor">ANNAN6</div></div>
E

platform mastodon 0 2 <<'E'
<div class="scrollable"><article><div class="status__wrapper">inlägg1</div>
</article><article><div class="status__wrapper">inlägg2</div></article></div>
E

platform bluesky 2 1 <<'E'
<div><div><div><div data-testid="postThreadItem-by-kommun.example.org">inlägg1
</div></div></div><div><div role="link"
 data-testid="postThreadItem-by-a.example.org">ANNAN1</div></div>
<div><div role="link" data-testid="postThreadItem-by-b.example.org">ANNAN2
</div></div></div>
E

platform bluesky 0 2 <<'E'
<div><div><div data-testid="feedItem-by-kommun.example.org">inlägg1</div></div>
<div><div data-testid="feedItem-by-kommun.example.org">inlägg2</div></div></div>
E
