/*
 * team.h - a few tasks done at the same time by the threads that are free.
 *
 * A round of tasks is handed out and waited for; what the tasks make does not
 * depend on who did which.
 */
#ifndef VERIFY_TEAM_H
#define VERIFY_TEAM_H

#include <stddef.h>

struct fail;
struct team;

#define TEAM_MOST 4		/* helpers; there are no more tasks to do */

struct team_task {
	void (*work)(void *);
	void *arg;		/* no other task of the round may change it */
};

/*
 * team_new(helpers, fail): with so many threads besides the one that asks;
 * with fewer when the system gives no more.
 */
struct team *team_new(int, struct fail *);

/*
 * team_run(team, tasks, count): do all, those that come first begun first.
 * The caller's thread works too; without a team it does all.
 */
void team_run(struct team *, const struct team_task *, size_t);

/* team_free(team): end the threads; fine if NULL. */
void team_free(struct team *);

#endif /* !VERIFY_TEAM_H */
