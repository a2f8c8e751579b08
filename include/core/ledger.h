/*
 * ledger.h - what is done with records, entered in the archive's log.
 *
 * An entry is ASCII text of lines "name value", the first "bevara/1 KIND", the
 * second "time 2026-11-23T12:00:00Z".  It holds ids, hashes, times and rules,
 * and never personal data.  Kinds and their lines, in this order:
 *	placed    id, sums sha256:HEX of ID.sha256, rule ROW (- : none)
 *	accepted  id, decision sha256:HEX of decision.xml
 *	retaken   id, decision sha256:HEX
 *	checked   report sha256:HEX of rapport.xml, packages N, findings N
 *
 * An entry is first made durable in WORK/logg/KEY.entry and then appended to
 * SHARE/logg (core/tlog.h).  While the share is away it waits there; it enters
 * the log once, wherever a run is cut.
 * Source: the brief's principles 2 and 4; schemas/50-place.share.5.
 */
#ifndef CORE_LEDGER_H
#define CORE_LEDGER_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct fail;
struct note_key;
struct site;
struct tlog_head;

/* ledger_entry(b, kind, utc): begin an entry in the empty ${b}. */
void ledger_entry(struct buf *, const char *, int64_t);

/*
 * ledger_line(b, name, value): add a line.  A value that is not printable
 * ASCII, or empty, makes ledger_enter() fail.
 */
void ledger_line(struct buf *, const char *, const char *);

/*
 * ledger_enter(site, key, entry, index, fail): queue the entry under ${key}
 * ([A-Za-z0-9_.-]) and append all that is queued.  ${index} is its place in
 * the log.  A key that is queued or entered already keeps its first entry, and
 * its index is given, until ledger_forget(site, key).  FAIL_LATER: it is
 * queued, and the share is away or the log is locked.  FAIL_NO: the share's
 * log is not a continuation of the copy; it is queued.  FAIL_CONFIG: there is
 * no key.
 */
int ledger_enter(const struct site *, const char *, const struct buf *,
    uint64_t *, struct fail *);

/*
 * ledger_leave(site, key, entry, again, fail): the same for an entry whose
 * index nobody asks for: nothing is kept in WORK/logg once it is in the log.
 * ${again} 1: an earlier run may have entered these very bytes; then the log
 * is read from its beginning, and they are in it once.
 */
int ledger_leave(const struct site *, const char *, const struct buf *, int,
    struct fail *);

/*
 * ledger_get(site, key, entry, fail): add the bytes of the entry that is
 * queued or entered under ${key}; FAIL_DATA when there is none.
 */
int ledger_get(const struct site *, const char *, struct buf *,
    struct fail *);

/* ledger_forget(site, key, fail): its index is recorded elsewhere now. */
int ledger_forget(const struct site *, const char *, struct fail *);

/* ledger_flush(site, fail): append all that is queued; as ledger_enter(). */
int ledger_flush(const struct site *, struct fail *);

/*
 * ledger_waiting(site, count, oldest_utc, fail): how many entries wait, and
 * since when the oldest does; 0 when none.
 */
int ledger_waiting(const struct site *, size_t *, int64_t *, struct fail *);

/*
 * ledger_public(site, fail): the log's public key as this site has it
 * (KEYS/logg.vkey), never as the share says; the caller's.  FAIL_CONFIG: there
 * is none.
 */
struct note_key *ledger_public(const struct site *, struct fail *);

/*
 * ledger_head(site, share, key, head, checkpoint, fail): the share's log as it
 * stands, found to continue what the copy in bevara.xml has seen; the bytes of
 * its checkpoint are added to ${checkpoint} unless that is NULL.  ${share} is
 * the share's open folder.  FAIL_NO: rolled back, rewritten, or not signed by
 * our key.  The copy is not changed.
 */
int ledger_head(const struct site *, int, const struct note_key *,
    struct tlog_head *, struct buf *, struct fail *);

#endif /* !CORE_LEDGER_H */
