/*
 * journal_line.h - the lines of a journal, written and read.
 */
#ifndef VERIFY_JOURNAL_LINE_H
#define VERIFY_JOURNAL_LINE_H

#include <stddef.h>

struct buf;
struct journal_name;
struct outcome;
struct shelf_item;
struct sums;

#define JOURNAL_FIELDS 11		/* most fields of a line */

/* journal_head(b, name, utc): the first line. */
void journal_head(struct buf *, const struct journal_name *, long long);

/* journal_block(b, item, outcome, sums): a package's lines. */
void journal_block(struct buf *, const struct shelf_item *,
    const struct outcome *, const struct sums *);

/*
 * journal_split(line, size, field, room): split a line, without its end, at
 * its tabs and turn %XX into bytes, all in place in ${line}, whose byte at
 * ${size} is overwritten.  Returns how many fields there are, or 0 when it is
 * none of our lines.
 */
size_t journal_split(char *, size_t, char *[JOURNAL_FIELDS]);

#endif /* !VERIFY_JOURNAL_LINE_H */
