/*
 * konton.h - the register of accounts, konton.xml, read and checked.
 *
 * The schema (schemas/konton.xsd) says what an account must have; here is
 * checked what one element asks of another.  Errors are FAIL_CONFIG and read
 * "FILE:LINE: what is wrong; what to write instead".
 * Source: the routine, section 2.
 *
 * Ownership: all text is borrowed from the register and lives until
 * konton_clear().  Dates are YYYY-MM-DD and compare as strings.
 */
#ifndef REGISTER_KONTON_H
#define REGISTER_KONTON_H

#include <stddef.h>

#include "core/xml.h"
#include "register/source.h"

struct buf;
struct fail;

#define KONTON_SCHEMA "konton.xsd"

#define KONTON_ACTIVE "aktiv"
#define KONTON_CLOSING "avslutas"
#define KONTON_CLOSED "avslutad"

struct konton_account {
	const xml_node *node;	/* the whole, for konton_text() */
	int line;
	const char *id;
	const char *name;
	const char *platform;
	const char *address;
	const char *board;	/* the board responsible */
	const char *status;	/* KONTON_ACTIVE ... */
	const char *closes;	/* closing date; NULL while active */
};

struct konton {
	struct source file;
	struct konton_account *account;	/* in the file's order */
	size_t count;
};
#define KONTON_INIT { SOURCE_INIT, NULL, 0 }

/*
 * konton_load(k, dir, today, fail):
 * Read ${dir}/konton.xml; fills all of ${k}.  ${today} is the local date: an
 * account that closes later than that cannot be closed yet.
 */
int konton_load(struct konton *, const char *, const char *, struct fail *);

/*
 * konton_parse(k, bytes, path, today, fail): the same from memory; ${path} is
 * what messages call it.
 * konton_read(k, dir, fail): the same as konton_load() by the schema alone: an
 * id may stand twice, and a closing date need not fit the status.
 * konton_check(k, today, fail): the rest of what konton_load() asks for.
 */
int konton_parse(struct konton *, const struct buf *, const char *,
    const char *, struct fail *);
int konton_read(struct konton *, const char *, struct fail *);
int konton_check(const struct konton *, const char *, struct fail *);

/* konton_find(k, id): the account, or NULL. */
const struct konton_account *konton_find(const struct konton *, const char *);

/* konton_text(k, account, name): the text of one of its elements, or NULL. */
const char *konton_text(const struct konton *, const struct konton_account *,
    const char *);

/* konton_clear(k): free; fine if empty. */
void konton_clear(struct konton *);

#endif /* !REGISTER_KONTON_H */
