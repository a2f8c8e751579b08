/*
 * inlet_run.h - what the ways of handing in have in common: the site, the
 * files, and lines on what became of them.
 */
#ifndef FETCH_INLET_RUN_H
#define FETCH_INLET_RUN_H

#include <stddef.h>

#include "core/clock.h"
#include "core/site.h"

struct fail;
struct inlet_how;
struct inlet_place;
struct inlet_result;
struct inlet_task;

struct inlet_run {		/* one call of the tool */
	const struct inlet_task *task;	/* borrowed */
	struct inlet_result *result;	/* borrowed */
	struct site site;
	char period[CLOCK_TEXT];	/* today's, or the task's */
};

struct inlet_facts {		/* of one capture; borrowed, NULL: unknown */
	const char *account, *period, *source, *by, *taken;
	char *const *unknown;
	size_t unknown_count;
};

/* inlet_run_how(run, facts): the two together. */
struct inlet_how inlet_run_how(const struct inlet_run *,
    const struct inlet_facts *);

/* inlet_run_told(run, account, place, file, fail): a line; file may be NULL. */
int inlet_run_told(struct inlet_run *, const char *,
    const struct inlet_place *, const char *, struct fail *);

/*
 * inlet_run_worse(worst, fail): keep the worse of the two in ${worst}: what a
 * person must look at is worse than FAIL_LATER.
 */
void inlet_run_worse(struct fail *, const struct fail *);

/* inlet_existing(run, fail): the task's files and folders, each by itself. */
int inlet_existing(struct inlet_run *, struct fail *);

/* inlet_drop(run, fail): what lies in SHARE/Inkorg. */
int inlet_drop(struct inlet_run *, struct fail *);

#endif /* !FETCH_INLET_RUN_H */
