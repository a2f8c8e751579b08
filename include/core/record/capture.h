/*
 * capture.h - the record JOB/capture/capture.xml: what was seen, when, how,
 * and whether it is a record at all (the verdict).
 *
 * Written by stage fetch, read by review, render, describe and run.
 * Schema: schemas/20-fetch.capture.xsd.
 */
#ifndef CORE_RECORD_CAPTURE_H
#define CORE_RECORD_CAPTURE_H

#include <stddef.h>
#include <stdint.h>

#include "core/clock.h"
#include "core/record/part.h"

struct fail;

#define CAPTURE_SCHEMA "20-fetch.capture.xsd"

/* Roles of the files of a capture. */
#define CAPTURE_SLICE "slice"	/* slice-0001.png ..., top to bottom */
#define CAPTURE_LAYOUT "layout"	/* layout.xml, 20-fetch.layout.xsd */
#define CAPTURE_PAGE "page"	/* page.html, the DOM after scripts */
#define CAPTURE_WARC "warc"	/* capture.warc.gz */
#define CAPTURE_ANSWER "answer"	/* answer.xml, 20-fetch.answer.xsd */
#define CAPTURE_ORIGINAL "original"	/* what a person handed in, as it was */

struct capture_slice {		/* one picture of the page, CSS pixels */
	char *file;
	int64_t y;		/* its top */
	int width, height;
};

struct capture_sign {		/* what decided, or weighed in, the verdict */
	char *name;		/* "password-field" */
	char *verdict;		/* what it speaks for */
	char *detail;
	int weight;		/* of the 100 that decide; 0: only told */
};

struct capture_consent {	/* a question about cookies and its answer */
	char *rule;		/* which rule answered it */
	char *choice;		/* "refused", "necessary", "closed", "left" */
	char *text;		/* of what was clicked, or of the question */
};

/* How a capture that a person made came in; none if by is NULL. */
struct capture_manual {
	char *by;		/* the person's name, as given */
	char *login;		/* the system user's name, beside it */
	char *source;		/* "person", "drop-folder", "existing" */
	char *taken;		/* when the picture was taken, as far as that
				   is known: 2026, 2026-H1, 2026-05,
				   2026-05-04, or a time; NULL: unknown */
	char *note;		/* what the picture shows; the alternative
				   text of its Figure */
	char **unknown;		/* what is not known of it, a sentence each */
	size_t unknown_count;
};

struct capture_bounds {		/* what would have stopped the scrolling */
	int64_t height_px;
	int seconds;
	int posts;		/* 0: no bound */
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
	char *method;		/* "browser", "manual" */
	char *order_sha256;	/* of the order.xml that asked for it */
	char *requested;	/* address asked for */
	char *final;		/* address shown, or NULL if none was */
	int64_t started_utc, ended_utc;
	char *tool;		/* "bevara-fetch 0.1.0" */
	char *browser;		/* "Chrome/156.0...", or NULL if not started */
	char *user_agent;
	char *login;		/* login state: "logged-out", "logged-in",
				   "not-known" (a person's picture) */
	char *login_decision;	/* diarienummer that allows it, or NULL */
	int64_t login_ends_utc;	/* when its session ends; 0: not known */
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
	char *scroll_stop;	/* why scrolling ended: "end", "height",
				   "time", "posts"; or NULL */
	int scrolled;		/* 1: its pictures were taken while scrolling,
				   since the page drops what is out of view */
	int posts;		/* that were counted; 0: none were */
	struct capture_bounds bounds;	/* none if height_px is 0 */
	struct capture_consent *consent;
	size_t consent_count;
	struct capture_manual manual;
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
 * c->later) and the advice.  Whether a person accepted it nevertheless is for
 * decision_permits() to say.
 */
int capture_is_record(const struct capture *, struct fail *);

/*
 * capture_moment(c, out): when the page looked so, for people to read: the
 * capture's end, 2026-11-23 13:00; of what a person handed in, when it was
 * taken as far as that is known, 2024-05-13 or 2024-H1.
 */
void capture_moment(const struct capture *, char [CLOCK_TEXT]);

/* Add one; the strings are copied. */
int capture_add_sign(struct capture *, const struct capture_sign *,
    struct fail *);
int capture_add_consent(struct capture *, const struct capture_consent *,
    struct fail *);
int capture_add_warning(struct capture *, struct fail *, const char *, ...)
    __attribute__((format(printf, 3, 4)));
int capture_add_refused(struct capture *, const char *, const char *, int64_t,
    struct fail *);
int capture_add_slice(struct capture *, const char *, int64_t, int, int,
    struct fail *);

/* capture_clear(c): free; fine if zeroed. */
void capture_clear(struct capture *);

#endif /* !CORE_RECORD_CAPTURE_H */
