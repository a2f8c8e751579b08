/*
 * run.h - stage 90: take accounts through all stages, by starting the tools.
 *
 * What lies in SHARE/Inkorg is taken in first (inlet --drop); the jobs that
 * wait for the archive share, of whatever half-year, are taken along.
 * Each account goes register order, fetch, render, describe, place; a failure
 * ends that account's chain only.  Nothing here reads or writes what a stage
 * does but for its records.  Whatever was done before is recognised by the
 * stages, so a run that was cut is taken up by running it again.  Last the
 * archive's log is stamped with the time (log stamp).
 *
 * Source: the routine, section 4.3 (every half-year, each channel's start
 * page, as PDF/A-1 on the archive share).
 */
#ifndef RUN_RUN_H
#define RUN_RUN_H

#include <stddef.h>

struct fail;

struct run_order {		/* what main asks for; borrowed */
	const char *site;	/* the site folder */
	const char *period;	/* "2026-H2", or NULL: today's */
	char *const *job;	/* job folders to go on with; none: all
				   accounts */
	size_t job_count;
};

struct run_row {		/* one account's outcome; strings owned */
	char *account;
	char *job;		/* path of the job folder */
	char *verdict;		/* of the capture; "login-wall, accepted" where
				   a person decided; "-" if there is none */
	char *outcome;		/* "archived", "archived before", "stopped at
				   STAGE", "waiting since 2026-11-20, 3 days"
				   where the archive share would not take it,
				   or "refused from Inkorg": then job is the
				   file that still lies there */
	char *pdf;		/* path of the plain-named PDF, or NULL */
	char *advice;		/* the last message of the stage that stopped */
	int status;		/* exit status of the chain */
};

struct run {
	struct run_row *row;
	size_t count;
	int status;		/* the worst of all; see run_worse() */
};
#define RUN_INIT { NULL, 0, 0 }

/*
 * run_all(run, order, fail): do it all.  -1 only if the run as such could not
 * be done (no site, a tool missing, another run at work); an account's failure
 * is in its row and in run->status.
 */
int run_all(struct run *, const struct run_order *, struct fail *);

/* run_print(run): the table, one line per account, on stdout. */
void run_print(const struct run *);

/*
 * run_worse(a, b): the worse of two statuses.  What a person must look at is
 * worse than 75, which a scheduler retries by itself; otherwise the higher.
 */
int run_worse(int, int);

/* run_clear(run): free; fine if empty. */
void run_clear(struct run *);

#endif /* !RUN_RUN_H */
