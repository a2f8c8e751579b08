#include "verify/journal.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/list.h"
#include "core/path.h"
#include "core/record/fields.h"
#include "core/text.h"
#include "verify/journal_line.h"

struct reading {
	struct journal_past *past;
	struct journal_item item;	/* whose block is being read */
	struct fail *fail;
};

/* What a line may do: be read, be none of ours, or find memory short. */
enum { GOOD = 0, SHORT = -1, BAD = 1 };

static void
item_clear(struct journal_item *item)
{
	finding_clear(&item->outcome.findings);
	fields_free(item->beside, item->beside_count);
	free(item->period);
	free(item->id);
	memset(item, 0, sizeof(*item));
}

static int
is_sha256(const char *text)
{
	return (strlen(text) == 64 &&
	    strspn(text, "0123456789abcdef") == 64);
}

static int
read_head(struct reading *r, const struct journal_name *name,
    char *const *field, size_t n)
{
	if (n != 4 || strcmp(field[0], "bevara-verify/1") != 0 ||
	    strcmp(field[1], name->name) != 0 ||
	    strcmp(field[2], name->log) != 0 ||
	    clock_parse(field[3], &r->past->started_utc) == -1 ||
	    r->past->started_utc <= 0) {
		r->past->started_utc = 0;
		return (BAD);
	}
	return (GOOD);
}

static int
read_finding(struct reading *r, char *const *field)
{
	enum finding_kind kind;

	if (finding_kind_of(field[1], &kind) == -1 || *field[2] == '\0')
		return (BAD);
	return (finding_add(&r->item.outcome.findings, kind, field[2],
	    *field[3] == '\0' ? NULL : field[3], r->fail) == -1 ? SHORT :
	    GOOD);
}

static int
read_number(const char *text, uint64_t *value)
{
	int64_t number;

	if (text_int(text, 0, INT64_MAX, &number) == -1)
		return (-1);
	*value = (uint64_t)number;
	return (0);
}

/* The line that ends a block. */
static int
read_package(struct reading *r, char *const *field)
{
	struct journal_past *past = r->past;
	struct outcome *o = &r->item.outcome;
	struct journal_item *grown;
	int64_t sealed;

	if (!path_is_period(field[1]) || *field[2] == '\0' ||
	    strchr(field[2], '/') != NULL ||
	    clock_parse(field[3], &o->checked_utc) == -1 ||
	    o->checked_utc <= 0 ||
	    (*field[4] != '\0' && !is_sha256(field[4])) ||
	    text_int(field[5], 0, 1, &sealed) == -1 ||
	    read_number(field[6], &o->file_count) == -1 ||
	    read_number(field[7], &o->size_bytes) == -1 ||
	    read_number(field[8], &o->record_count) == -1 ||
	    read_number(field[9], &o->digest_count) == -1 ||
	    read_number(field[10], &o->bare_count) == -1)
		return (BAD);
	memcpy(o->sums_sha256, field[4], strlen(field[4]) + 1);
	o->sealed = (int)sealed;
	if ((r->item.period = text_copy(field[1], r->fail)) == NULL ||
	    (r->item.id = text_copy(field[2], r->fail)) == NULL ||
	    (grown = list_grow(past->item, &past->count,
	    sizeof(*past->item), r->fail)) == NULL)
		return (SHORT);
	past->item = grown;
	past->item[past->count - 1] = r->item;
	memset(&r->item, 0, sizeof(r->item));	/* now the past's */
	return (GOOD);
}

static int
read_report(struct reading *r, char *const *field)
{
	struct journal_report report = { "", "", 0, 0 };
	int64_t t;

	if (strlen(field[1]) != strlen("20261123T120000Z") ||
	    clock_parse(field[1], &t) == -1 || !is_sha256(field[2]) ||
	    read_number(field[3], &report.package_count) == -1 ||
	    read_number(field[4], &report.finding_count) == -1)
		return (BAD);
	memcpy(report.stamp, field[1], strlen(field[1]) + 1);
	memcpy(report.sha256, field[2], sizeof(report.sha256));
	r->past->report = report;
	return (GOOD);
}

static int
read_line(struct reading *r, const struct journal_name *name, char *line,
    size_t size)
{
	char *field[JOURNAL_FIELDS];
	size_t n = journal_split(line, size, field);

	if (n == 0)
		return (BAD);
	if (r->past->started_utc == 0)
		return (read_head(r, name, field, n));
	if (n == 4 && strcmp(field[0], "f") == 0)
		return (read_finding(r, field));
	if (n == 2 && strcmp(field[0], "b") == 0 && *field[1] != '\0')
		return (fields_add(&r->item.beside, &r->item.beside_count,
		    field[1], r->fail) == -1 ? SHORT : GOOD);
	if (n == 11 && strcmp(field[0], "p") == 0)
		return (read_package(r, field));
	if (n == 5 && strcmp(field[0], "r") == 0)
		return (read_report(r, field));
	return (BAD);
}

int
journal_parse(struct journal_past *past, const struct journal_name *name,
    const void *bytes, size_t n, struct fail *fail)
{
	struct reading r = { past, { 0 }, fail };
	char *text = malloc(n + 1), *s, *end, *stop;
	int what = GOOD, in_block;

	memset(past, 0, sizeof(*past));
	if (text == NULL)
		return (fail_memory(fail));
	if (n > 0)
		memcpy(text, bytes, n);
	text[n] = '\0';
	end = text + n;
	for (s = text; what == GOOD && s < end; s = stop + 1) {
		if ((stop = memchr(s, '\n', (size_t)(end - s))) == NULL)
			break;
		in_block = *s == 'f' || (*s == 'b' && past->started_utc != 0);
		what = read_line(&r, name, s, (size_t)(stop - s));
		/* A block that was cut is none. */
		if (what == GOOD && !in_block)
			past->good_bytes = (size_t)(stop + 1 - text);
	}
	item_clear(&r.item);
	free(text);
	if (what == SHORT)
		journal_past_clear(past);
	return (what == SHORT ? -1 : 0);
}

void
journal_past_clear(struct journal_past *past)
{
	size_t i;

	for (i = 0; i < past->count; i++)
		item_clear(&past->item[i]);
	free(past->item);
	*past = (struct journal_past)JOURNAL_PAST_INIT;
}
