/*
 * extent.h - which packages a check is about, and for how long it may run.
 */
#ifndef VERIFY_EXTENT_H
#define VERIFY_EXTENT_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct finding_list;
struct shelf_list;
struct verify_order;

#define EXTENT_NAME 64		/* room for what extent_name() gives */

enum extent_kind {
	EXTENT_WHOLE,		/* all packages, and what lies loose */
	EXTENT_PART,		/* one of so many parts of them */
	EXTENT_SAMPLE,		/* some, taken at random */
	EXTENT_NAMED		/* those whose ids were given */
};

struct extent {
	enum extent_kind kind;
	int64_t part, parts;	/* EXTENT_PART: this of so many, from 1 */
	int64_t sample;		/* EXTENT_SAMPLE: so many */
	uint64_t seed;		/* what they were chosen by */
	int deep;		/* 1: look into WARC files and PREMIS too */
	int64_t limit_s;	/* begin none after so long; 0: no limit */
	char *const *ids;	/* EXTENT_NAMED; borrowed */
	size_t id_count;
	const char *absent;	/* the first of them that is not on the share,
				   once extent_take() looked; or NULL */
};

/* extent_read(extent, order, fail): FAIL_USAGE when it asks for nonsense. */
int extent_read(struct extent *, const struct verify_order *, struct fail *);

/*
 * extent_take(extent, packages, findings, fail): keep only the packages that
 * it is about; an id that is not there becomes a finding.
 */
int extent_take(struct extent *, struct shelf_list *, struct finding_list *,
    struct fail *);

/*
 * extent_has_part(extent, id): 1 if a package of that id is in the part, or
 * all are.  The number that the first 15 hexadecimal digits of the id's
 * SHA-256 make, modulo ${extent}->parts, is its part's number less one.
 */
int extent_has_part(const struct extent *, const char *);

/* extent_goes_on(extent): 1 if a check that was cut is gone on with. */
int extent_goes_on(const struct extent *);

/*
 * extent_name(extent, out): "whole", "part-2-of-4", "sample" or "named", and
 * "-deep" after it if it is that.
 */
void extent_name(const struct extent *, char [EXTENT_NAME]);

#endif /* !VERIFY_EXTENT_H */
