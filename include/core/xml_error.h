/*
 * xml_error.h - turn libxml2's errors into messages that name file, line and
 * remedy.  Inside core only: its parts are libxml2's, as opaque pointers.
 */
#ifndef CORE_XML_ERROR_H
#define CORE_XML_ERROR_H

struct fail;

/* The first error that a parser or validator reported. */
struct xml_error {
	char text[512];		/* cleaned: one line, no namespaces */
	char element[64];	/* at fault, local name; "" if not known */
	char parent[64];	/* the element above it */
	char attribute[64];	/* at fault, or "" */
	int line;		/* 0: none reported */
	int order;		/* 1: what may stand where is at fault */
	int code;		/* libxml2's */
	int set;
};
#define XML_ERROR_INIT { "", "", "", "", 0, 0, 0, 0 }

/*
 * xml_error_quiet(): what libxml2 would print on stderr by itself, as it does
 * of broken encodings, is dropped in this thread; failures are reported anyway.
 */
void xml_error_quiet(void);

/* xml_error_take(error, xmlError): keep it if it is the first. */
void xml_error_take(void *, const void *);

/*
 * xml_error_fail(error, path, schema, kind, fail): set fail from it, with the
 * remedy that the schema file ${schema} (a path, or NULL) gives.  -1 always.
 */
int xml_error_fail(const struct xml_error *, const char *, const char *, int,
    struct fail *);

#endif /* !CORE_XML_ERROR_H */
