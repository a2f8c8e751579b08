/*
 * ledger_copy.h - the log's newest checkpoint, kept outside the share
 * (bevara.xml, kopia), so that a log that was exchanged for an older or
 * another one is noticed.
 */
#ifndef CORE_LEDGER_COPY_H
#define CORE_LEDGER_COPY_H

struct buf;
struct fail;
struct note_key;
struct site;
struct tlog_head;

/*
 * ledger_copy_read(site, key, head, fail): the copy's head.  FAIL_LATER: the
 * copy is not there; its folder may only not be mounted.  FAIL_NO: it is no
 * checkpoint of ours.
 */
int ledger_copy_read(const struct site *, const struct note_key *,
    struct tlog_head *, struct fail *);

/*
 * ledger_copy_save(site, checkpoint, fail): durably, if it is another than
 * what is there; the folder must be there.
 */
int ledger_copy_save(const struct site *, const struct buf *, struct fail *);

#endif /* !CORE_LEDGER_COPY_H */
