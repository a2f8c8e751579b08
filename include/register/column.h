/*
 * column.h - which column of a spreadsheet is what of an account.
 *
 * What an account has several of (responsible, substitutes, administrators,
 * inlets, words) has numbered columns: "Ansvarig 2 e-post".  The order is that
 * of schemas/konton.xsd.
 */
#ifndef REGISTER_COLUMN_H
#define REGISTER_COLUMN_H

#include <stddef.h>

struct fail;
struct konton;
struct konton_account;
struct sheet;

struct column_field {
	const char *title;	/* with %d where there may be several */
	const char *element;	/* NULL: the account's id */
	const char *child;	/* of the element, or NULL: its own text */
	int many;		/* least columns for it; 0: there is one only */
	int needed;		/* 1: an account cannot be without it */
	int date, word;		/* 1: it is a date, one of a few words */
};

struct column {
	const struct column_field *field;	/* NULL: not read */
	int number;		/* from 1 */
};

struct column_list {
	struct column *item;	/* owned */
	size_t count;
};
#define COLUMN_LIST_INIT { NULL, 0 }

/* column_fields(count): all fields in order; a constant. */
const struct column_field *column_fields(size_t *);

/*
 * column_for(list, a, b, fail): the columns that hold all that the registers
 * ${a} and ${b} have; ${b} may be NULL.
 */
int column_for(struct column_list *, const struct konton *,
    const struct konton *, struct fail *);

/*
 * column_read(list, sheet, fail): the columns that the first row of ${sheet}
 * names, in any order, letters' size no matter.  FAIL_DATA names the column
 * whose heading is none, or stands twice.
 */
int column_read(struct column_list *, const struct sheet *, struct fail *);

/*
 * column_find(list, field, number, at): 1 if there is that column; ${at}
 * becomes where.
 */
int column_find(const struct column_list *, const struct column_field *, int,
    size_t *);

/* column_title(column, fail): its heading, the caller's. */
char *column_title(const struct column *, struct fail *);

/* column_value(k, account, column): what the account has there; borrowed. */
const char *column_value(const struct konton *, const struct konton_account *,
    const struct column *);

/* column_clear(list): free; fine if empty. */
void column_clear(struct column_list *);

#endif /* !REGISTER_COLUMN_H */
