/*
 * restore_part.h - the parts of restore.c that lie in files of their own.
 */
#ifndef VERIFY_RESTORE_PART_H
#define VERIFY_RESTORE_PART_H

#include <stdint.h>

#include "core/sums.h"

struct fail;
struct restore;
struct site;

struct restore_package {	/* one that is taken back */
	const char *dir;	/* DIR, absolute */
	const char *period, *id;
	int from, to;		/* SHARE/PERIOD/ and DIR/PERIOD/, open */
	char *place;		/* DIR/PERIOD; owned */
	struct sums sums;	/* its list, once it is copied; owned */
};

/*
 * restore_copy(package, size, fail): copy the package, its list and what the
 * list names beside it; add the bytes to ${size}.  Fills ${package}->sums.
 */
int restore_copy(struct restore_package *, uint64_t *, struct fail *);

/*
 * restore_judge(restore, package, site, fail): every judge's rows.  -1 only
 * when memory is short.
 */
int restore_judge(struct restore *, const struct restore_package *,
    const struct site *, struct fail *);

/* What a judge said. */
enum restore_verdict {
	RESTORE_PASSED, RESTORE_REFUSED, RESTORE_FAILED, RESTORE_ABSENT
};

/* restore_add(restore, package, judge, verdict, detail, fail): a row. */
struct restore_said {
	const char *judge;
	enum restore_verdict verdict;
	const char *detail;	/* or NULL */
};
int restore_add(struct restore *, const struct restore_package *,
    const struct restore_said *, struct fail *);

#endif /* !VERIFY_RESTORE_PART_H */
