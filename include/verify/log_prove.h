/*
 * log_prove.h - the proof beside a package that its entry is in the log.
 */
#ifndef VERIFY_LOG_PROVE_H
#define VERIFY_LOG_PROVE_H

#include <stddef.h>
#include <stdint.h>

#include "core/tlog.h"

struct buf;
struct fail;
struct log_result;
struct note_key;
struct site;

struct log_prover {		/* all borrowed */
	int share, log;		/* the open folders SHARE and SHARE/logg */
	const struct note_key *key;	/* the log's public key */
	struct tlog_head head;
	const struct buf *checkpoint;	/* that of ${head} */
};

/*
 * log_prove(site, ids, count, result, fail): write PERIOD/ID.tlog-proof of
 * each package anew, with the log's newest checkpoint, and check it.  The
 * entry is the one that placed the list ID.sha256 as it lies on the share.
 * FAIL_NO: there is no such package, or no such entry; the others are done.
 */
int log_prove(const struct site *, char *const *, size_t, struct log_result *,
    struct fail *);

/*
 * log_prove_since(prover, first, result, fail): the same for all that was
 * placed from the entry ${first} on, and that lies on the share as it was.
 */
int log_prove_since(const struct log_prover *, uint64_t, struct log_result *,
    struct fail *);

#endif /* !VERIFY_LOG_PROVE_H */
