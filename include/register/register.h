/*
 * register.h - stage 10: the register of accounts, orders from it, and what
 * an office does with it (office.h).
 * Reads  SITE/bevara.xml, SITE/konton.xml, SITE/plan.xml.
 * Writes WORK/PERIOD/ACCOUNT/order.xml (schemas/10-register.order.xsd).
 *
 * Ownership: arguments are borrowed for the call; struct register_result is
 * the caller's, register_result_clear() frees what it holds.
 */
#ifndef REGISTER_REGISTER_H
#define REGISTER_REGISTER_H

#include <stddef.h>

struct fail;

#define REGISTER_FIELDS 6

struct register_line {		/* one line of stdout */
	char *field[REGISTER_FIELDS];	/* owned; NULL after the last */
};

struct register_result {
	struct register_line *line;	/* owned */
	size_t count;
};
#define REGISTER_RESULT_INIT { NULL, 0 }

struct register_task {
	const char *site;	/* the site folder */
	const char *verb;	/* "order", "list", "check", "publish",
				   "export", "import" */
	const char *period;	/* 2026-H2; NULL: today's */
	const char *xml;	/* check: where findings go as XML, or NULL */
	int yes;		/* import: exchange konton.xml */
	char *const *account;	/* ids; none: all that are not closed */
	size_t account_count;
};

/*
 * register_do(task, result, fail):
 * "order": an order for each account: its id, the job folder, and the id of
 * the plan row that governs its snapshot or "-".  An account that cannot be
 * ordered is reported and the others go on; then -1 with the worst kind, and
 * ${result} holds the lines of the others.
 * "list": each account's id, status, platform, name, address and board.
 * "check", "publish", "export", "import": see office.h; the operand stands in
 * account.
 * FAIL_CONFIG: a file of the site is wrong.  FAIL_USAGE: no such account, or
 * it is closed, or no such verb or period; nothing was made.
 */
int register_do(const struct register_task *, struct register_result *,
    struct fail *);

/* register_add_line(result, fields, count, fail): copies of these as a line. */
int register_add_line(struct register_result *, const char *const *, size_t,
    struct fail *);

/* register_result_clear(result): free; fine if empty. */
void register_result_clear(struct register_result *);

#endif /* !REGISTER_REGISTER_H */
