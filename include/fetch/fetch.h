/*
 * fetch.h - stage 20: look at an account's page and decide what was seen.
 * Reads  JOB/order.xml (schemas/10-register.order.xsd), SITE/bevara.xml.
 * Writes JOB/capture/, whole or not at all: capture.xml, answer.xml and, once
 *        a browser was started, slices, layout.xml, page.html and the WARC.
 *
 * Whatever the verdict is, the capture is kept: it is the evidence.  When one
 * that is not good, or one for an older order, stands in the way of a new
 * one, it is moved to JOB/rejected/ID/, never removed.
 *
 * Ownership: arguments are borrowed for the call.
 * Errors: 0, or -1 with *fail set.
 */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

struct fail;

struct fetch_result {
	char account[64];	/* "" until a capture is in its place */
	char verdict[32];	/* "good", "login-wall", ... */
	char id[80];		/* ACCOUNT_YYYYMMDDTHHMMSSZ */
	int done_before;	/* 1: a good capture was there already */
};
#define FETCH_RESULT_INIT { "", "", "", 0 }

/*
 * fetch_job(r, site, job, fail):
 * Capture the account that the folder ${job} is for, by the rules of the site
 * folder ${site}.  ${r} is filled also on -1 when the capture was kept and its
 * verdict is not good: FAIL_NO, or FAIL_LATER if it may pass by itself, with
 * the advice.  FAIL_PROGRAM: no browser.
 */
int fetch_job(struct fetch_result *, const char *, const char *,
    struct fail *);

#endif /* !FETCH_FETCH_H */
