/*
 * stamp_room.h - what is held open while time stamps are checked or made, and
 * the check of one checkpoint's folder.
 */
#ifndef VERIFY_STAMP_ROOM_H
#define VERIFY_STAMP_ROOM_H

#include <stddef.h>
#include <stdint.h>

#include "core/tlog.h"

struct fail;
struct finding_list;
struct note_key;
struct site;
struct stamp_folder;
struct stamp_sizes;
struct stamp_trust;

#define STAMP_AUTHORITIES 8	/* as bevara.xsd bounds them */

struct stamp_room {
	const struct site *site;	/* borrowed */
	int share;		/* the open share; borrowed */
	int log;		/* SHARE/logg */
	int store, copy;	/* .../stamplar; -1: there is none */
	struct note_key *key;	/* the log's public key */
	struct tlog_head head;	/* the log's, as it stands */
	int head_known;		/* 0: it could not be read */
	struct stamp_trust *trust[STAMP_AUTHORITIES];	/* as in site */
};

/*
 * stamp_room_open(room, site, share, make, fail): open it all, and read the
 * log's head as the share gives it; a head that is wrong is no failure here.
 * ${make}: make the folders that are missing.  FAIL_CONFIG: a root of
 * bevara.xml, or the log's key, is not there.
 * stamp_room_close(room): close and free.
 */
int stamp_room_open(struct stamp_room *, const struct site *, int, int,
    struct fail *);
void stamp_room_close(struct stamp_room *);

/*
 * What one folder shows.  Authorities are bits, 1 << their place in the site.
 */
struct stamp_state {
	size_t token_count;	/* all its tokens */
	int64_t newest_utc;	/* the newest good one's time; 0: none */
	int64_t until_utc;	/* until when its last generation holds, by the
				   authority that holds longest; 0: it has no
				   good token */
};

/*
 * stamp_room_check(room, folder, state, findings, fail): check one folder, as
 * verify/stamps.h says.
 */
int stamp_room_check(const struct stamp_room *, const struct stamp_folder *,
    struct stamp_state *, struct finding_list *, struct fail *);

/*
 * stamp_room_queue(room, sizes, waiting, fail): for each folder the authorities
 * of bevara.xml that have yet to stamp its last generation; the caller's.  A
 * stamp is one over all that was before it: what anybody has stamped waits for
 * no authority that has stamped a later checkpoint, or that has stamped none.
 * What lacks a checkpoint waits for nobody.
 */
int stamp_room_queue(const struct stamp_room *, const struct stamp_sizes *,
    unsigned **, struct fail *);

#endif /* !VERIFY_STAMP_ROOM_H */
