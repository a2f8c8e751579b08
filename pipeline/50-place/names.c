#include "place/names.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/list.h"
#include "core/path.h"
#include "core/sums.h"
#include "core/text.h"
#include "place/latin.h"

struct folded {
	char *fold;		/* owned */
	const char *path;	/* borrowed; its first size bytes */
	size_t size;
};

struct folds {
	struct folded *entry;
	size_t count;
};

/* Marks come out after their letter, the innermost first, as in NFD. */
static void
fold_one(struct buf *b, uint32_t cp)
{
	uint32_t letter, mark;

	cp = latin_plain(cp);
	if (latin_split(cp, &letter, &mark)) {
		fold_one(b, letter);
		text_put(b, mark);
	} else {
		text_put(b, latin_lower(cp));
	}
}

static char *
fold(const char *s, size_t size, struct fail *fail)
{
	const char *end = s + size;
	struct buf b = BUF_INIT;
	uint32_t cp;

	while (s < end) {
		s = text_next(s, end, &cp);
		fold_one(&b, cp);
	}
	return (buf_take(&b, fail));
}

char *
names_fold(const char *name, struct fail *fail)
{
	return (fold(name, strlen(name), fail));
}

int
names_alike(const char *a, const char *b, struct fail *fail)
{
	char *x, *y = NULL;
	int alike = -1;

	if ((x = names_fold(a, fail)) != NULL &&
	    (y = names_fold(b, fail)) != NULL)
		alike = strcmp(x, y) == 0;
	free(x);
	free(y);
	return (alike);
}

static int
folds_add(struct folds *folds, const char *path, size_t size,
    struct fail *fail)
{
	struct folded *entry = list_grow(folds->entry, &folds->count,
	    sizeof(*entry), fail);

	if (entry == NULL)
		return (-1);
	folds->entry = entry;
	entry += folds->count - 1;
	entry->path = path;
	entry->size = size;
	entry->fold = fold(path, size, fail);
	return (entry->fold == NULL ? -1 : 0);
}

/* The path of each folder that ${path} lies in, and its own. */
static int
folds_add_path(struct folds *folds, const char *path, struct fail *fail)
{
	const char *s = path;

	for (;;) {
		s += strcspn(s, "/");
		if (folds_add(folds, path, (size_t)(s - path), fail) == -1)
			return (-1);
		if (*s == '\0')
			return (0);
		s++;
	}
}

static int
by_fold(const void *a, const void *b)
{
	const struct folded *x = a, *y = b;

	return (strcmp(x->fold, y->fold));
}

static int
check_twins(const struct sums *sums, struct fail *fail)
{
	struct folds folds = { NULL, 0 };
	const struct folded *x, *y;
	size_t i;
	int rc = -1;

	for (i = 0; i < sums->count; i++)
		if (folds_add_path(&folds, sums->line[i].path, fail) == -1)
			goto out;
	if (folds.count > 1)
		qsort(folds.entry, folds.count, sizeof(*folds.entry), by_fold);
	for (i = 1; i < folds.count; i++) {
		x = &folds.entry[i - 1];
		y = &folds.entry[i];
		if (strcmp(x->fold, y->fold) != 0 || (x->size == y->size &&
		    memcmp(x->path, y->path, x->size) == 0))
			continue;
		fail_set(fail, FAIL_DATA, "'%.*s' and '%.*s' are one name to "
		    "Windows; give one of them another name", (int)x->size,
		    x->path, (int)y->size, y->path);
		goto out;
	}
	rc = 0;
out:
	for (i = 0; i < folds.count; i++)
		free(folds.entry[i].fold);
	free(folds.entry);
	return (rc);
}

static int
check_parts(const char *path, struct fail *fail)
{
	size_t size;
	char *part;
	int rc;

	for (;;) {
		size = strcspn(path, "/");
		part = text_printf(fail, "%.*s", (int)size, path);
		if (part == NULL)
			return (-1);
		rc = path_check_name(part, fail);
		free(part);
		if (rc == -1 || path[size] == '\0')
			return (rc);
		path += size + 1;
	}
}

int
names_check(const struct sums *sums, const char *period, const char *windows,
    struct fail *fail)
{
	char *relative;
	size_t i;
	int rc;

	for (i = 0; i < sums->count; i++) {
		if (check_parts(sums->line[i].path, fail) == -1)
			return (-1);
		relative = path_join(period, sums->line[i].path, fail);
		if (relative == NULL)
			return (-1);
		rc = path_check_length(windows, relative, fail);
		free(relative);
		if (rc == -1)
			return (-1);
	}
	return (check_twins(sums, fail));
}
