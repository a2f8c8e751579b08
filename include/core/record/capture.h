/*
 * capture.h - the record JOB/capture/capture.xml: what was seen, when, how,
 * and whether it is a record at all (the verdict).
 *
 * Written by stage fetch, read by render, describe and run.
 * Schema: schemas/20-fetch.capture.xsd.
 */
#ifndef CORE_RECORD_CAPTURE_H
#define CORE_RECORD_CAPTURE_H

#include <stddef.h>
#include <stdint.h>

#include "core/record/part.h"

struct fail;

#define CAPTURE_SCHEMA "20-fetch.capture.xsd"

/* Roles of the files of a capture. */
#define CAPTURE_SLICE "slice"	/* slice-0001.png ..., top to bottom */
#define CAPTURE_LAYOUT "layout"	/* layout.xml, 20-fetch.layout.xsd */
#define CAPTURE_PAGE "page"	/* page.html, the DOM after scripts */
#define CAPTURE_WARC "warc"	/* capture.warc.gz */
#define CAPTURE_ANSWER "answer"	/* answer.xml, 20-fetch.answer.xsd */

struct capture_slice {		/* one picture of the page, CSS pixels */
	char *file;
	int64_t y;		/* its top */
	int width, height;
};

struct capture_sign {		/* what decided, or weighed in, the verdict */
	char *name;		/* "password-field" */
	char *verdict;		/* what it speaks for */
	char *detail;
};

struct capture_refused {	/* what the guard did not let through */
	char *address;		/* host:port */
	char *reason;
	int64_t count;
};

/* Strings are owned; one that may be absent is NULL. */
struct capture {
	char *id;		/* ACCOUNT_YYYYMMDDTHHMMSSZ, of its end */
	char *account;
	char *method;		/* "browser" */
	char *order_sha256;	/* of the order.xml that asked for it */
	char *requested;	/* address asked for */
	char *final;		/* address shown, or NULL if none was */
	int64_t started_utc, ended_utc;
	char *tool;		/* "bevara-fetch 0.1.0" */
	char *browser;		/* "Chrome/156.0...", or NULL if not started */
	char *user_agent;
	char *login;		/* login state: "logged-out" */
	int http_status;	/* of the final answer, 0 if none came */
	int viewport_width, viewport_height;	/* CSS pixels */
	int page_width;		/* CSS pixels; 0 if no page was seen */
	int64_t page_height;
	char *title;		/* the page's own, cleaned */
	char *language;		/* the page's own, BCP 47, or NULL */
	char *verdict;		/* "good", "blank", "error",
				   "login-wall", ... */
	char *advice;		/* one sentence: what to do; NULL if good */
	int retry_after_s;	/* the server's Retry-After, or -1 */
	int later;		/* 1: a verdict that may pass by itself (75) */
	char *scroll_stop;	/* why scrolling ended, or NULL */
	struct capture_sign *sign;
	size_t sign_count;
	struct capture_refused *refused;
	size_t refused_count;
	char **warning;
	size_t warning_count;
	struct capture_slice *slice;
	size_t slice_count;
	struct part_list files;
};

/* capture_load(c, path, fail): read and validate; FAIL_DATA. */
int capture_load(struct capture *, const char *, struct fail *);

/* capture_save(c, path, fail): write it, validated, in one rename. */
int capture_save(const struct capture *, const char *, struct fail *);

/*
 * capture_is_record(c, fail): 0 if its verdict is "good".  Otherwise -1 with
 * the status that the verdict has (FAIL_NO, or FAIL_LATER when
 * c->later) and the advice.
 */
int capture_is_record(const struct capture *, struct fail *);

/* Add one; the strings are copied. */
int capture_add_sign(struct capture *, const char *, const char *,
    const char *, struct fail *);
int capture_add_warning(struct capture *, struct fail *, const char *, ...)
    __attribute__((format(printf, 3, 4)));
int capture_add_refused(struct capture *, const char *, const char *, int64_t,
    struct fail *);
int capture_add_slice(struct capture *, const char *, int64_t, int, int,
    struct fail *);

/* capture_clear(c): free; fine if zeroed. */
void capture_clear(struct capture *);

#endif /* !CORE_RECORD_CAPTURE_H */
