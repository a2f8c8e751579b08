/*
 * describe.h - stage 40: make the archive package of one job.
 * Reads  JOB/order.xml, JOB/capture/, JOB/document/ (core/record/).
 * Writes JOB/package/: ID/ (schemas/40-describe.package.5) and ID.sha256,
 *        whole or not at all.
 *
 * The package is an E-ARK AIP.  All in it follows from the records and the
 * version asked for, times and identifiers too: the same job gives the same
 * bytes.  Big files are linked, not copied, and not hashed again: whoever
 * copies them hashes the copy.
 */
#ifndef DESCRIBE_DESCRIBE_H
#define DESCRIBE_DESCRIBE_H

struct fail;

struct describe {
	char *id;		/* the package's; owned */
	char *path;		/* its folder; owned */
};
#define DESCRIBE_INIT { NULL, NULL }

/*
 * describe_job(d, site, job, fail):
 * Make the package of the folder ${job}, as the site folder ${site} wants it,
 * and fill ${d}.  A package that was made from the same records is kept; one
 * that was made from others is replaced.  FAIL_NO or FAIL_LATER: the capture
 * is not a record.  FAIL_DATA: the records do not belong together, or a file
 * is not as they say.  FAIL_CONFIG: the site's files.
 */
int describe_job(struct describe *, const char *, const char *,
    struct fail *);

/* describe_clear(d): free; fine if empty. */
void describe_clear(struct describe *);

#endif /* !DESCRIBE_DESCRIBE_H */
