/*
 * waiting.h - the record JOB/waiting.xml: a package that is not on the
 * archive share yet, since the share would not take it.
 *
 * Written by stage place when the share is away, full, or fails, and removed
 * by it when the package is placed; read by run, which tries again.
 * Schema: schemas/50-place.waiting.xsd.
 */
#ifndef CORE_RECORD_WAITING_H
#define CORE_RECORD_WAITING_H

#include <stdint.h>

struct fail;

#define WAITING_SCHEMA "50-place.waiting.xsd"
#define WAITING_NAME "waiting.xml"

struct waiting {
	int64_t since_utc;	/* of the first try that failed */
	int64_t last_utc;	/* of the last one */
	int tries;
	char *reason;		/* why the last one failed; owned */
};

/* waiting_load(w, path, fail): read and validate; FAIL_DATA. */
int waiting_load(struct waiting *, const char *, struct fail *);

/* waiting_save(w, path, fail): write it, validated, in one rename. */
int waiting_save(const struct waiting *, const char *, struct fail *);

/*
 * waiting_note(job, reason, fail): one more failed try of the folder ${job},
 * now.  A record that cannot be read is begun anew.
 */
int waiting_note(const char *, const char *, struct fail *);

/* waiting_done(job, fail): remove it, durably; fine if there is none. */
int waiting_done(const char *, struct fail *);

/*
 * waiting_words(since, now, fail): "waiting since 2026-11-20, 3 days"; the
 * local date, and no age when ${now} is before it.  The caller's.
 */
char *waiting_words(int64_t, int64_t, struct fail *);

/* waiting_clear(w): free; fine if zeroed. */
void waiting_clear(struct waiting *);

#endif /* !CORE_RECORD_WAITING_H */
