/*
 * vouch_entry.h - the one entry of the log that says that a package was
 * placed.
 */
#ifndef PLACE_VOUCH_ENTRY_H
#define PLACE_VOUCH_ENTRY_H

#include <stdint.h>

#include "core/buf.h"
#include "core/tlog.h"

struct fail;
struct note_key;
struct site;

struct vouch_log {		/* borrowed, but for the checkpoint */
	const struct site *site;
	const struct note_key *key;	/* public */
	int share, dir;		/* the share's and the log's open folders */
	uint64_t first;		/* index from which on it is looked for */
	struct tlog_head head;	/* filled, with the checkpoint */
	struct buf checkpoint;
};

struct vouch_entry {
	const char *id;		/* the package's; borrowed */
	char sha256[65];	/* of ID.sha256 on the share */
	const char *row;	/* of the plan, or NULL; borrowed */
	struct buf bytes;	/* filled: as it stands in the log; owned */
	uint64_t index;		/* filled: where */
};

/*
 * vouch_entry_make(entry, log, job, fail): find it in the queue, where the
 * receipt in ${job} says, or in the log; or enter it.
 */
int vouch_entry_make(struct vouch_entry *, struct vouch_log *, const char *,
    struct fail *);

/*
 * vouch_entry_proven(entry, log, proof, fail): find it where the proof says,
 * and check the proof.  FAIL_DATA, FAIL_NO: it is none, or not of this entry.
 */
int vouch_entry_proven(struct vouch_entry *, struct vouch_log *,
    const struct buf *, struct fail *);

/* vouch_entry_forget(site, id, fail): it need not be queued any more. */
int vouch_entry_forget(const struct site *, const char *, struct fail *);

#endif /* !PLACE_VOUCH_ENTRY_H */
