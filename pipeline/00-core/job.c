#include "core/job.h"

#include <sys/stat.h>

#include <errno.h>
#include <stdlib.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/text.h"

#define NUMBER_MAX 9999

static char *
numbered(const char *dir, const char *account, int number, struct fail *fail)
{
	if (number == 1)
		return (path_join(dir, account, fail));
	return (text_printf(fail, "%s/%s.%d", dir, account, number));
}

/* The first number that is free; 1 if there is no folder of the account. */
static int
first_free(const char *dir, const char *account, struct fail *fail)
{
	char *path;
	int number, there = 1;

	for (number = 0; there && number < NUMBER_MAX; ) {
		if ((path = numbered(dir, account, ++number, fail)) == NULL)
			return (-1);
		there = file_exists(path);
		free(path);
	}
	if (there)
		return (fail_set(fail, FAIL_DATA, "'%s' has %d captures in "
		    "'%s' already; move some away", account, NUMBER_MAX, dir));
	return (number);
}

char *
job_open_next(const char *dir, const char *account, struct fail *fail)
{
	char *path = NULL;
	int number;

	do {
		free(path);
		if ((number = first_free(dir, account, fail)) == -1)
			return (NULL);
		if (number == 1) {
			fail_set(fail, FAIL_DATA, "'%s' has no job folder in "
			    "'%s' yet; make one with 'bevara register order "
			    "%s'", account, dir, account);
			return (NULL);
		}
		if ((path = numbered(dir, account, number, fail)) == NULL)
			return (NULL);
		/* Whoever came first has it. */
		if (mkdir(path, 0777) == 0)
			return (path);
	} while (errno == EEXIST);
	(void)fail_sys(fail, "cannot make the folder '%s'", path);
	free(path);
	return (NULL);
}
