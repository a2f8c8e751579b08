/*
 * exchange.h - the register to and from a spreadsheet's file.
 */
#ifndef REGISTER_EXCHANGE_H
#define REGISTER_EXCHANGE_H

#include <stddef.h>

struct buf;
struct fail;
struct konton;
struct register_result;
struct sheet;

#define EXCHANGE_MAX_BYTES (32u << 20)	/* of a file that is read */

/*
 * exchange_save(k, path, fail): all of the register as a new file, by the
 * name's ending: .csv, .xlsx or .ods.  FAIL_USAGE: another ending.
 * FAIL_EXISTS: there is such a file; somebody may have worked in it.
 */
int exchange_save(const struct konton *, const char *, struct fail *);

/*
 * exchange_read(s, bytes, path, fail): the table in a file, by what the bytes
 * are and not by the name ${path}.
 */
int exchange_read(struct sheet *, const struct buf *, const char *,
    struct fail *);

/*
 * exchange_compare(old, new, result, count, fail): a line for each change:
 * "+" or "-" and an account; "~", account, heading, what it was and is.
 */
int exchange_compare(const struct konton *, const struct konton *,
    struct register_result *, size_t *, struct fail *);

#endif /* !REGISTER_EXCHANGE_H */
