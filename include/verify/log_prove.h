/*
 * log_prove.h - the proof beside a package that its entry is in the log.
 */
#ifndef VERIFY_LOG_PROVE_H
#define VERIFY_LOG_PROVE_H

#include <stddef.h>

struct fail;
struct log_result;
struct site;

/*
 * log_prove(site, ids, count, result, fail): write PERIOD/ID.tlog-proof of
 * each package anew, with the log's newest checkpoint, and check it.  The
 * entry is the one that placed the list ID.sha256 as it lies on the share.
 * FAIL_NO: there is no such package, or no such entry; the others are done.
 */
int log_prove(const struct site *, char *const *, size_t, struct log_result *,
    struct fail *);

#endif /* !VERIFY_LOG_PROVE_H */
