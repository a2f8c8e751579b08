/*
 * fail.h - the caller-held error that every fallible function fills.
 *
 * A struct fail is fixed-size and never allocated, so that an error can be
 * reported when memory is short.  The finder sets it, callers may add what
 * they were doing, main prints it once and turns it into an exit status.
 *
 * Source: the statuses are those of <sysexits.h>, as the README lists them.
 */
#ifndef CORE_FAIL_H
#define CORE_FAIL_H

enum fail_kind {
	FAIL_NONE = 0,
	FAIL_NO,	/* 1: checked, and the answer is no */
	FAIL_USAGE,	/* 64: wrong arguments */
	FAIL_DATA,	/* 65: bad data */
	FAIL_EXISTS,	/* 65: the name holds something else */
	FAIL_PROGRAM,	/* 69: a needed program is missing */
	FAIL_CREATE,	/* 73: cannot write there */
	FAIL_IO,	/* 74: reading or writing failed */
	FAIL_LATER,	/* 75: may work later; the scheduler retries */
	FAIL_CONFIG	/* 78: the site's files are wrong */
};

struct fail {
	enum fail_kind kind;
	char text[2048];	/* UTF-8, no newline, no full stop */
};
#define FAIL_INIT { FAIL_NONE, "" }

/* fail_set(fail, kind, fmt, ...): set the error; returns -1 always. */
int fail_set(struct fail *, enum fail_kind, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * fail_sys(fail, fmt, ...):
 * The same from errno: the kind follows from it (out of space or not allowed:
 * FAIL_CREATE; short of memory, busy, host away: FAIL_LATER; else FAIL_IO)
 * and ": strerror" is put last.  Returns -1 always.
 */
int fail_sys(struct fail *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* fail_memory(fail): no memory left, FAIL_LATER.  Returns -1 always. */
int fail_memory(struct fail *);

/* fail_add(fail, fmt, ...): put "what: " before the text. */
void fail_add(struct fail *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* fail_clear(fail): back to no error. */
void fail_clear(struct fail *);

/* fail_status(fail): the exit status for it; 0 for FAIL_NONE. */
int fail_status(const struct fail *);

#endif /* !CORE_FAIL_H */
