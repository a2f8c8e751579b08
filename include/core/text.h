/*
 * text.h - UTF-8 text from outside, and small string work.
 */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct fail;

/*
 * text_next(s, end, cp): the code point at ${s}, where ${end} is one past the
 * last byte; returns the place after it.  A broken, overlong or surrogate
 * sequence gives U+FFFD and one byte forward.
 */
const char *text_next(const char *, const char *, uint32_t *);

/* text_put(b, cp): add the code point as UTF-8. */
void text_put(struct buf *, uint32_t);

/* text_valid(s): 1 if the whole string is well-formed UTF-8. */
int text_valid(const char *);

/*
 * text_clean(s, fail): a copy in which every byte sequence that XML 1.0 cannot
 * hold (broken UTF-8, control characters but tab, newline and carriage return,
 * U+FFFE, U+FFFF) is U+FFFD, and so is DEL.  The copy is the caller's.
 */
char *text_clean(const char *, struct fail *);

/* text_copy(s, fail): strdup; NULL with fail set, or NULL for NULL. */
char *text_copy(const char *, struct fail *);

/*
 * text_printf(fail, fmt, ...), text_vprintf(fail, fmt, ap): an allocated
 * string, the caller's, or NULL.
 */
char *text_printf(struct fail *, const char *, ...)
    __attribute__((format(printf, 2, 3)));
char *text_vprintf(struct fail *, const char *, va_list)
    __attribute__((format(printf, 2, 0)));

/*
 * text_int(s, low, high, value): a whole decimal number from low to high and
 * nothing else; returns 0 or -1.
 */
int text_int(const char *, int64_t, int64_t, int64_t *);

/* text_prefix(s, start), text_suffix(s, end): 1 if s starts, ends with it. */
int text_prefix(const char *, const char *);
int text_suffix(const char *, const char *);

#endif /* !CORE_TEXT_H */
