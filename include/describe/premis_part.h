/*
 * premis_part.h - the pieces that a PREMIS document is put together from.
 *
 * All write to an XML document that is being made; what goes wrong there is
 * reported when it is saved.
 */
#ifndef DESCRIBE_PREMIS_PART_H
#define DESCRIBE_PREMIS_PART_H

#include <stddef.h>

#include "describe/uuid.h"

struct fail;
struct pack;
struct pack_file;
struct xml_writer;

/* Keys of identifiers, see pack_uuid(). */
#define PREMIS_ENTITY "entity"
#define PREMIS_CAPTURE "event/capture"
#define PREMIS_CAPTURE_DIGEST "event/capture-digest"
#define PREMIS_DECISION "event/decision"
#define PREMIS_MIGRATION "event/migration"
#define PREMIS_DOCUMENT_DIGEST "event/document-digest"
#define PREMIS_VALIDATION "event/validation-"	/* and the profile */
#define PREMIS_RULE "event/rule"
#define PREMIS_PACKAGE "event/package"

/*
 * premis_term(w, tag, list, code, text): a term of an id.loc.gov vocabulary,
 * <premis:tag authority= authorityURI= valueURI=>text.
 */
void premis_term(struct xml_writer *, const char *, const char *,
    const char *, const char *);

/* premis_id(w, tag, uuid): <premis:tag> with its Type and Value. */
void premis_id(struct xml_writer *, const char *, const char *);

/* ---- objects ---- */

/* premis_entity(w, pk): the intellectual entity. */
void premis_entity(struct xml_writer *, struct pack *);

/* premis_file(w, pk, path): the file of that name; nothing if not there. */
void premis_file(struct xml_writer *, struct pack *, const char *);

/* premis_file_uuid(pk, path, out): its identifier. */
void premis_file_uuid(struct pack *, const char *, char [UUID_TEXT]);

/* ---- agents ---- */

/* What an agent did; an agent may have done several of these. */
#define PREMIS_BY_FETCH 0x01u	/* made the capture */
#define PREMIS_BY_RENDER 0x02u	/* made the PDF */
#define PREMIS_BY_JUDGE 0x04u	/* checked the PDF */
#define PREMIS_BY_DESCRIBE 0x08u	/* made the package */
#define PREMIS_BY_CREATOR 0x10u	/* arkivbildare */
#define PREMIS_BY_PLAN 0x20u	/* adopted the plan */
#define PREMIS_BY_REVIEWER 0x40u	/* accepted the capture: a person */
#define PREMIS_BY_PERSON 0x80u	/* handed in what was captured */

struct premis_agent {
	char *name;		/* owned */
	char *version;		/* owned; NULL: none known */
	char *note;		/* owned; NULL: none */
	unsigned int did;
	char uuid[UUID_TEXT];
};

struct premis_agents {
	struct premis_agent *agent;	/* owned */
	size_t count;
};
#define PREMIS_AGENTS_INIT { NULL, 0 }

/* premis_agents_collect(list, pk, fail): each of them once. */
int premis_agents_collect(struct premis_agents *, struct pack *,
    struct fail *);

/* premis_agents_write(w, list). */
void premis_agents_write(struct xml_writer *, const struct premis_agents *);

/* premis_agents_clear(list): free; fine if empty. */
void premis_agents_clear(struct premis_agents *);

/* ---- events ---- */

/* premis_events(w, pk, list, fail): all events up to the package's making. */
int premis_events(struct xml_writer *, struct pack *,
    const struct premis_agents *, struct fail *);

#endif /* !DESCRIBE_PREMIS_PART_H */
