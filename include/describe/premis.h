/*
 * premis.h - PREMIS 3: what the files are, what was done to them, when, by
 * which programs and on whose authority.
 *
 * The package's own document holds the intellectual entity, the files, all
 * events and all agents; a representation's holds its one file and names the
 * events by their identifiers.  Times are those of the records.
 *
 * Source: PREMIS 3.0; the codes of id.loc.gov/vocabulary/preservation.
 */
#ifndef DESCRIBE_PREMIS_H
#define DESCRIBE_PREMIS_H

struct fail;
struct pack;

/* premis_write(pk, fail): the package's; its files are in ${pk} already. */
int premis_write(struct pack *, struct fail *);

/* premis_write_pdfa(pk, fail), premis_write_warc: a representation's. */
int premis_write_pdfa(struct pack *, struct fail *);
int premis_write_warc(struct pack *, struct fail *);

#endif /* !DESCRIBE_PREMIS_H */
