/*
 * last_part.h - the pieces that last.h is made of.
 *
 * Items are added behind those that are in order already, and put in order
 * once, so that many cost no more than few.
 */
#ifndef VERIFY_LAST_PART_H
#define VERIFY_LAST_PART_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct last;
struct last_item;

/* last_newer(item, checked_utc, sealed_utc): the later ones count. */
void last_newer(struct last_item *, int64_t, int64_t);

/*
 * last_add(last, new, sorted, fail): what ${new} says; the first ${sorted}
 * items are in order.  The id is copied.
 * last_settle(last, sorted): all are, from then on.
 */
int last_add(struct last *, const struct last_item *, size_t, struct fail *);
void last_settle(struct last *, size_t);

/* last_read(last, work, fail): the file in the work folder, as last_parse(). */
int last_read(struct last *, const char *, struct fail *);

#endif /* !VERIFY_LAST_PART_H */
