/*
 * entry.h - what the catalogue says of one record, as a list of texts, and
 * such lists as lines of JavaScript.
 *
 * A line is katalog.post(["...", ...]); with the strings of JSON, and nothing
 * that could end a script element or a line: '<', U+2028 and U+2029 are
 * escaped.  What is not UTF-8 becomes U+FFFD.
 * Source: RFC 8259; ECMA-262, section 12.9.4 (string literals).
 */
#ifndef CATALOGUE_ENTRY_H
#define CATALOGUE_ENTRY_H

#include <stddef.h>

struct buf;
struct fail;

enum entry_field {
	ENTRY_ID,
	ENTRY_PERIOD,
	ENTRY_ACCOUNT,		/* its id */
	ENTRY_NAME,		/* of the account, as the register has it */
	ENTRY_PLATFORM,		/* as people write it */
	ENTRY_BOARD,		/* the archive's creator */
	ENTRY_TYPE,		/* handlingstyp */
	ENTRY_ACTION,		/* "bevaras", ... */
	ENTRY_MOMENT,		/* when the page looked so, for people */
	ENTRY_VERDICT,		/* in Swedish */
	ENTRY_ACCEPTED,		/* "ja" if a person accepted it, or "" */
	ENTRY_TITLE,		/* the page's own */
	ENTRY_PDF,		/* its path from the half-year's folder */
	ENTRY_THUMB,		/* the small picture's name, or "" */
	ENTRY_LISTED,		/* so many are shown without asking */
	ENTRY_TEXT = ENTRY_LISTED,
	ENTRY_FIELDS
};

struct entry {
	char *field[ENTRY_FIELDS];	/* owned; NULL is "" */
};

/* entry_get(e, field): borrowed, never NULL. */
const char *entry_get(const struct entry *, enum entry_field);

/* entry_string(b, text): one string, in quotes. */
void entry_string(struct buf *, const char *);

/* entry_strings(b, e, count): the first ${count} fields, split by commas. */
void entry_strings(struct buf *, const struct entry *, size_t);

/* entry_put(b, e): the line with all of it. */
void entry_put(struct buf *, const struct entry *);

/*
 * entry_parse(e, text, size, fail): read back what entry_put() wrote, which
 * lay on a share where anybody may write.  FAIL_DATA: it is something else.
 */
int entry_parse(struct entry *, const char *, size_t, struct fail *);

/* entry_clear(e): free; fine if zeroed. */
void entry_clear(struct entry *);

#endif /* !CATALOGUE_ENTRY_H */
