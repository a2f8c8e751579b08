#include "run/queue.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/record/waiting.h"
#include "core/text.h"
#include "core/watch.h"
#include "run/row.h"
#include "run/run.h"

#define REACH_WAIT_S 60

/* 1 if the job folder holds waiting.xml, 0 if not, -1. */
static int
waits(const char *job, struct fail *fail)
{
	char *path = path_join(job, WAITING_NAME, fail);
	int there;

	if (path == NULL)
		return (-1);
	there = file_is_file(path);
	free(path);
	return (there);
}

static int
take_job(struct run *run, const char *dir, const char *name,
    struct fail *fail)
{
	char *job = path_join(dir, name, fail);
	int rc = -1;

	if (job == NULL || (rc = waits(job, fail)) != 1 || row_has(run, job))
		goto out;
	rc = row_add(run, text_copy(name, fail), job, fail) == NULL ? -1 : 0;
	job = NULL;		/* the row's, or freed */
out:
	free(job);
	return (rc == -1 ? -1 : 0);
}

static int
take_period(struct run *run, const char *work, const char *period,
    struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	char *dir = path_join(work, period, fail);
	size_t i;
	int rc = -1;

	if (dir == NULL || file_list_dir(dir, &list, fail) == -1)
		goto out;
	for (i = 0; i < list.count; i++)
		if (list.entry[i].kind == 'd' &&
		    take_job(run, dir, list.entry[i].path, fail) == -1)
			goto out;
	rc = 0;
out:
	file_list_clear(&list);
	free(dir);
	return (rc);
}

int
queue_take(struct run *run, const char *work, struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	size_t i;
	int rc = file_list_dir(work, &list, fail);

	for (i = 0; i < list.count && rc == 0; i++)
		if (list.entry[i].kind == 'd' &&
		    path_is_period(list.entry[i].path))
			rc = take_period(run, work, list.entry[i].path, fail);
	file_list_clear(&list);
	return (rc);
}

int
queue_say(struct run_row *row, struct fail *fail)
{
	struct waiting w;
	char *path, *words;
	int rc = waits(row->job, fail);

	if (rc != 1)
		return (rc);
	if ((path = path_join(row->job, WAITING_NAME, fail)) == NULL)
		return (-1);
	rc = waiting_load(&w, path, fail);
	free(path);
	if (rc == -1) {		/* it waits all the same */
		fail_clear(fail);
		words = text_copy("waiting", fail);
	} else
		words = waiting_words(w.since_utc, clock_now(), fail);
	waiting_clear(&w);
	if (words == NULL)
		return (-1);
	free(row->outcome);
	row->outcome = words;
	return (0);
}

static int
look(void *arg, const struct watch *watch, struct buf *said,
    struct fail *fail)
{
	(void)watch;
	(void)fail;
	buf_adds(said, file_is_dir(arg) ? "yes" : "no");
	return (0);
}

int
queue_reach(const char *share, const char *name, struct fail *fail)
{
	char *path = path_join(share, name, fail);
	char *what = text_printf(fail, "the archive share '%s'", share);
	struct watch_work w = { look, path, what, REACH_WAIT_S, 0 };
	struct buf said = BUF_INIT;
	int rc = -1;

	if (path != NULL && what != NULL &&
	    (rc = watch_run(&w, &said, fail)) == 0)
		rc = text_prefix(buf_text(&said), "yes");
	buf_clear(&said);
	free(path);
	free(what);
	return (rc);
}
