/*
 * tlog.h - a log that can only grow, as plain files that strangers can verify.
 *
 * Source: schemas/50-place.log.5; C2SP tlog-tiles v1 (the files),
 * tlog-checkpoint v1 (the signed head), tlog-proof v1 (one entry's proof);
 * RFC 6962, section 2.1 (the tree).
 * The folder holds
 *	checkpoint		the newest signed head, replaced by rename
 *	tile/L/NNN[.p/W]	hashes, 256 to a tile
 *	tile/entries/NNN[.p/W]	the entries themselves, each with its length
 *	lock			what writers lock; it holds nothing
 * Only what the checkpoint counts is of the log; what an interrupted append
 * left beyond it is written over by the next one.
 *
 * All functions take the open folder; no link below it is followed.
 */
#ifndef CORE_TLOG_H
#define CORE_TLOG_H

#include <stddef.h>
#include <stdint.h>

#include "core/tlog_form.h"

struct buf;
struct fail;
struct note_key;

/*
 * tlog_parse_head(bytes, n, key, head, fail): a checkpoint's head.  FAIL_DATA:
 * it is none, or is of another log (its origin is not the key's name).
 * FAIL_NO: it is not signed by ${key}.
 */
int tlog_parse_head(const void *, size_t, const struct note_key *,
    struct tlog_head *, struct fail *);

/*
 * tlog_read(dir, key, head, checkpoint, fail): the log's own checkpoint; its
 * bytes are added to ${checkpoint} unless that is NULL.  FAIL_LATER: there is
 * none.
 */
int tlog_read(int, const struct note_key *, struct tlog_head *, struct buf *,
    struct fail *);

/*
 * tlog_begin(dir, key, fail): begin a log of size 0.  FAIL_EXISTS: there is a
 * checkpoint already.
 */
int tlog_begin(int, const struct note_key *, struct fail *);

/*
 * tlog_lock(dir, wait_s, fail): keep all other writers out, on this and other
 * machines as far as the file system can; returns a descriptor to close().
 * FAIL_LATER: another holds it still after ${wait_s} seconds.
 */
int tlog_lock(int, int, struct fail *);

/*
 * tlog_announce(lock, size, fail): say in the open lock how many entries the
 * log will have, durably, before they are appended.
 * tlog_announced(lock, size, fail): what was said last; 0 if nothing was.
 * Over SMB a file that was replaced can be read as it was for a second more: a
 * head that is smaller than was said may be an old one, or that of a run which
 * was cut before it appended.
 */
int tlog_announce(int, uint64_t, struct fail *);
int tlog_announced(int, uint64_t *, struct fail *);

/*
 * tlog_append(dir, key, entries, count, head, fail): under tlog_lock(), add
 * the entries at the end, durably, and sign the new head.  ${head} is the head
 * that the caller has found to be right (tlog_read(), and
 * tlog_check_consistent() with what it saw before); the first entry's index is
 * its size; it becomes the new head.  Memory is bounded by one tile for each
 * level.  FAIL_NO: the tiles at its edge do not belong to ${head}; nothing was
 * changed.  FAIL_LATER: the log has changed since ${head} was read.  Cut
 * anywhere, the log is the old one or the new one.  Partial tiles stay until
 * the full one is durable, as tlog-tiles asks, so that readers lose no race.
 */
int tlog_append(int, const struct note_key *, const struct tlog_entry *,
    size_t, struct tlog_head *, struct fail *);

/*
 * tlog_each(dir, head, first, visitor, arg, fail): each entry from the index
 * ${first} on, in order.  The visitor returns 0 to go on, -1 with fail set to
 * stop.  Entries are not checked; tlog_audit() does that.  FAIL_DATA: a tile
 * cannot be read as one.
 */
typedef int tlog_visitor(void *, uint64_t, const struct tlog_entry *,
    struct fail *);
int tlog_each(int, const struct tlog_head *, uint64_t, tlog_visitor *,
    void *, struct fail *);

/*
 * tlog_audit(dir, head, visitor, arg, fail): the same for all entries, and
 * reckon the whole tree from them: every tile must hold what follows from the
 * entries, and the root must be that of ${head}.  FAIL_NO names the first file
 * that does not.  Memory is bounded by one tile for each level.
 */
int tlog_audit(int, const struct tlog_head *, tlog_visitor *, void *,
    struct fail *);

/*
 * tlog_check_consistent(dir, old, new, fail): ${new} continues ${old}, by the
 * log's tiles.  FAIL_NO: it does not: the log was rolled back or rewritten.
 */
int tlog_check_consistent(int, const struct tlog_head *,
    const struct tlog_head *, struct fail *);

/*
 * tlog_prove(dir, head, checkpoint, index, proof, fail): add to ${proof} the
 * C2SP tlog-proof text for the entry, with ${checkpoint}, which is ${head}'s.
 */
int tlog_prove(int, const struct tlog_head *, const struct buf *, uint64_t,
    struct buf *, struct fail *);

/*
 * tlog_check_proof(proof, n, key, entry, index, fail): the proof's checkpoint
 * is signed by ${key} and its tree holds the entry at ${index}, which is
 * filled.  FAIL_DATA: it is no proof.  FAIL_NO: it does not prove that.
 */
int tlog_check_proof(const void *, size_t, const struct note_key *,
    const struct tlog_entry *, uint64_t *, struct fail *);

#endif /* !CORE_TLOG_H */
