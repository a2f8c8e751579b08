/*
 * ask.h - ask for the address itself, before the browser does (libcurl).
 *
 * The answer is evidence: status, redirects, headers, certificates, kept in
 * answer.xml (schemas/20-fetch.answer.xsd).  Redirects are followed one at a
 * time, each hop under the guard's rules.  No cookie is kept or sent.
 */
#ifndef FETCH_ASK_H
#define FETCH_ASK_H

#include <stddef.h>

struct fail;
struct guard_rules;

struct ask {			/* strings are owned */
	char *final;		/* last address asked for, or NULL */
	int status;		/* of the last answer; 0: none came */
	int retry_after_s;	/* -1: not said */
	char *error;		/* why there was no answer, in words; or NULL */
	int refused;		/* 1: the guard's rules refused a hop */
	int later;		/* 1: the error may pass by itself */
	int hops;		/* answers got */
};

/*
 * ask_address(ask, url, rules, timeout_s, path, fail):
 * Ask, follow up to 10 redirects, and write ${path} (answer.xml).  A server
 * that cannot be reached or refuses is not a failure of this function: it is
 * told in ${ask}.  At most 1 MiB of a body is read, and
 * stopping there is no error; nor is a body that breaks off after the answer's
 * head (the hop in answer.xml tells).  ${timeout_s} is for all hops together.
 * ${ask} need not be initialised; on -1 it is empty.
 */
int ask_address(struct ask *, const char *, const struct guard_rules *, int,
    const char *, struct fail *);

/* ask_clear(ask): free; fine if zeroed. */
void ask_clear(struct ask *);

#endif /* !FETCH_ASK_H */
