#include "review/command.h"

#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/html.h"
#include "core/record/words.h"
#include "review/entry.h"
#include "review/sheet.h"

#define LINE 40			/* characters of a box on a narrow screen */
#define LINES_MAX 12

/* What stands in the boxes, as bits. */
#define RUN 1u
#define ACCEPT 2u
#define RETAKE 4u

void
command_word(struct buf *b, const char *text)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-_./:";

	if (*text != '\0' && strspn(text, plain) == strlen(text)) {
		buf_adds(b, text);
		return;
	}
	buf_addc(b, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			buf_adds(b, "'\\''");
		else
			buf_addc(b, *text);
	}
	buf_addc(b, '\'');
}

static unsigned int
boxes(const struct entry *e)
{
	switch (e->state) {
	case ENTRY_DECIDE:
		return (e->capture.slice_count > 0 ? RUN | ACCEPT | RETAKE :
		    RUN | RETAKE);
	case ENTRY_WAIT:
		return (e->capture.slice_count > 0 ? RUN | ACCEPT : RUN);
	case ENTRY_GOOD:
		return (RUN | RETAKE);
	case ENTRY_NONE:
	case ENTRY_ACCEPTED:
		return (RUN);
	default:
		return (0);
	}
}

static const char *
advice(const struct entry *e)
{
	switch (e->state) {
	case ENTRY_BROKEN:
		return ("Flytta undan det som är skadat, eller visa meddelandet "
		    "för den som sköter Bevara.");
	case ENTRY_DECIDE:
	case ENTRY_WAIT:
		return (words_todo(e->capture.verdict));
	case ENTRY_GOOD:
		return ("Titta att bilden är kontots sida. Är den det behövs "
		    "inget beslut: kör vidare. Är den det inte: ta om den.");
	case ENTRY_NONE:
		return ("Kör insamlingen.");
	case ENTRY_ACCEPTED:
		return ("Kör vidare, så arkiveras den.");
	default:
		return ("Inget.");
	}
}

static void
start(struct buf *b, const char *tool, const struct sheet *s,
    const struct entry *e)
{
	buf_reset(b);
	buf_addf(b, "bevara %s -C ", tool);
	command_word(b, s->site);
	buf_addc(b, ' ');
	command_word(b, e->dir);
}

static void
put_box(struct html *h, const struct buf *b, const char *label, size_t n,
    const char *id)
{
	size_t lines = b->size / LINE + 1;

	html_open(h, "label");
	html_attrf(h, "for", "%s-%zu", id, n);
	html_text(h, label);
	html_close(h);
	html_open(h, "textarea");
	html_attrf(h, "id", "%s-%zu", id, n);
	html_attr(h, "readonly", "readonly");
	html_attr(h, "spellcheck", "false");
	html_attr(h, "lang", "en");
	html_attrf(h, "rows", "%zu", lines < LINES_MAX ? lines : LINES_MAX);
	html_text(h, buf_text(b));
	html_close(h);
}

static int
put_boxes(struct html *h, const struct sheet *s, size_t n, struct fail *fail)
{
	const struct entry *e = &s->entry[n];
	unsigned int which = boxes(e);
	struct buf b = BUF_INIT;
	int rc;

	if (which & RUN) {
		start(&b, "run", s, e);
		put_box(h, &b, entry_needs_person(e) ? "Kör igen:" :
		    "Kör vidare:", n, "kor");
	}
	if (which & ACCEPT) {
		start(&b, "accept", s, e);
		buf_addf(&b, " --capture %s --by \"\" --reason \"\"",
		    e->capture.id);
		put_box(h, &b, "Godta (namn och skäl):", n, "godta");
	}
	if (which & RETAKE) {
		start(&b, "retake", s, e);
		buf_addf(&b, " --capture %s --by \"\"", e->capture.id);
		put_box(h, &b, "Ta om (namn):", n, "omtag");
	}
	rc = buf_check(&b, fail);
	buf_clear(&b);
	return (rc);
}

int
command_put(struct html *h, const struct sheet *s, size_t n,
    struct fail *fail)
{
	html_leaf(h, "h4", NULL, "Att göra");
	html_leaf(h, "p", NULL, advice(&s->entry[n]));
	return (put_boxes(h, s, n, fail));
}
