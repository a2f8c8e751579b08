/*
 * tlog_head.h - a log's signed head, as it is written.  For core/tlog only;
 * others see core/tlog.h.
 *
 * Source: C2SP tlog-checkpoint v1.
 */
#ifndef CORE_TLOG_HEAD_H
#define CORE_TLOG_HEAD_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct fail;
struct note_key;
struct tlog_head;

/*
 * tlog_head_number(s, n, value): a decimal number, no zero before it, as sizes
 * and indices are written; 0 or -1.
 */
int tlog_head_number(const char *, size_t, uint64_t *);

/* tlog_head_sign(key, head, note, fail): add the checkpoint to ${note}. */
int tlog_head_sign(const struct note_key *, const struct tlog_head *,
    struct buf *, struct fail *);

#endif /* !CORE_TLOG_HEAD_H */
