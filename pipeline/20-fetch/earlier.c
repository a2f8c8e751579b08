#include "fetch/earlier.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/path.h"
#include "core/record/decision.h"
#include "core/text.h"

char *
earlier_place(const char *dir, const char *id, struct fail *fail)
{
	return (text_printf(fail, "%s/rejected/%s", dir, id));
}

int
earlier_aside(const char *dir, const char *id, struct fail *fail)
{
	char *from = NULL, *to = NULL, *above = NULL;
	int rc = -1;

	if ((from = path_join(dir, "capture", fail)) == NULL ||
	    (to = earlier_place(dir, id, fail)) == NULL ||
	    (above = path_dir(to, fail)) == NULL ||
	    file_make_dirs(above, fail) == -1 ||
	    file_rename_new(from, to, fail) == -1 ||
	    file_sync(above, fail) == -1)
		goto out;
	rc = file_sync(dir, fail);
out:
	if (rc == -1)
		fail_add(fail, "moving the earlier capture '%s' aside", id);
	free(from);
	free(to);
	free(above);
	return (rc);
}

/* Whether it is a record; -1 where a person wants it made again. */
static int
ask_decision(struct earlier *e, const char *dir, const char *path,
    struct fail *fail)
{
	struct decision d = { 0 };
	struct hash_sum sum;
	struct fail why = FAIL_INIT;
	int wanted_again;

	if (hash_file(path, HASH_SHA256, &sum, fail) == -1 ||
	    decision_find(&d, dir, sum.sha256, fail) == -1)
		return (-1);
	wanted_again = d.value != NULL &&
	    strcmp(d.value, DECISION_RETAKE) == 0;
	decision_clear(&d);
	e->record = decision_permits(dir, &e->capture, sum.sha256,
	    &why) == 0;
	if (!wanted_again)
		return (0);
	*fail = why;
	return (-1);
}

int
earlier_load(struct earlier *e, const char *dir, const char *order_sha256,
    struct fail *fail)
{
	struct capture *c = &e->capture;
	char *folder = NULL, *path = NULL;
	int rc = -1;

	memset(e, 0, sizeof(*e));
	if ((folder = path_join(dir, "capture", fail)) == NULL ||
	    (path = path_join(folder, "capture.xml", fail)) == NULL)
		goto out;
	if (!file_exists(folder)) {
		rc = 0;
		goto out;
	}
	e->there = 1;
	if (capture_load(c, path, fail) == -1) {
		fail_add(fail, "an earlier capture is damaged; move '%s' away",
		    folder);
		goto out;
	}
	if (ask_decision(e, dir, path, fail) == -1)
		goto out;
	/* What a person handed in is not the browser's to exchange. */
	e->done = c->manual.by != NULL || (e->record &&
	    strcmp(c->order_sha256, order_sha256) == 0);
	rc = 0;
out:
	free(folder);
	free(path);
	return (rc);
}

void
earlier_clear(struct earlier *e)
{
	capture_clear(&e->capture);
	memset(e, 0, sizeof(*e));
}
