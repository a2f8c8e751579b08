#include "review/sheet.h"

#include "core/args.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/html.h"
#include "core/record/words.h"
#include "review/entry.h"

/* Nothing from a network, no script, no form; pictures are in the page. */
#define POLICY "default-src 'none'; img-src data:; " \
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/*
 * Colours: 4.5 to 1 or more on white (WCAG 2.1, 1.4.3), and never the only
 * sign of anything.  No '<', '&' or ']]>' may stand here: it is XML as well.
 */
static const char style[] =
"\n:root { color-scheme: light; }\n"
"* { box-sizing: border-box; }\n"
"body { font: 1rem/1.5 sans-serif; color: #1b1b1b; background: #fff;\n"
" max-width: 70rem; margin: 0 auto; padding: 1rem; }\n"
"h1, h2, h3, h4 { line-height: 1.25; margin: 1.25rem 0 .5rem; }\n"
"a { color: #0b4a8f; }\n"
"a:focus-visible, textarea:focus-visible {\n"
" outline: 3px solid #0b4a8f; outline-offset: 2px; }\n"
".hopp { position: absolute; left: -100rem; }\n"
".hopp:focus { position: static; }\n"
".antal { display: grid; grid-template-columns: max-content auto;\n"
" gap: 0 1rem; margin: 0; }\n"
".antal dt { grid-column: 1; } .antal dd { margin: 0; font-weight: bold; }\n"
"article { border: 1px solid #767676; border-left-width: .5rem;\n"
" padding: 0 1rem 1rem; margin: 1rem 0; overflow-wrap: anywhere; }\n"
"article.person { border-left-color: #9b1c1c; }\n"
"article.klar { border-left-color: #17652c; }\n"
"article.vantar { border-left-color: #6b4a00; }\n"
".lage { font-weight: bold; margin: .25rem 0; }\n"
".person .lage { color: #9b1c1c; } .klar .lage { color: #17652c; }\n"
".vantar .lage { color: #6b4a00; }\n"
".bilder { display: flex; flex-wrap: wrap; gap: 1rem; }\n"
"figure { margin: 0; width: 300px; max-width: 100%; }\n"
"figure img { display: block; max-width: 100%; height: auto;\n"
" border: 1px solid #767676; }\n"
".ingen { display: block; padding: 3rem 1rem; border: 1px dashed #767676;\n"
" text-align: center; }\n"
"figcaption { font-size: .875rem; }\n"
".fakta { display: grid; grid-template-columns: 10rem minmax(0, 1fr);\n"
" gap: .25rem 1rem; margin: 1rem 0; }\n"
".fakta dt { font-weight: bold; } .fakta dd { margin: 0; }\n"
".fakta ul { margin: 0; padding-left: 1.25rem; }\n"
"label { display: block; margin-top: .75rem; }\n"
"textarea { display: block; width: 100%; resize: vertical;\n"
" font: .875rem/1.4 monospace; color: #1b1b1b; background: #f4f4f4;\n"
" border: 1px solid #767676; padding: .5rem; field-sizing: content; }\n"
"@media (max-width: 40rem) { .fakta { grid-template-columns: minmax(0, 1fr);\n"
" gap: 0; } .fakta dd { margin-bottom: .5rem; } }\n"
"@media print { body { max-width: none; padding: 0; font-size: 10pt; }\n"
" .hopp { display: none; } figure { width: 55mm; }\n"
" textarea { background: #fff; }\n"
" article { break-inside: avoid; } h3 { break-after: avoid; } }\n";

static void
put_head(struct html *h, const struct sheet *s)
{
	html_open(h, "head");
	html_open(h, "meta");
	html_attr(h, "charset", "utf-8");
	html_close(h);
	html_open(h, "meta");
	html_attr(h, "http-equiv", "Content-Security-Policy");
	html_attr(h, "content", POLICY);
	html_close(h);
	html_open(h, "meta");
	html_attr(h, "name", "viewport");
	html_attr(h, "content", "width=device-width, initial-scale=1");
	html_close(h);
	html_open(h, "title");
	html_textf(h, "Granskning %s – %s", s->period, s->organisation);
	html_close(h);
	html_open(h, "style");
	html_text(h, style);
	html_close(h);
	html_close(h);
}

static void
put_count(struct html *h, const char *what, size_t count)
{
	html_leaf(h, "dt", NULL, what);
	html_open(h, "dd");
	html_textf(h, "%zu", count);
	html_close(h);
}

static void
put_counts(struct html *h, const struct sheet *s)
{
	size_t of[ENTRY_STATES] = { 0 }, person = 0, i;

	for (i = 0; i < s->count; i++) {
		of[s->entry[i].state]++;
		person += (size_t)entry_needs_person(&s->entry[i]);
	}
	html_open(h, "dl");
	html_attr(h, "class", "antal");
	put_count(h, "Behöver en människa", person);
	put_count(h, "Bra, ännu inte arkiverade", of[ENTRY_GOOD]);
	put_count(h, "Godtagna, ännu inte arkiverade", of[ENTRY_ACCEPTED]);
	put_count(h, "Arkiverade", of[ENTRY_PLACED]);
	put_count(h, "Ännu inte insamlade", of[ENTRY_NONE]);
	put_count(h, "Tas om eller har ersatts",
	    of[ENTRY_RETAKE] + of[ENTRY_OLDER]);
	html_close(h);
}

/* Links to what waits for a person. */
static void
put_waiting(struct html *h, const struct sheet *s)
{
	const struct entry *e;
	size_t i;

	if (s->count == 0 || !entry_needs_person(&s->entry[0])) {
		html_leaf(h, "p", NULL, "Inget behöver beslutas.");
		return;
	}
	html_leaf(h, "p", NULL, "De här behöver en människa:");
	html_open(h, "ul");
	for (i = 0; i < s->count; i++) {
		e = &s->entry[i];
		if (!entry_needs_person(e))
			continue;
		html_open(h, "li");
		html_open(h, "a");
		html_attrf(h, "href", "#jobb-%zu", i);
		html_text(h, e->order.name != NULL ? e->order.name : e->name);
		html_textf(h, " (%s)", e->name);
		html_close(h);
		html_textf(h, ": %s", e->trouble == NULL ?
		    words_verdict(e->capture.verdict) : sheet_state(e));
		html_close(h);
	}
	html_close(h);
}

static void
put_summary(struct html *h, const struct sheet *s)
{
	html_open(h, "section");
	html_attr(h, "aria-labelledby", "sammanfattning");
	html_open(h, "h2");
	html_attr(h, "id", "sammanfattning");
	html_text(h, "Sammanfattning");
	html_close(h);
	put_counts(h, s);
	put_waiting(h, s);
	html_leaf(h, "p", NULL, "Kommandona nedan kopieras till en terminal: "
	    "gå till rutan, markera allt (Ctrl+A), kopiera (Ctrl+C). Skriv "
	    "ditt namn och skälet mellan citattecknen innan du kör dem.");
	html_close(h);
}

static int
put_jobs(struct html *h, const struct sheet *s, struct fail *fail)
{
	size_t i;

	html_open(h, "section");
	html_attr(h, "aria-labelledby", "konton");
	html_open(h, "h2");
	html_attr(h, "id", "konton");
	html_attr(h, "tabindex", "-1");
	html_text(h, "Konton");
	html_close(h);
	for (i = 0; i < s->count; i++)
		if (sheet_put_job(h, s, i, fail) == -1)
			return (-1);
	html_close(h);
	return (0);
}

int
sheet_put(struct html *h, const struct sheet *s, struct fail *fail)
{
	html_start(h);
	html_open(h, "html");
	html_attr(h, "xmlns", "http://www.w3.org/1999/xhtml");
	html_attr(h, "lang", "sv");
	put_head(h, s);
	html_open(h, "body");
	html_open(h, "a");
	html_attr(h, "class", "hopp");
	html_attr(h, "href", "#konton");
	html_text(h, "Hoppa till kontona");
	html_close(h);
	html_open(h, "header");
	html_open(h, "h1");
	html_textf(h, "Granskning av insamlingen %s", s->period);
	html_close(h);
	html_leaf(h, "p", NULL, s->organisation);
	html_close(h);
	html_open(h, "main");
	put_summary(h, s);
	if (put_jobs(h, s, fail) == -1)
		return (-1);
	html_close(h);
	html_open(h, "footer");
	html_leaf(h, "p", NULL, "Skriven av bevara-review " BEVARA_VERSION
	    ". Sidan visar hur det var när den skrevs; kör \"bevara review\" "
	    "igen efter ett beslut.");
	html_close(h);
	html_close(h);
	html_close(h);
	return (html_check(h, fail));
}
