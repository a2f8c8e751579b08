/*
 * watch.h - work that may hang, done by a child that can be given up.
 *
 * A share that is away blocks whoever touches it, for minutes or for good,
 * and no signal but KILL is heard meanwhile.  So a child does the work, and
 * tells by watch_beat() that it gets on.  When it has told nothing for too
 * long it is killed and not waited for: it ends when the share lets go of it.
 *
 * The child ends with this process.  What it holds locked stays locked until
 * it has ended, so that nobody takes its work up before.
 */
#ifndef CORE_WATCH_H
#define CORE_WATCH_H

struct buf;
struct fail;
struct watch;			/* the child's way to tell of its progress */

struct watch_work {
	/*
	 * Done by the child: 0 or -1, and in the buffer what the parent is to
	 * know (at most 1 MiB).  Whatever else it changes in memory is lost.
	 */
	int (*work)(void *, const struct watch *, struct buf *,
	    struct fail *);
	void *arg;
	const char *what;	/* what may hang: "the archive share '/x'" */
	int wait_s;		/* most seconds without progress; 0: no bound,
				   and no child: it is done here */
};

/*
 * watch_run(w, said, fail): have it done; what the work said is added to
 * ${said}.  FAIL_LATER: it hung, or the child was killed; else as the work.
 */
int watch_run(const struct watch_work *, struct buf *, struct fail *);

/*
 * watch_beat(watch): the work gets on.  To be called where it can be seen,
 * and more often than the bound that was given; fine if NULL.
 */
void watch_beat(const struct watch *);

#endif /* !CORE_WATCH_H */
