/*
 * log.h - what people do with the archive's log: bevara log.
 * Reads  SHARE/logg/, WORK/logg/, SHARE/PERIOD/ID.sha256.
 * Writes SHARE/logg/stamplar/, KOPIA/stamplar/, SHARE/PERIOD/ID.tlog-proof
 * (schemas/50-place.share.5), and through core/ledger the log itself.
 */
#ifndef VERIFY_LOG_H
#define VERIFY_LOG_H

#include <stddef.h>

struct fail;

#define LOG_FIELDS 5

struct log_line {		/* one line of stdout */
	char *field[LOG_FIELDS];	/* owned; NULL after the last */
};

struct log_result {
	struct log_line *line;	/* owned */
	size_t count;
};
#define LOG_RESULT_INIT { NULL, 0 }

struct log_order {		/* borrowed */
	const char *site;	/* the site folder */
	const char *verb;	/* "stamp", "restamp", "prove", "flush" or
				   "show" */
	const char *within;	/* of restamp: "P90D"; NULL: that */
	char *const *ids;	/* of prove: the packages */
	size_t id_count;
};

/*
 * log_do(order, result, fail): do it; ${result} holds what was done, on -1
 * too.
 * "stamp": append what waits, and have each authority stamp the newest
 * checkpoint and those that it has yet to.  "restamp": renew what ends.
 * "prove": write the packages' proofs anew, with the newest checkpoint.
 * "flush": append what waits.  "show": the log, in a few lines.
 * FAIL_USAGE: no such verb or option.  FAIL_LATER: the share or an authority
 * cannot be reached, or the certificates that end have no successor yet.
 * FAIL_NO: an answer was refused, or what lies on the share is not what it
 * was.
 */
int log_do(const struct log_order *, struct log_result *, struct fail *);

/*
 * log_result_add(result, fields, count, fail): add a line; fields are copied.
 * log_result_clear(result): free; fine if empty.
 */
int log_result_add(struct log_result *, const char *const *, size_t,
    struct fail *);
void log_result_clear(struct log_result *);

#endif /* !VERIFY_LOG_H */
