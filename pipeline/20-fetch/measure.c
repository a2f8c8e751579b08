#include "fetch/measure.h"

#include <string.h>

#include "core/buf.h"
#include "fetch/answer.h"
#include "fetch/compare.h"
#include "fetch/match.h"
#include "fetch/verdict.h"

#define FEW_PICTURES 3		/* fewer that are missing say nothing */

typedef int measurement(const struct match *, int, struct buf *);

/* ---- the answer ---- */

static int
internal_address(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	if (!m->f->refused)
		return (0);
	buf_adds(detail, m->f->error == NULL ? "not public" : m->f->error);
	return (1);
}

static int
told(const char *text, struct buf *detail)
{
	if (text == NULL)
		return (0);
	buf_adds(detail, text);
	return (1);
}

static int
no_answer(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	return (!m->f->refused && !m->f->later && told(m->f->error, detail));
}

static int
no_answer_later(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	return (!m->f->refused && m->f->later && told(m->f->error, detail));
}

static int
answer_cut(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	return (m->f->answer != NULL && told(m->f->answer->cut, detail));
}

/* ---- the browser ---- */

static int
page_trouble(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	return (told(m->f->trouble, detail));
}

/* What nobody looked at cannot be good. */
static int
not_seen(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	if (m->f->has_page)
		return (0);
	buf_adds(detail, "no picture of the page was taken");
	return (1);
}

static int
time_up(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	if (!m->f->time_up)
		return (0);
	buf_adds(detail, "the time was up before the page's end");
	return (1);
}

static int
load_unfinished(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	if (!m->f->unfinished)
		return (0);
	buf_adds(detail, "the page had not loaded to its end");
	return (1);
}

static int
pictures_missing(const struct match *m, int at_least, struct buf *detail)
{
	const struct verdict_facts *f = m->f;

	if (f->missing == 0 || f->missing * 100.0 < at_least * 1.0 *
	    f->pictures || (at_least > 0 && f->missing < FEW_PICTURES))
		return (0);
	buf_addf(detail, "%d of %d pictures did not load", f->missing,
	    f->pictures);
	return (1);
}

/* ---- the page ---- */

static int
no_content(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	if (!m->f->has_page || m->f->words > 0 || !m->f->one_colour)
		return (0);
	buf_adds(detail, "no text, and pictures of one colour");
	return (1);
}

static int
nothing_read(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	if (!m->f->has_page || m->f->words > 0 || m->f->shown > 0)
		return (0);
	buf_adds(detail, "neither text nor a picture");
	return (1);
}

static int
expected_words(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	if (m->absent.size == 0)
		return (0);
	buf_addf(detail, "not shown: %s", buf_text(&m->absent));
	return (1);
}

static int
layout_cut(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	if (!m->f->cut)
		return (0);
	buf_adds(detail, "the page holds too much to be read whole");
	return (1);
}

static int
posts_lost(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	if (m->f->lost == 0)
		return (0);
	buf_addf(detail, "%d posts that the page showed are not in the "
	    "picture", m->f->lost);
	return (1);
}

static int
consent_left(const struct match *m, int at_least, struct buf *detail)
{
	const struct verdict_facts *f = m->f;

	if (f->consent == NULL || f->consent_share * 100 < at_least)
		return (0);
	buf_addf(detail, "it covers %.0f %% of the window: '%.200s'",
	    f->consent_share * 100, f->consent);
	return (1);
}

/* ---- beside the last record ---- */

static int
heading_changed(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	return (m->f->compare != NULL && told(m->f->compare->heading, detail));
}

static int
title_changed(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	return (m->f->compare != NULL && told(m->f->compare->title, detail));
}

static int
structure_changed(const struct match *m, int at_least, struct buf *detail)
{
	(void)at_least;
	return (m->f->compare != NULL &&
	    told(m->f->compare->structure, detail));
}

static const struct {
	const char *name;
	measurement *measure;
} facts[] = {
	{ "internal-address", internal_address },
	{ "no-answer", no_answer },
	{ "no-answer-later", no_answer_later },
	{ "answer-cut", answer_cut },
	{ "page-trouble", page_trouble },
	{ "not-seen", not_seen },
	{ "time-up", time_up },
	{ "load-unfinished", load_unfinished },
	{ "pictures-missing", pictures_missing },
	{ "no-content", no_content },
	{ "nothing-read", nothing_read },
	{ "expected-words", expected_words },
	{ "layout-cut", layout_cut },
	{ "posts-lost", posts_lost },
	{ "consent-left", consent_left },
	{ "heading-changed", heading_changed },
	{ "title-changed", title_changed },
	{ "structure-changed", structure_changed },
};

int
measure_fact(const struct match *m, const char *name, int at_least,
    struct buf *detail)
{
	size_t i;

	for (i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		if (strcmp(facts[i].name, name) == 0)
			return (facts[i].measure(m, at_least, detail));
	return (0);
}
