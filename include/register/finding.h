/*
 * finding.h - what the routine asks for and the register, or a page, lacks.
 *
 * Each rule has a clause of the routine and one instruction, in Swedish, in
 * one table; who finds something says which rule and what is wrong.  What
 * cannot be judged, for want of a capture, is kept apart: it is no finding,
 * and it is not fine either.
 *
 * Ownership: struct finding_list is the caller's; finding_clear() frees it.
 */
#ifndef REGISTER_FINDING_H
#define REGISTER_FINDING_H

#include <stddef.h>

struct fail;

#define FINDING_SCHEMA "10-register.findings.xsd"
#define FINDING_ALL "-"		/* account: what concerns all of them */

enum finding_rule {
	FINDING_RESPONSIBLE, FINDING_NO_SUBSTITUTE, FINDING_SAME_SUBSTITUTE,
	FINDING_NO_CONTACT, FINDING_PERSON_CONTACT, FINDING_ADMINISTRATORS,
	FINDING_NO_LOGINS, FINDING_PASSWORD, FINDING_SUITE,
	FINDING_NO_DECISION, FINDING_PART_DECISION, FINDING_LATE_DECISION,
	FINDING_NO_PURPOSE, FINDING_AIM, FINDING_NO_AUDIENCE,
	FINDING_NO_VISITORS, FINDING_OTHER_VISITORS, FINDING_COMMON_TEXT,
	FINDING_SENDER, FINDING_SAME_ID, FINDING_SAME_ADDRESS, FINDING_ID,
	FINDING_NO_LAST, FINDING_PASSED, FINDING_CLOSING, FINDING_NO_PLAN,
	FINDING_RULES
};

struct finding {
	enum finding_rule rule;
	char *account;		/* owned; its id, or FINDING_ALL */
	char *text;		/* owned; what is wrong, a Swedish sentence */
	int line;		/* in konton.xml; 0: elsewhere */
	int unknown;		/* 1: it could not be judged */
};

struct finding_list {
	struct finding *item;	/* owned */
	size_t count;		/* all of them */
	size_t unknown;		/* of those, what could not be judged */
};
#define FINDING_LIST_INIT { NULL, 0, 0 }

/* finding_id(rule), finding_clause(rule), finding_advice(rule): constants. */
const char *finding_id(enum finding_rule);
const char *finding_clause(enum finding_rule);
const char *finding_advice(enum finding_rule);

/*
 * finding_add(list, account, finding, fail): append it for that account; its
 * text is handed over, also on -1.
 */
int finding_add(struct finding_list *, const char *, const struct finding *,
    struct fail *);

/*
 * finding_save(list, organisation, path, fail): write them, with the time, as
 * XML (schemas/10-register.findings.xsd) in one rename.
 */
int finding_save(const struct finding_list *, const char *, const char *,
    struct fail *);

/* finding_clear(list): free; fine if empty. */
void finding_clear(struct finding_list *);

#endif /* !REGISTER_FINDING_H */
