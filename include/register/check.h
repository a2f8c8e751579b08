/*
 * check.h - hold the register against the routine for social media, rule by
 * rule.
 *
 * An account that is closed (avslutad) is asked only for what still can be
 * told of it: its last capture, its board, its id and address.
 * Source: the routine, sections 2, 3, 4.1, 4.3 and 4.4.
 *
 * Ownership: all in struct check is borrowed.
 */
#ifndef REGISTER_CHECK_H
#define REGISTER_CHECK_H

#include "register/finding.h"

struct fail;
struct konton;
struct konton_account;
struct plan;
struct site;

struct check {
	const struct site *site;
	const struct konton *konton;	/* as konton_read() gives it */
	const struct plan *plan;
	const char *today;		/* YYYY-MM-DD */
	int *away;			/* 1: the share does not answer, and
					   is not asked again */
	struct finding_list *list;	/* where findings go */
	struct fail *fail;
};

/* check_all(check): every rule for every account; 0 or -1. */
int check_all(const struct check *);

/*
 * check_say(check, account, rule, fmt, ...): a finding; ${account} NULL: it
 * concerns all.  check_unknown: what could not be judged.  0 or -1.
 */
int check_say(const struct check *, const struct konton_account *,
    enum finding_rule, const char *, ...)
    __attribute__((format(printf, 4, 5)));
int check_unknown(const struct check *, const struct konton_account *,
    enum finding_rule, const char *, ...)
    __attribute__((format(printf, 4, 5)));

/* check_text(check, account, name): the text of an element of it, or NULL. */
const char *check_text(const struct check *, const struct konton_account *,
    const char *);

#endif /* !REGISTER_CHECK_H */
