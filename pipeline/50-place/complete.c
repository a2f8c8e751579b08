#include "place/complete.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/hash.h"
#include "core/path.h"
#include "core/sums.h"
#include "core/text.h"
#include "core/tree.h"
#include "place/copy.h"
#include "place/package.h"
#include "place/plain.h"
#include "place/target.h"

#define SUMS_MAX_BYTES (64u << 20)

enum state { STATE_ABSENT, STATE_SAME, STATE_OTHER, STATE_ERROR };

/* What the folder has under the name, beside the PDF that we want there. */
static enum state
look(const struct target *target, const char *name,
    const struct package *package, struct fail *fail)
{
	struct hash_sum sum;
	int there = target_has(target, name, fail);

	if (there == 0)
		return (STATE_ABSENT);
	if (there == 1 && tree_hash_watched(target->fd, name, package->watch,
	    &sum, fail) == 0)
		return (strcmp(sum.sha256, package->pdf->sha256) == 0 ?
		    STATE_SAME : STATE_OTHER);
	/* A twin, a folder or a link: not ours, and the name is taken. */
	if (fail->kind != FAIL_EXISTS && fail->kind != FAIL_DATA)
		return (STATE_ERROR);
	fail_clear(fail);
	return (STATE_OTHER);
}

static char *
sums_name(const struct package *package, struct fail *fail)
{
	return (text_printf(fail, "%s.sha256", package->id));
}

/* The list that is there has each of our lines, and one more: the PDF's. */
static int
compare_lists(const struct package *package, const struct sums *there,
    const struct sums_line **extra, struct fail *fail)
{
	const struct sums_line *line, *ours;
	size_t i;

	*extra = NULL;
	for (i = 0; i < there->count; i++) {
		line = &there->line[i];
		ours = sums_find(&package->sums, line->path);
		if (ours != NULL && strcmp(ours->sha256, line->sha256) == 0)
			continue;
		if (ours != NULL || *extra != NULL ||
		    strchr(line->path, '/') != NULL ||
		    strcmp(line->sha256, package->pdf->sha256) != 0 ||
		    path_check_name(line->path, fail) == -1)
			return (fail_set(fail, FAIL_EXISTS, "its line for '%s' "
			    "is not this package's", line->path));
		*extra = line;
	}
	for (i = 0; i < package->sums.count; i++)
		if (sums_find(there, package->sums.line[i].path) == NULL)
			return (fail_set(fail, FAIL_EXISTS, "it has no line "
			    "for '%s'", package->sums.line[i].path));
	if (*extra == NULL)
		return (fail_set(fail, FAIL_EXISTS,
		    "it has no line for the PDF's plain name"));
	return (0);
}

int
complete_listed(const struct target *target, const struct package *package,
    char **pdf, struct fail *fail)
{
	struct sums there = SUMS_INIT;
	const struct sums_line *extra;
	struct buf b = BUF_INIT;
	char *name;
	int rc = -1, has;

	*pdf = NULL;
	if ((name = sums_name(package, fail)) == NULL ||
	    (has = target_has(target, name, fail)) == -1)
		goto out;
	if (has == 0) {
		rc = 0;
		goto out;
	}
	if (target_read(target, name, &b, SUMS_MAX_BYTES, fail) == -1)
		goto out;
	if (sums_parse(&there, name, buf_text(&b), b.size, fail) == -1 ||
	    compare_lists(package, &there, &extra, fail) == -1) {
		if (fail->kind == FAIL_DATA)
			fail->kind = FAIL_EXISTS;
		fail_add(fail, "'%s/%s' was changed or is another package's",
		    target->path, name);
		goto out;
	}
	if ((*pdf = text_copy(extra->path, fail)) != NULL)
		rc = 0;
out:
	sums_clear(&there);
	buf_clear(&b);
	free(name);
	return (rc);
}

/* Copy the package's PDF to ${to}, which is open as ${name}; check it there. */
static int
copy_pdf(const struct target *target, const struct package *package, int to,
    const char *name, struct fail *fail)
{
	char *source;
	struct hash_sum sum;
	int from = -1, rc = -1;

	source = text_printf(fail, "%s/%s", package->dir, package->pdf->path);
	if (source == NULL ||
	    (from = tree_file(AT_FDCWD, source, fail)) == -1 ||
	    copy_file(from, to, package->pdf->path, package->watch,
	    fail) == -1 || tree_hash_watched(target->fd, name,
	    package->watch, &sum, fail) == -1)
		goto out;
	if (strcmp(sum.sha256, package->pdf->sha256) == 0)
		rc = 0;
	else
		fail_set(fail, FAIL_IO, "'%s/%s' does not hold what was "
		    "written; check the share", target->path, name);
out:
	if (from != -1)
		close(from);
	free(source);
	return (rc);
}

/* Put the PDF under a name that was free; FAIL_EXISTS if it is no longer. */
static int
write_pdf(const struct target *target, const struct package *package,
    const char *name, struct fail *fail)
{
	char temp[TARGET_NAME] = "", *base;
	int fd = -1, rc = -1;

	if ((base = text_printf(fail, "%s.pdf", package->id)) == NULL ||
	    (fd = target_make_file(target, base, temp, fail)) == -1 ||
	    copy_pdf(target, package, fd, temp, fail) == -1)
		goto out;
	rc = target_name(target, &fd, temp, name, fail);
out:
	if (fd != -1)
		close(fd);
	if (rc == -1)
		target_drop(target, temp);
	free(base);
	return (rc);
}

/* The first plain name that is free or holds our PDF; the caller's. */
static char *
choose_name(const struct target *target, const struct package *package,
    const char *windows, enum state *state, struct fail *fail)
{
	struct plain plain = { package->id, package->order.account,
	    package->order.name, order_platform_name(&package->order),
	    package->order.period, windows, package->ended_utc,
	    package->taken };
	char *name = NULL;
	int form;

	for (form = 0; form < PLAIN_FORMS; form++) {
		if ((name = plain_name(&plain, form, fail)) == NULL)
			return (NULL);
		*state = look(target, name, package, fail);
		if (*state == STATE_ABSENT || *state == STATE_SAME)
			return (name);
		if (*state == STATE_ERROR)
			break;
		if (form == PLAIN_FORMS - 1)
			fail_set(fail, FAIL_EXISTS, "'%s/%s' holds something "
			    "else; rename it", target->path, name);
		free(name);
		name = NULL;
	}
	free(name);
	return (NULL);
}

int
complete_pdf(const struct target *target, const struct package *package,
    const char *windows, char **pdf, struct fail *fail)
{
	enum state state;

	if (*pdf == NULL) {
		*pdf = choose_name(target, package, windows, &state, fail);
		if (*pdf == NULL)
			return (-1);
	} else {
		state = look(target, *pdf, package, fail);
	}
	switch (state) {
	case STATE_SAME:
		return (target_sync_folder(target->fd, target->path, fail));
	case STATE_ABSENT:
		if (write_pdf(target, package, *pdf, fail) == 0)
			return (0);
		/* Another run of the same package may have been faster. */
		if (fail->kind != FAIL_EXISTS)
			return (-1);
		fail_clear(fail);
		if (look(target, *pdf, package, fail) == STATE_SAME)
			return (0);
		if (fail->kind != FAIL_NONE)
			return (-1);
		/* FALLTHROUGH */
	case STATE_OTHER:
		return (fail_set(fail, FAIL_EXISTS, "'%s/%s' no longer holds "
		    "the PDF that was placed; move it away, and it is placed "
		    "again", target->path, *pdf));
	default:
		return (-1);
	}
}

int
complete_file(const struct target *target, const char *name,
    const struct buf *text, struct fail *fail)
{
	char temp[TARGET_NAME] = "";
	int fd, rc;

	if ((fd = target_make_file(target, name, temp, fail)) == -1)
		return (-1);
	rc = copy_bytes(text->data, text->size, fd, name, fail);
	if (rc == 0)
		rc = target_name(target, &fd, temp, name, fail);
	if (fd != -1)
		close(fd);
	if (rc == -1)
		target_drop(target, temp);
	return (rc);
}

int
complete_sums(const struct target *target, const struct package *package,
    const char *pdf, struct fail *fail)
{
	struct sums last = SUMS_INIT;
	struct buf text = BUF_INIT;
	char *name = NULL, *seen = NULL;
	int rc = -1, has;

	sums_text(&package->sums, &text);
	if (sums_add(&last, pdf, package->pdf->sha256, fail) == -1)
		goto out;
	sums_text(&last, &text);
	if (buf_check(&text, fail) == -1 ||
	    (name = sums_name(package, fail)) == NULL ||
	    (has = target_has(target, name, fail)) == -1)
		goto out;
	if (!has && complete_file(target, name, &text, fail) == -1) {
		/* Another run of the same package may have been faster. */
		if (fail->kind != FAIL_EXISTS)
			goto out;
		fail_clear(fail);
		if (complete_listed(target, package, &seen, fail) == -1)
			goto out;
	}
	/* A run may have been cut between the rename and this. */
	rc = target_sync_folder(target->fd, target->path, fail);
out:
	sums_clear(&last);
	buf_clear(&text);
	free(name);
	free(seen);
	return (rc);
}
