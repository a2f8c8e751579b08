/*
 * check.h - one package on the share, beside its list and its METS files.
 */
#ifndef VERIFY_CHECK_H
#define VERIFY_CHECK_H

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"
#include "core/sums.h"
#include "verify/finding.h"

struct deep;
struct fail;
struct reader;
struct shelf_item;
struct xml_handler;

/* Marks of a line of the list. */
#define CHECK_SEEN 1		/* the file is there, or why not was told */
#define CHECK_TOLD 2		/* it is in a finding */
#define CHECK_METS 4		/* a METS file names it */

struct check {
	struct reader *reader;	/* borrowed */
	struct deep *deep;	/* borrowed; NULL: files are only hashed */
	const char *share;	/* path of the share; borrowed */
	const char *period, *id;	/* borrowed */
	struct buf path;	/* present file, from the list's folder */
	struct sums sums;	/* the list, sorted */
	char sums_sha256[65];	/* of the list as it is; "": it was not read */
	uint8_t *mark;		/* one for each line */
	struct finding_list findings;
	uint64_t file_count;	/* files hashed */
	uint64_t size_bytes;	/* bytes of them */
	/* with deep: */
	char (*sha512)[129];	/* one for each line; owned; or NULL */
	uint64_t record_count;	/* of WARC files */
	uint64_t digest_count;	/* compared, the list's and METS' apart */
	uint64_t bare_count;	/* records without a digest to compare */
};

/*
 * check_package(check, period, item, fail):
 * Compare what is there with the list, and the list with the METS files.
 * ${period} is the open folder that the package lies in; ${check}->reader and
 * ->share are given.  What is not as it should be goes to ${check}->findings;
 * -1 only when memory is short.
 */
int check_package(struct check *, int, const struct shelf_item *,
    struct fail *);

/*
 * check_tell(check, kind, path, detail, fail): a finding on a path of the
 * list's folder.
 */
int check_tell(struct check *, enum finding_kind, const char *, const char *,
    struct fail *);

/* check_line(check, path): the number of its line in the list, or -1. */
long check_line(const struct check *, const char *);

/*
 * check_scan(check, line, handler, arg, fail): scan the XML file on that line
 * of the list: the bytes that were hashed, if they were kept.
 */
int check_scan(const struct check *, long, const struct xml_handler *, void *,
    struct fail *);

/* check_clear(check): free; fine if zeroed. */
void check_clear(struct check *);

#endif /* !VERIFY_CHECK_H */
