/*
 * mets_part.h - what the METS documents of a package have in common: the root
 * element, the header with its agents, ids and times.
 *
 * All write to an XML document that is being made; what goes wrong there is
 * reported when it is saved.
 */
#ifndef DESCRIBE_METS_PART_H
#define DESCRIBE_METS_PART_H

#include <stdint.h>

struct pack;
struct xml_writer;

#define METS_SCHEMA "mets1_12.xsd"

struct mets {			/* one document; all borrowed */
	struct xml_writer *w;
	struct pack *pk;
	const char *name;	/* OBJID: the package's id, or "pdfa", "warc" */
	const char *base;	/* its folder in the package: "" or with '/' */
	const char *up;		/* from there to the package's folder */
};

/* mets_open(m): the root element; xml_close() ends it. */
void mets_open(struct mets *);

/* mets_header(m): metsHdr with the agents and the diarienummer. */
void mets_header(struct mets *);

/* mets_set_id(m, attribute, what): the id of ${what} in this document. */
void mets_set_id(struct mets *, const char *, const char *);

/* mets_set_content_type(m): what CSIP calls the kind of content. */
void mets_set_content_type(struct mets *);

/* mets_set_time(m, attribute, when_utc): as local time with its offset. */
void mets_set_time(struct mets *, const char *, int64_t);

#endif /* !DESCRIBE_METS_PART_H */
