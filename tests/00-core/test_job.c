/*
 * test_job.c - the numbered job folders of one account.
 */
#include "core/job.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "../harness/check.h"

static char room[] = "/tmp/test_job.XXXXXX";

static void
make(const char *name)
{
	struct fail fail = FAIL_INIT;
	char *path = path_join(room, name, &fail);

	NEED(file_make_dirs(path, &fail) == 0);
	free(path);
}

static void
there_is_none_before_the_order(void)
{
	struct fail fail = FAIL_INIT;

	CHECK(job_open_next(room, "konto", &fail) == NULL);
	CHECK_INT(fail_status(&fail), 65);
	CHECK(strstr(fail.text, "bevara register order konto") != NULL);
}

static void
each_gets_the_next_number(void)
{
	struct fail fail = FAIL_INIT;
	char *path;

	make("konto");
	make("konto-2");	/* another account */
	path = job_open_next(room, "konto", &fail);
	CHECK_STR(path_base(path), "konto.2");
	CHECK(file_is_dir(path));
	free(path);
	path = job_open_next(room, "konto", &fail);
	CHECK_STR(path_base(path), "konto.3");
	free(path);
}

int
main(void)
{
	if (mkdtemp(room) == NULL)
		return (1);
	RUN(there_is_none_before_the_order);
	RUN(each_gets_the_next_number);
	file_remove_tree(room);
	return (check_end());
}
