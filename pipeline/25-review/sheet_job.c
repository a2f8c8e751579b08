#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/html.h"
#include "core/path.h"
#include "core/record/words.h"
#include "core/text.h"
#include "review/command.h"
#include "review/entry.h"
#include "review/sheet.h"
#include "review/thumb.h"

#define LIST_MAX 20		/* signs, warnings and links that are shown */

static const struct kind {
	const char *words;
	const char *class;	/* its colour; the words say the same */
} kinds[ENTRY_STATES] = {
	[ENTRY_BROKEN] = { "Kan inte läsas", "person" },
	[ENTRY_DECIDE] = { "Behöver ett beslut", "person" },
	[ENTRY_WAIT] = { "Kan gå över av sig självt", "person" },
	[ENTRY_NONE] = { "Inte insamlad än", "vantar" },
	[ENTRY_ACCEPTED] = { "Godtagen, inte arkiverad än", "klar" },
	[ENTRY_GOOD] = { "Bra, inte arkiverad än", "klar" },
	[ENTRY_PLACED] = { "Arkiverad", "klar" },
	[ENTRY_RETAKE] = { "Tas om", "vantar" },
	[ENTRY_OLDER] = { "Ersatt av en nyare mapp", "vantar" },
};

const char *
sheet_state(const struct entry *e)
{
	return (kinds[e->state].words);
}

/* Text from a page or a person: whichever way it runs, it stays by itself. */
static void
put_foreign(struct html *h, const char *text)
{
	html_open(h, "bdi");
	html_text(h, text);
	html_close(h);
}

/* What the machine wrote is English. */
static void
put_english(struct html *h, const char *tag, const char *text)
{
	html_open(h, tag);
	html_attr(h, "lang", "en");
	html_text(h, text);
	html_close(h);
}

static void
put_fact(struct html *h, const char *what, const char *text)
{
	if (text == NULL)
		return;
	html_leaf(h, "dt", NULL, what);
	html_open(h, "dd");
	put_foreign(h, text);
	html_close(h);
}

/* ---- pictures ---- */

/* Links to the slices themselves, as they can be reached from the page. */
static void
put_links(struct html *h, const char *scheme, const char *dir,
    const struct capture *c)
{
	size_t i;

	for (i = 0; i < c->slice_count && i < LIST_MAX; i++) {
		struct fail ignored = FAIL_INIT;
		char *path = path_join(dir, c->slice[i].file, &ignored);

		html_open(h, "a");
		html_href(h, scheme, path == NULL ? "" : path);
		html_textf(h, c->slice_count == 1 ? "Öppna bilden" :
		    "Öppna bild %zu av %zu", i + 1, c->slice_count);
		html_close(h);
		html_text(h, " ");
		free(path);
	}
}

static void
put_thumb(struct html *h, const struct thumb *t, const struct capture *c,
    const char *minute)
{
	html_open(h, "img");
	html_attrf(h, "alt", "Överst på sidan%s%.200s%s den %s",
	    c->title != NULL ? " ”" : "", c->title != NULL ? c->title : "",
	    c->title != NULL ? "”" : "", minute);
	html_attrf(h, "width", "%d", t->width);
	html_attrf(h, "height", "%d", t->height);
	html_bytes(h, "src", "image/png", &t->png);
	html_close(h);
}

/* The first slice of a capture whose files lie in ${dir}. */
static int
put_picture(struct html *h, const struct capture *c, const char *dir,
    const char *minute, struct fail *fail)
{
	struct thumb t = THUMB_INIT;
	struct fail why = FAIL_INIT;
	char *path;

	if (c->slice_count == 0) {
		html_leaf(h, "span", "ingen", "Ingen bild");
		return (0);
	}
	if ((path = path_join(dir, c->slice[0].file, fail)) == NULL)
		return (-1);
	if (thumb_make(&t, path, &why) == 0)
		put_thumb(h, &t, c, minute);
	else {
		html_open(h, "span");
		html_attr(h, "class", "ingen");
		html_text(h, "Bilden kan inte visas: ");
		put_english(h, "span", why.text);
		html_close(h);
	}
	thumb_clear(&t);
	free(path);
	return (0);
}

static int
put_now(struct html *h, const struct sheet *s, const struct entry *e,
    struct fail *fail)
{
	char *files = NULL, *dir = NULL;
	char minute[CLOCK_TEXT];
	int rc = -1;

	clock_minute(e->capture.ended_utc, minute);
	if ((files = path_join(e->dir, "capture", fail)) == NULL ||
	    (dir = s->beside ? text_printf(fail, "%s/capture", e->name) :
	    text_copy(files, fail)) == NULL)
		goto out;
	html_open(h, "figure");
	rc = put_picture(h, &e->capture, files, minute, fail);
	html_open(h, "figcaption");
	html_textf(h, "Nu, %s. ", minute);
	put_links(h, s->beside ? "" : "file://", dir, &e->capture);
	html_close(h);
	html_close(h);
out:
	free(files);
	free(dir);
	return (rc);
}

static int
put_before(struct html *h, const struct entry *e, struct fail *fail)
{
	char minute[CLOCK_TEXT];
	int rc = 0;

	html_open(h, "figure");
	if (e->previous.id != NULL) {
		clock_minute(e->previous.ended_utc, minute);
		rc = put_picture(h, &e->previous, e->previous_dir, minute,
		    fail);
		html_open(h, "figcaption");
		html_textf(h, "Förra gången, %s.", minute);
	} else {
		html_leaf(h, "span", "ingen", e->previous_dir == NULL ?
		    "Ingen tidigare" : "Finns inte kvar här");
		html_open(h, "figcaption");
		html_text(h, "Förra gången.");
	}
	html_close(h);
	html_close(h);
	return (rc);
}

static int
put_pictures(struct html *h, const struct sheet *s, const struct entry *e,
    struct fail *fail)
{
	html_open(h, "div");
	html_attr(h, "class", "bilder");
	if (put_now(h, s, e, fail) == -1 || put_before(h, e, fail) == -1)
		return (-1);
	html_close(h);
	return (0);
}

/* ---- facts ---- */

static void
put_signs(struct html *h, const struct capture *c)
{
	size_t i;

	html_leaf(h, "dt", NULL, "Tecken");
	html_open(h, "dd");
	if (c->sign_count == 0)
		html_text(h, "inga");
	else
		html_open(h, "ul");
	for (i = 0; i < c->sign_count && i < LIST_MAX; i++) {
		const struct capture_sign *g = &c->sign[i];

		html_open(h, "li");
		html_leaf(h, "code", NULL, g->name);
		html_textf(h, " talar för %s", g->verdict);
		if (g->weight > 0)
			html_textf(h, " (väger %d av 100)", g->weight);
		html_text(h, ": ");
		put_english(h, "bdi", g->detail != NULL ? g->detail : "");
		html_close(h);
	}
	if (c->sign_count > 0)
		html_close(h);
	html_close(h);
}

static void
put_warnings(struct html *h, const struct capture *c)
{
	size_t i;

	html_leaf(h, "dt", NULL, "Varningar");
	html_open(h, "dd");
	if (c->warning_count == 0)
		html_text(h, "inga");
	else
		html_open(h, "ul");
	for (i = 0; i < c->warning_count && i < LIST_MAX; i++)
		put_english(h, "li", c->warning[i]);
	if (c->warning_count > LIST_MAX) {
		html_open(h, "li");
		html_textf(h, "och %zu till, se capture.xml",
		    c->warning_count - LIST_MAX);
		html_close(h);
	}
	if (c->warning_count > 0)
		html_close(h);
	html_close(h);
}

/* What a person has said about it. */
static void
put_decision(struct html *h, const struct decision *d)
{
	char minute[CLOCK_TEXT];

	if (d->value == NULL)
		return;
	clock_minute(d->decided_utc, minute);
	html_leaf(h, "dt", NULL, "Beslut");
	html_open(h, "dd");
	html_text(h, strcmp(d->value, DECISION_ACCEPT) == 0 ?
	    "Godtogs av " : "Ska tas om, enligt ");
	put_foreign(h, d->by);
	html_textf(h, " (inloggad som %s) %s", d->login, minute);
	if (d->reason != NULL) {
		html_text(h, ". Skäl: ");
		put_foreign(h, d->reason);
	}
	if (d->next != NULL)
		html_textf(h, ". Ny mapp: %s", d->next);
	html_close(h);
}

static void
put_verdict(struct html *h, const struct capture *c)
{
	html_leaf(h, "dt", NULL, "Bedömning");
	html_open(h, "dd");
	html_textf(h, "%s (", words_verdict(c->verdict));
	html_leaf(h, "code", NULL, c->verdict);
	html_text(h, ")");
	html_close(h);
}

static void
put_facts(struct html *h, const struct entry *e)
{
	const struct capture *c = &e->capture;
	char minute[CLOCK_TEXT];

	html_open(h, "dl");
	html_attr(h, "class", "fakta");
	put_verdict(h, c);
	put_signs(h, c);
	put_warnings(h, c);
	put_decision(h, &e->decision);
	put_fact(h, "Sidans titel", c->title);
	put_fact(h, "Adress", c->requested);
	if (c->final != NULL && strcmp(c->final, c->requested) != 0)
		put_fact(h, "Visad adress", c->final);
	clock_minute(c->ended_utc, minute);
	put_fact(h, "Insamlad", minute);
	if (c->manual.by != NULL)
		put_fact(h, "Inlämnad av", c->manual.by);
	put_fact(h, "Mapp", e->name);
	put_fact(h, "Arkiverad som", e->receipt.pdf);
	html_close(h);
}

/* ---- the whole ---- */

static void
put_title(struct html *h, const struct entry *e, size_t n)
{
	html_open(h, "h3");
	html_attrf(h, "id", "jobb-%zu", n);
	html_text(h, e->order.name != NULL ? e->order.name : e->name);
	if (e->order.platform != NULL)
		html_textf(h, ", %s", words_platform(e->order.platform));
	if (e->number > 1)
		html_textf(h, " (omtagning %d)", e->number - 1);
	html_close(h);
	html_leaf(h, "p", "lage", sheet_state(e));
}

int
sheet_put_job(struct html *h, const struct sheet *s, size_t n,
    struct fail *fail)
{
	const struct entry *e = &s->entry[n];

	html_open(h, "article");
	html_attr(h, "class", kinds[e->state].class);
	html_attrf(h, "aria-labelledby", "jobb-%zu", n);
	put_title(h, e, n);
	if (e->trouble != NULL)
		put_english(h, "p", e->trouble);
	else if (e->capture.id != NULL) {
		if (put_pictures(h, s, e, fail) == -1)
			return (-1);
		put_facts(h, e);
	}
	if (command_put(h, s, n, fail) == -1)
		return (-1);
	html_close(h);
	return (0);
}
