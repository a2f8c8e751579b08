/*
 * consent.h - questions about cookies are refused, by the rules of
 * schemas/rules/consent.xml (schemas/consent.xsd), where they are explained.
 *
 * Nothing is ever accepted: consent.js clicks only what the rules name.
 */
#ifndef FETCH_CONSENT_H
#define FETCH_CONSENT_H

#include "core/buf.h"

struct capture;
struct cdp;
struct fail;
struct page;
struct target;
struct value;

struct consent {
	struct buf rules;	/* as the JSON that consent.js takes */
};
#define CONSENT_INIT { BUF_INIT }

struct consent_place {		/* where to look; all borrowed */
	struct page *page;
	struct cdp *cdp;
	const struct target *target;
};

/* consent_load(consent, fail): FAIL_CONFIG names file and line. */
int consent_load(struct consent *, struct fail *);

/*
 * consent_refuse(consent, place, c, fail): answer what the page and its frames
 * ask, and add each answer to ${c}.  FAIL_LATER as the steps of page.h.
 */
int consent_refuse(const struct consent *, const struct consent_place *,
    struct capture *, struct fail *);

/*
 * consent_left(consent, page, fail): the largest question that is still there,
 * {rule, text, share}, or {}; the caller's.
 */
struct value *consent_left(const struct consent *, struct page *,
    struct fail *);

/* consent_clear(consent): free; fine if empty. */
void consent_clear(struct consent *);

#endif /* !FETCH_CONSENT_H */
