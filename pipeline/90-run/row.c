#include "run/row.h"

#include <stdlib.h>
#include <string.h>

#include "core/list.h"
#include "run/run.h"

struct run_row *
row_add(struct run *run, char *account, char *job, struct fail *fail)
{
	struct run_row *rows = account == NULL || job == NULL ? NULL :
	    list_grow(run->row, &run->count, sizeof(*rows), fail);

	if (rows == NULL) {
		free(account);
		free(job);
		return (NULL);
	}
	run->row = rows;
	rows += run->count - 1;
	rows->account = account;	/* now the row's */
	rows->job = job;
	return (rows);
}

int
row_has(const struct run *run, const char *job)
{
	size_t i;

	for (i = 0; i < run->count; i++)
		if (strcmp(run->row[i].job, job) == 0)
			return (1);
	return (0);
}
