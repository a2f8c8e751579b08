#include "register/publish_page.h"

#include <string.h>

#include "core/args.h"
#include "core/html.h"
#include "core/site.h"
#include "register/publish.h"

/* Nothing is asked of any network, and nothing is run. */
#define POLICY "default-src 'none'; style-src 'unsafe-inline'; " \
    "base-uri 'none'; form-action 'none'"

/* Colours of 7:1 and more, on white and on #f3f3f3 (WCAG 2.2, 1.4.6). */
static const char style[] =
    "body{margin:0 auto;max-width:50rem;padding:1rem;font:1.05rem/1.5 "
    "sans-serif;color:#1a1a1a;background:#fff}"
    "h1{line-height:1.2}h2{margin-top:2.5rem}h3{margin:0 0 .5rem}"
    "article{background:#f3f3f3;padding:1rem;margin:1rem 0}"
    "dl{margin:0}dt{font-weight:bold}dd{margin:0 0 .5rem}"
    "h1,h3,dd,p{overflow-wrap:anywhere}"
    "a{color:#00427a}a:focus{outline:3px solid #00427a}";

const char *
publish_platform(const char *word)
{
	static const char *const known[][2] = {
		{ "facebook", "Facebook" }, { "instagram", "Instagram" },
		{ "x", "X" }, { "linkedin", "LinkedIn" },
		{ "youtube", "YouTube" }, { "tiktok", "TikTok" },
		{ "mastodon", "Mastodon" }, { "bluesky", "Bluesky" },
		{ "threads", "Threads" }, { "webb", "Webbplats" },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(word, known[i][0]) == 0)
			return (known[i][1]);
	return ("Annan plattform");
}

static void
put_meta(struct html *h, const char *name, const char *value,
    const char *content)
{
	html_open(h, "meta");
	html_attr(h, name, value);
	html_attr(h, "content", content);
	html_close(h);
}

static void
put_head(struct html *h, const struct site *site)
{
	html_open(h, "head");
	html_open(h, "meta");
	html_attr(h, "charset", "utf-8");
	html_close(h);
	put_meta(h, "http-equiv", "Content-Security-Policy", POLICY);
	put_meta(h, "name", "viewport", "width=device-width, initial-scale=1");
	put_meta(h, "name", "generator", PUBLISH_MAKER " " BEVARA_VERSION);
	html_open(h, "title");
	html_textf(h, "Konton i sociala medier – %s", site->organisation);
	html_close(h);
	html_leaf(h, "style", NULL, style);
	html_close(h);
}

static void
put_fact(struct html *h, const char *name, const char *text)
{
	html_leaf(h, "dt", NULL, name);
	html_leaf(h, "dd", NULL, text != NULL ? text : "Uppgift saknas");
}

static void
put_entry(struct html *h, const struct publish_entry *e)
{
	html_open(h, "article");
	html_leaf(h, "h3", NULL, e->name);
	html_open(h, "dl");
	put_fact(h, "Plattform", e->platform);
	html_leaf(h, "dt", NULL, "Adress");
	html_open(h, "dd");
	if (e->closed) {
		html_text(h, e->address);
	} else {
		html_open(h, "a");
		html_attr(h, "href", e->address);
		html_text(h, e->address);
		html_close(h);
	}
	html_close(h);
	put_fact(h, "Vad kontot är till för", e->purpose);
	put_fact(h, "Vem det främst vänder sig till", e->audience);
	put_fact(h, "Ansvarig enhet", e->unit);
	if (e->functions != NULL)
		put_fact(h, "Ansvarig funktion", e->functions);
	put_fact(h, "Ansvarig nämnd", e->board);
	if (!e->closed)
		put_fact(h, "Så når du enheten", e->contact);
	if (e->closes != NULL)
		put_fact(h, e->closed ? "Avslutades" : "Ska avslutas",
		    e->closes);
	html_close(h);
	html_close(h);
}

static void
put_part(struct html *h, const struct publish_entry *entry, size_t count,
    int closed)
{
	size_t i, n = 0;

	for (i = 0; i < count; i++)
		n += entry[i].closed == closed;
	if (n == 0)
		return;
	html_leaf(h, "h2", NULL, closed ? "Avslutade konton" :
	    "Konton i bruk");
	for (i = 0; i < count; i++)
		if (entry[i].closed == closed)
			put_entry(h, &entry[i]);
}

void
publish_page(struct html *h, const struct site *site,
    const struct publish_entry *entry, size_t count)
{
	const char *changed = "";
	size_t i;

	for (i = 0; i < count; i++)
		if (entry[i].changed != NULL &&
		    strcmp(entry[i].changed, changed) > 0)
			changed = entry[i].changed;
	html_start(h);
	html_open(h, "html");
	html_attr(h, "lang", "sv");
	put_head(h, site);
	html_open(h, "body");
	html_open(h, "main");
	html_leaf(h, "h1", NULL, "Våra konton i sociala medier");
	html_open(h, "p");
	html_textf(h, "Här står alla konton som %s har, och har haft, i "
	    "sociala medier: vem som svarar för dem, vad de är till för och "
	    "vem de främst vänder sig till. Det som skrivs där är allmänna "
	    "handlingar, och du har rätt att ta del av dem.",
	    site->organisation);
	html_close(h);
	put_part(h, entry, count, 0);
	put_part(h, entry, count, 1);
	html_close(h);
	html_open(h, "footer");
	html_open(h, "p");
	html_open(h, "a");
	html_attr(h, "href", PUBLISH_TABLE);
	html_text(h, "Samma förteckning som tabell (CSV)");
	html_close(h);
	html_textf(h, ". Uppgifterna ändrades senast %s.", changed);
	html_close(h);
	html_close(h);
	html_close(h);
	html_close(h);
}
