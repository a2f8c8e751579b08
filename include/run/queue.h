/*
 * queue.h - the packages that wait for the archive share.
 *
 * A job whose package the share would not take holds waiting.xml, until it is
 * placed (core/record/waiting.h).  Together they are the queue: it lies in the
 * work folder, on this machine's own disk, in whatever half-year.
 */
#ifndef RUN_QUEUE_H
#define RUN_QUEUE_H

struct fail;
struct run;
struct run_row;

/* queue_take(run, work, fail): a row for each job below ${work} that waits. */
int queue_take(struct run *, const char *, struct fail *);

/*
 * queue_say(row, fail): if the job waits, its outcome says since when:
 * "waiting since 2026-11-20, 3 days".
 */
int queue_say(struct run_row *, struct fail *);

/*
 * queue_reach(share, name, fail): 1 if the share holds that folder, 0 if not;
 * -1 with FAIL_LATER if the share does not answer.
 */
int queue_reach(const char *, const char *, struct fail *);

#endif /* !RUN_QUEUE_H */
