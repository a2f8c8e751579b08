/*
 * document.h - the record JOB/document/document.xml: the PDF/A that was made
 * from a capture, and what was found when it was checked.
 *
 * Written by stage render, read by describe and run.
 * Schema: schemas/30-render.document.xsd.
 */
#ifndef CORE_RECORD_DOCUMENT_H
#define CORE_RECORD_DOCUMENT_H

#include <stddef.h>
#include <stdint.h>

#include "core/record/part.h"

struct fail;

#define DOCUMENT_SCHEMA "30-render.document.xsd"

/* Roles of its files. */
#define DOCUMENT_PDF "document"	/* document.pdf */
#define DOCUMENT_REPORT "report"	/* verapdf-1b.xml ... */

struct document_check {
	char *profile;		/* "1a", "1b", "ua1" */
	char *judge;		/* "veraPDF 1.30.2"; NULL: none was installed */
	char *result;		/* "pass", "fail", "not-checked" */
	char *report;		/* file name, or NULL */
	int64_t checked_utc;
};

/* Strings are owned; one that may be absent is NULL. */
struct document {
	char *capture_id;
	char *capture_sha256;	/* of capture.xml: what it was made from */
	char *tool;		/* "bevara-render 0.1.0, libharu 2.3.0" */
	char *title;		/* as in the PDF */
	int64_t rendered_utc;	/* when it was made */
	int a4;			/* pages for print, not the tall page */
	int jpeg_quality;	/* 1 to 100; 0: the pictures' every pixel */
	int pages;
	int64_t words;		/* in the text layer */
	int64_t elements;	/* in the structure tree */
	int links, pictures, headings;
	struct document_check *check;
	size_t check_count;
	char **warning;
	size_t warning_count;
	struct part_list files;
};

/* document_load(d, path, fail): read and validate; FAIL_DATA. */
int document_load(struct document *, const char *, struct fail *);

/* document_save(d, path, fail): write it, validated, in one rename. */
int document_save(const struct document *, const char *, struct fail *);

/* A check that is to be added; strings as there, but borrowed. */
struct document_verdict {
	const char *profile, *judge, *result, *report;
	int64_t checked_utc;
};

/* Add one; the strings are copied. */
int document_add_check(struct document *, const struct document_verdict *,
    struct fail *);
int document_add_warning(struct document *, struct fail *, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/* document_clear(d): free; fine if zeroed. */
void document_clear(struct document *);

#endif /* !CORE_RECORD_DOCUMENT_H */
