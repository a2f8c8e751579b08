/*
 * watch.h - work that may hang, done by a child that can be given up.
 *
 * A share that is away blocks whoever touches it, for minutes or for good,
 * and no signal but KILL is heard meanwhile.  So a child does the work.  It
 * tells by watch_beat() that it gets on, or that is seen from the processor
 * time that it uses: each call that the share answers takes some, and a call
 * that hangs takes none.  When it has not got on for too long it is killed and
 * not waited for: it ends when the share lets go of it.
 *
 * The child ends with this process.  What it holds locked stays locked until
 * it has ended, so that nobody takes its work up before.
 */
#ifndef CORE_WATCH_H
#define CORE_WATCH_H

struct buf;
struct fail;

#define WATCH_WAIT_S 60		/* what is meant by no bound given */

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
	int by_time;		/* 1: there are no beats, but whoever uses
				   processor time gets on */
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

/*
 * watch_over(watch): what may hang is done; for the rest, such as results that
 * nobody reads yet, there is no bound.  Fine if NULL.
 */
void watch_over(const struct watch *);

struct watch_tool {		/* all that a tool does; borrowed */
	int (*work)(void *, struct fail *);	/* what may hang: 0 or -1 */
	void (*print)(const void *);	/* its results, also after -1 */
	void *arg;		/* of both */
	const char *site;	/* whose share it is */
	const char *wait;	/* the option --wait: seconds, "0" for no
				   bound; NULL: WATCH_WAIT_S */
};

/*
 * watch_tool_run(tool, fail): have it done by a child, watched by its
 * processor time; the results are written when it returns.  FAIL_USAGE: no
 * number of seconds.  FAIL_LATER: the share hangs; nothing is printed then.
 */
int watch_tool_run(const struct watch_tool *, struct fail *);

/* watch_wait(text, wait_s, fail): the option --wait, as above. */
int watch_wait(const char *, int *, struct fail *);

#endif /* !CORE_WATCH_H */
