#include "fetch/compare.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/text.h"
#include "core/xml.h"
#include "fetch/fold.h"

#define COUNTED_LEAST 10	/* fewer before say nothing when they go */
#define FALLEN 5		/* to less than one in so many */
#define FALLEN_KINDS 2		/* so many kinds must have fallen */
#define NO_LEVEL 7		/* above those of headings, 1 to 6 */

static const struct {
	const char *element, *name;
} kinds[] = {
	{ "w", "words" },
	{ "heading", "headings" },
	{ "link", "links" },
	{ "picture", "pictures" },
};
#define KINDS (sizeof(kinds) / sizeof(*kinds))

struct digest {			/* what a layout.xml holds */
	long count[KINDS];
	struct buf heading;	/* the first of the highest level */
	int level;		/* its level; NO_LEVEL: none yet */
	int inside;		/* 1: it is being read */
};

static int
on_start(void *arg, const char *name, const char *const *attributes,
    struct fail *fail)
{
	struct digest *d = arg;
	const char *level;
	size_t i;

	(void)fail;
	for (i = 0; i < KINDS; i++)
		d->count[i] += strcmp(name, kinds[i].element) == 0;
	if (strcmp(name, "w") == 0 && d->inside)
		buf_addc(&d->heading, ' ');
	if (strcmp(name, "heading") != 0)
		return (0);
	level = xml_scan_attr(attributes, "level");
	if (level != NULL && level[0] - '0' < d->level) {
		d->level = level[0] - '0';
		d->inside = 1;
		buf_reset(&d->heading);
	}
	return (0);
}

static int
on_end(void *arg, const char *name, struct fail *fail)
{
	struct digest *d = arg;

	(void)fail;
	if (strcmp(name, "heading") == 0)
		d->inside = 0;
	return (0);
}

static int
on_text(void *arg, const char *text, size_t n, struct fail *fail)
{
	struct digest *d = arg;

	(void)fail;
	if (d->inside)
		buf_add(&d->heading, text, n);
	return (0);
}

static int
digest_read(struct digest *d, const char *path, struct fail *fail)
{
	static const struct xml_handler handler = { on_start, on_end,
	    on_text };

	memset(d, 0, sizeof(*d));
	d->level = NO_LEVEL;
	if (xml_scan(path, NULL, &handler, d, fail) == -1)
		return (-1);
	return (buf_check(&d->heading, fail));
}

static int
compare_heading(struct compare *cmp, const struct digest *before,
    const char *text, struct fail *fail)
{
	char *was = NULL, *now = NULL;
	int rc = -1;

	if ((was = fold_text(buf_text(&before->heading), fail)) == NULL ||
	    (now = fold_text(text, fail)) == NULL)
		goto out;
	rc = 0;
	if (*was != '\0' && strstr(now, was) == NULL && (cmp->heading =
	    text_printf(fail, "'%.200s' is shown no more",
	    buf_text(&before->heading) + 1)) == NULL)
		rc = -1;
out:
	free(was);
	free(now);
	return (rc);
}

/* After a count of news such as "(3) ". */
static const char *
after_count(const char *title)
{
	const char *at = title;

	if (*at != '(' || !isdigit((unsigned char)at[1]))
		return (title);
	at += 1 + strspn(at + 1, "0123456789+");
	return (at[0] == ')' && at[1] == ' ' ? at + 2 : title);
}

static int
compare_title(struct compare *cmp, const char *was, const char *now,
    struct fail *fail)
{
	char *a = NULL, *b = NULL;
	int rc = -1;

	if (was == NULL)
		return (0);
	if ((a = fold_text(was, fail)) == NULL ||
	    (b = fold_text(now, fail)) == NULL)
		goto out;
	rc = 0;
	if (strcmp(after_count(a), after_count(b)) != 0 &&
	    (cmp->title = text_printf(fail, "it was '%.200s', and is '%.200s'",
	    was, now == NULL ? "" : now)) == NULL)
		rc = -1;
out:
	free(a);
	free(b);
	return (rc);
}

static int
compare_structure(struct compare *cmp, const struct digest *before,
    const struct digest *now, struct fail *fail)
{
	struct buf b = BUF_INIT;
	size_t i, fallen = 0;

	for (i = 0; i < KINDS; i++) {
		if (before->count[i] < COUNTED_LEAST ||
		    now->count[i] * FALLEN >= before->count[i])
			continue;
		buf_addf(&b, "%s%ld %s were %ld", fallen > 0 ? ", " : "",
		    now->count[i], kinds[i].name, before->count[i]);
		fallen++;
	}
	if (fallen < FALLEN_KINDS) {
		buf_clear(&b);
		return (0);
	}
	return ((cmp->structure = buf_take(&b, fail)) == NULL ? -1 : 0);
}

int
compare_with(struct compare *cmp, const char *dir,
    const struct compare_now *now, struct fail *fail)
{
	struct digest was = { .level = 0 }, is = { .level = 0 };
	struct capture capture = { 0 };
	char *record = NULL, *layout = NULL;
	int rc = -1;

	memset(cmp, 0, sizeof(*cmp));
	if ((record = path_join(dir, "capture.xml", fail)) == NULL ||
	    (layout = path_join(dir, "layout.xml", fail)) == NULL ||
	    capture_load(&capture, record, fail) == -1 ||
	    digest_read(&was, layout, fail) == -1 ||
	    digest_read(&is, now->layout, fail) == -1)
		goto out;
	if (compare_heading(cmp, &was, now->text, fail) == 0 &&
	    compare_title(cmp, capture.title, now->title, fail) == 0)
		rc = compare_structure(cmp, &was, &is, fail);
out:
	if (rc == -1) {
		fail_add(fail, "comparing with the last record in '%s'", dir);
		compare_clear(cmp);
	}
	buf_clear(&was.heading);
	buf_clear(&is.heading);
	capture_clear(&capture);
	free(record);
	free(layout);
	return (rc);
}

void
compare_clear(struct compare *cmp)
{
	free(cmp->heading);
	free(cmp->title);
	free(cmp->structure);
	memset(cmp, 0, sizeof(*cmp));
}
