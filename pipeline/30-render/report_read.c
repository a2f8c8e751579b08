#include "render/report_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/xml.h"
#include "render/report_part.h"

#define SCHEMA "30-render.report.xsd"
#define MAX_HEAD 65536		/* bytes of all references */

static int
start_report(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	const char *lang = xml_scan_attr(a, "lang");
	const char *kind = xml_scan_attr(a, "kind");
	const char *created = xml_scan_attr(a, "created");

	if (lang == NULL || (strcmp(lang, "sv") != 0 &&
	    strcmp(lang, REPORT_LANG) != 0))
		return (fail_set(fail, FAIL_DATA, "the report does not say "
		    "its language: write xml:lang=\"sv\" in its first "
		    "element"));
	(void)snprintf(rd->head.kind, sizeof(rd->head.kind), "%s",
	    kind == NULL ? "" : kind);
	rd->head.created_utc = REPORT_NO_TIME;
	if (created != NULL && clock_parse(created,
	    &rd->head.created_utc) == -1)
		return (fail_set(fail, FAIL_DATA, "'%.100s' is no time: write "
		    "created with its offset, for example "
		    "2026-11-24T10:00:00+01:00, or leave it out", created));
	return (0);
}

static struct buf *
place_in_head(struct report_reader *rd, const char *name)
{
	if (strcmp(name, "organisation") == 0)
		return (&rd->head.organisation);
	if (strcmp(name, "title") == 0)
		return (&rd->head.title);
	if (strcmp(name, "subtitle") == 0)
		return (&rd->head.subtitle);
	if (strcmp(name, "date") == 0)
		return (&rd->head.date);
	if (strcmp(name, "reference") == 0)
		return (&rd->head.references);
	return (NULL);
}

static int
start_body(struct report_reader *rd, struct fail *fail)
{
	if (rd->head_told || rd->head.organisation.size == 0 ||
	    rd->head.title.size == 0) {
		rd->lost = 1;
		return (0);
	}
	rd->head_told = 1;
	rd->place = REPORT_IN_BODY;
	return (rd->h->head(rd->arg, &rd->head, fail));
}

static int
on_start(void *arg, const char *name, const char *const *attributes,
    struct fail *fail)
{
	struct report_reader *rd = arg;

	if (rd->lost)
		return (0);
	if (rd->place != REPORT_IN_HEAD)
		return (report_body_start(rd, name, attributes, fail));
	if (strcmp(name, "report") == 0)
		return (start_report(rd, attributes, fail));
	if (strcmp(name, "body") == 0)
		return (start_body(rd, fail));
	rd->plain = place_in_head(rd, name);
	return (0);
}

/* A space at the end goes; references are told apart by a NUL. */
static int
end_plain(struct report_reader *rd, struct fail *fail)
{
	struct buf *b = rd->plain;

	rd->plain = NULL;
	if (b->size > 0 && !b->failed && b->data[b->size - 1] == ' ')
		b->data[--b->size] = '\0';
	if (b == &rd->head.references) {
		buf_addc(b, '\0');
		rd->head.reference_count++;
	}
	return (buf_check(b, fail));
}

static int
on_end(void *arg, const char *name, struct fail *fail)
{
	struct report_reader *rd = arg;

	if (rd->lost)
		return (0);
	if (rd->place != REPORT_IN_HEAD)
		return (report_body_end(rd, name, fail));
	return (rd->plain != NULL ? end_plain(rd, fail) : 0);
}

static int
on_text(void *arg, const char *text, size_t n, struct fail *fail)
{
	struct report_reader *rd = arg;
	struct buf *b = rd->plain;
	size_t i;

	if (rd->lost)
		return (0);
	if (rd->open != NULL)
		return (rich_text(rd->open, text, n, fail));
	if (b == NULL)
		return (0);
	if (b->size + n > MAX_HEAD)
		return (fail_set(fail, FAIL_DATA, "more than %d bytes in the "
		    "head: shorten it", MAX_HEAD));
	for (i = 0; i < n; i++) {
		if (strchr(" \t\r\n", text[i]) == NULL)
			buf_addc(b, (unsigned char)text[i]);
		else if (b->size > 0 && !b->failed &&
		    strchr(" ", b->data[b->size - 1]) == NULL)
			buf_addc(b, ' ');
	}
	return (buf_check(b, fail));
}

int
report_read(const char *path, const struct report_handler *handler,
    void *arg, struct fail *fail)
{
	static const struct xml_handler events = { on_start, on_end, on_text };
	struct report_reader *rd;
	int rc;

	if ((rd = calloc(1, sizeof(*rd))) == NULL)
		return (fail_memory(fail));
	rd->h = handler;
	rd->arg = arg;
	rc = xml_scan(path, SCHEMA, &events, rd, fail);
	if (rc == 0 && (rd->lost || !rd->head_told))
		rc = fail_set(fail, FAIL_DATA, "'%s' is no report: compare "
		    "with samples/report/arkiveringsrapport.xml", path);
	report_body_clear(rd);
	buf_clear(&rd->head.organisation);
	buf_clear(&rd->head.title);
	buf_clear(&rd->head.subtitle);
	buf_clear(&rd->head.date);
	buf_clear(&rd->head.references);
	free(rd);
	return (rc);
}
