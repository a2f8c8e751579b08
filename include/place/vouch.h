/*
 * vouch.h - what makes a placed package one that strangers can verify:
 * ID.sha256.p7s, the `placed` entry of the log, and ID.tlog-proof.
 *
 * Each is kept when it is there and right, and made when it is missing, so
 * that a run completes what another left.  There is one entry for a list: it
 * is looked for in the receipt, in the work folder's queue and in the log
 * before another is made.
 */
#ifndef PLACE_VOUCH_H
#define PLACE_VOUCH_H

#include <stdint.h>

struct fail;
struct package;
struct site;
struct target;
struct vouch;			/* the keys, and the share */

struct vouch_task {		/* all borrowed */
	const struct target *target;
	const struct package *package;
	const char *job;	/* the job folder */
	int placed_before;	/* the package lay there when this run began */
};

/*
 * vouch_new(site, fail): before anything is written.  FAIL_CONFIG: there is
 * no key.  FAIL_LATER: the share is not mounted or has no log, or the copy of
 * the log's state is not there.  FAIL_NO: the log is not to be relied on.
 */
struct vouch *vouch_new(const struct site *, struct fail *);

/*
 * vouch_package(v, task, index, fail): once ID.sha256 lies on the share.
 * ${index} is the entry's place in the log.  Other runs are kept out from here
 * to vouch_free().  FAIL_LATER: the entry waits in the work folder.
 * FAIL_EXISTS: what lies there is not right.  FAIL_NO: the log is not to be
 * relied on.
 */
int vouch_package(struct vouch *, const struct vouch_task *, uint64_t *,
    struct fail *);

/* vouch_done(v, id, fail): the index is in the receipt now. */
int vouch_done(struct vouch *, const char *, struct fail *);

/* vouch_free(v): fine if NULL. */
void vouch_free(struct vouch *);

#endif /* !PLACE_VOUCH_H */
