#include "fetch/match.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/text.h"
#include "fetch/answer.h"
#include "fetch/fold.h"
#include "fetch/measure.h"
#include "fetch/signs.h"
#include "fetch/verdict.h"

#define FEW_WORDS 120		/* a page of an account shows more */
#define BARE_WORDS 40		/* a notice in the place of a page */
#define LARGE_SHARE 0.04	/* of the window: larger than a header's box */

/* Every expected word that is not shown goes into m->absent. */
static int
find_expected(struct match *m, struct fail *fail)
{
	const struct verdict_facts *f = m->f;
	char *word;
	size_t i;

	for (i = 0; i < f->expected_count; i++) {
		if ((word = fold_text(f->expected[i], fail)) == NULL)
			return (-1);
		if (strstr(m->text, word) == NULL)
			buf_addf(&m->absent, "%s'%s'", m->absent.size > 0 ?
			    ", " : "", f->expected[i]);
		free(word);
	}
	return (buf_check(&m->absent, fail));
}

int
match_init(struct match *m, const struct verdict_facts *f, struct fail *fail)
{
	memset(m, 0, sizeof(*m));
	m->f = f;
	if ((m->text = fold_text(f->text, fail)) == NULL ||
	    (m->layers = fold_text(f->layers, fail)) == NULL ||
	    (m->title = fold_text(f->title, fail)) == NULL ||
	    (m->final = fold_text(f->final, fail)) == NULL ||
	    (m->requested = fold_text(f->requested, fail)) == NULL)
		return (-1);
	if (!f->has_page)
		return (0);
	if (find_expected(m, fail) == -1)
		return (-1);
	m->conditions |= m->absent.size > 0 ? SIGNS_MISSING : 0;
	m->conditions |= f->expected_count == 0 ? SIGNS_UNASKED : 0;
	m->conditions |= f->words < FEW_WORDS ? SIGNS_FEW : 0;
	m->conditions |= f->words < BARE_WORDS ? SIGNS_BARE : 0;
	return (0);
}

static const struct signs_seen *
seen(const struct match *m, const struct signs_test *t)
{
	return (t->kind != SIGNS_SELECTOR || m->f->seen == NULL ? NULL :
	    &m->f->seen[t->number]);
}

int
match_conditions(const struct match *m, const struct signs_test *t)
{
	const struct signs_seen *s = seen(m, t);

	if (s == NULL)
		return (m->conditions);
	return (m->conditions | (s->over ? SIGNS_OVER : 0) |
	    (s->share > LARGE_SHARE ? SIGNS_LARGE : 0));
}

static int
match_selector(const struct match *m, const struct signs_test *t,
    struct buf *detail)
{
	const struct signs_seen *s = seen(m, t);

	if (s == NULL || !s->seen || (t->over && !s->over) ||
	    s->share * 100 < t->covers)
		return (0);
	buf_addf(detail, "%s %s, %.0f %% of the window", t->value, s->over ?
	    "over the content" : "in the page", s->share * 100);
	return (1);
}

static int
match_words(const char *text, const struct signs_test *t, struct buf *detail)
{
	if (!fold_has(text, t->value))
		return (0);
	buf_addf(detail, "'%s'%s", t->value, t->over ?
	    " in a layer over the content" : "");
	return (1);
}

/* The host, and the path up to the question mark. */
static void
split(const char *address, const char **host, size_t *host_n,
    const char **path, size_t *path_n)
{
	const char *at = strstr(address, "://");

	*host = at == NULL ? address : at + 3;
	*host_n = strcspn(*host, "/?#:");
	*path = *host + strcspn(*host, "/?#");
	*path_n = strcspn(*path, "?#");
}

/* One of the parts between the slashes is exactly that. */
static int
has_part(const char *path, size_t n, const char *part)
{
	size_t i = 0, k, size = strlen(part);

	while (i < n) {
		k = strcspn(path + i, "/?#");
		if (k == size && memcmp(path + i, part, k) == 0)
			return (1);
		i += k + 1;
	}
	return (0);
}

/* Begins with it, and what follows begins a new part. */
static int
begins(const char *path, size_t n, const char *want)
{
	size_t size = strlen(want);

	return (size <= n && memcmp(path, want, size) == 0 &&
	    (size == n || path[size] == '/' || want[size - 1] == '/'));
}

static int
is_address(const char *address, const struct signs_test *t)
{
	const char *host, *path, *want = t->value;
	size_t host_n, path_n, want_n = strcspn(want, "/");

	split(address, &host, &host_n, &path, &path_n);
	if (t->part)
		return (has_part(path, path_n, want));
	/* A host, or the end of one after a dot. */
	if (want_n > host_n || (want_n > 0 && (memcmp(host + host_n - want_n,
	    want, want_n) != 0 || (want_n < host_n &&
	    host[host_n - want_n - 1] != '.'))))
		return (0);
	return (want[want_n] == '\0' || begins(path, path_n, want + want_n));
}

static int
match_address(const struct match *m, const struct signs_test *t,
    struct buf *detail)
{
	if (!is_address(m->final, t) || is_address(m->requested, t))
		return (0);
	buf_adds(detail, m->f->final);
	return (1);
}

static int
match_status(const struct match *m, const struct signs_test *t,
    struct buf *detail)
{
	char text[16];
	const char *want = t->value;

	(void)snprintf(text, sizeof(text), "%d", m->f->status);
	if (strlen(text) != 3 || text[0] != want[0] ||
	    (strcmp(want + 1, "xx") != 0 && strcmp(want + 1, text + 1) != 0))
		return (0);
	buf_addf(detail, "HTTP %s", text);
	return (1);
}

static int
match_header(const struct match *m, const struct signs_test *t,
    struct buf *detail, struct fail *fail)
{
	const char *value = m->f->answer == NULL ? NULL :
	    answer_header(m->f->answer, t->header);
	char *folded;
	int yes;

	if (value == NULL)
		return (0);
	if ((folded = fold_text(value, fail)) == NULL)
		return (-1);
	yes = *t->value == '\0' || fold_has(folded, t->value);
	free(folded);
	if (yes)
		buf_addf(detail, "%s: %s", t->header, value);
	return (yes);
}

static int
match_navigation(const struct match *m, const struct signs_test *t,
    struct buf *detail)
{
	if (m->f->navigation == NULL ||
	    strstr(m->f->navigation, t->value) == NULL)
		return (0);
	buf_adds(detail, m->f->navigation);
	return (1);
}

int
match_test(const struct match *m, const struct signs_test *t,
    struct buf *detail, struct fail *fail)
{
	switch (t->kind) {
	case SIGNS_SELECTOR:
		return (match_selector(m, t, detail));
	case SIGNS_WORDS:
		return (match_words(t->over ? m->layers : m->text, t, detail));
	case SIGNS_TITLE:
		return (match_words(m->title, t, detail));
	case SIGNS_ADDRESS:
		return (match_address(m, t, detail));
	case SIGNS_STATUS:
		return (match_status(m, t, detail));
	case SIGNS_HEADER:
		return (match_header(m, t, detail, fail));
	case SIGNS_NAVIGATION:
		return (match_navigation(m, t, detail));
	case SIGNS_FACT:
		return (measure_fact(m, t->value, t->at_least, detail));
	}
	return (0);
}

void
match_clear(struct match *m)
{
	free(m->text);
	free(m->layers);
	free(m->title);
	free(m->final);
	free(m->requested);
	buf_clear(&m->absent);
	memset(m, 0, sizeof(*m));
}
