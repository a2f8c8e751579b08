/*
 * stamp_work.h - have checkpoints stamped, and stamps renewed.
 *
 * What an authority cannot do now is tried again by the next run: a folder
 * that lacks its token is the queue.  Nothing that was refused is written.
 */
#ifndef VERIFY_STAMP_WORK_H
#define VERIFY_STAMP_WORK_H

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"
#include "core/fail.h"
#include "verify/stamp.h"
#include "verify/stamp_room.h"

struct log_result;
struct site;
struct stamp_folder;

struct stamp_work {
	struct stamp_room room;
	struct buf checkpoint;	/* the log's newest */
	struct log_result *result;	/* borrowed */
	unsigned away;		/* authorities that did not answer, and are
				   not asked again; bits */
	int64_t offered_utc[STAMP_AUTHORITIES];	/* end of the certificates
				   that each was seen to use; 0: not seen */
	struct fail worst;	/* of what went wrong; the others are told as
				   warnings */
};

/*
 * stamp_work_begin(work, site, share, result, fail): open all; FAIL_NO when
 * the share's log is not a continuation of the copy.
 * stamp_work_end(work, fail): close, and fail with the worst.
 */
int stamp_work_begin(struct stamp_work *, const struct site *, int,
    struct log_result *, struct fail *);
int stamp_work_end(struct stamp_work *, struct fail *);

/* stamp_work_note(work, fail): keep the failure, and go on; fail is empty. */
void stamp_work_note(struct stamp_work *, struct fail *);

/*
 * stamp_work_sound(work, folder, state, fail): 1 if the folder is as it should
 * be; 0, with a note, if it must not be added to; -1.
 */
int stamp_work_sound(struct stamp_work *, const struct stamp_folder *,
    struct stamp_state *, struct fail *);

/*
 * stamp_work_lock(work, fail): keep other runs, on this and other machines,
 * from writing; returns a descriptor to close() soon, never held while an
 * authority is asked.
 */
int stamp_work_lock(const struct stamp_work *, struct fail *);

struct stamp_asked {
	size_t authority;	/* its place in the site */
	const struct buf *data;	/* to be stamped; borrowed */
	struct buf answer;
	struct stamp stamp;
};
#define STAMP_ASKED_INIT { 0, NULL, BUF_INIT, STAMP_INIT }

/*
 * stamp_work_ask(work, asked, fail): 1: the authority stamped the bytes; 0: it
 * did not, which is noted; -1.
 * stamp_work_keep(work, folder, generation, asked, fail): write the stamp.
 * stamp_asked_clear(asked): free; fine if empty.
 */
int stamp_work_ask(struct stamp_work *, struct stamp_asked *, struct fail *);
int stamp_work_keep(struct stamp_work *, struct stamp_folder *, int,
    const struct stamp_asked *, struct fail *);
void stamp_asked_clear(struct stamp_asked *);

/*
 * stamp_work_settle(work, folder, fail): have in the copy what the folder
 * has, and in neither what runs that were cut left half written.  The folder
 * was found sound, or was written just now.
 */
int stamp_work_settle(struct stamp_work *, struct stamp_folder *,
    struct fail *);

/* stamp_work_stamp(work, fail): the newest checkpoint, and what is queued. */
int stamp_work_stamp(struct stamp_work *, struct fail *);

/*
 * stamp_work_renew(work, before_utc, fail): a renewal for each folder whose
 * stamps hold no longer than that, where it then holds for longer.
 */
int stamp_work_renew(struct stamp_work *, int64_t, struct fail *);

#endif /* !VERIFY_STAMP_WORK_H */
