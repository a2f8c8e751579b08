/*
 * value.h - JSON values, as the browser speaks them (jansson inside).
 *
 * A value that a function returns is the caller's, to be given back by
 * value_free(); what is got out of another value is borrowed from it.
 * Everything here accepts a NULL value and finds nothing in it, so that a
 * path into a message can be followed without a test at each step.
 */
#ifndef FETCH_VALUE_H
#define FETCH_VALUE_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct fail;
struct value;

/* value_parse(bytes, n, fail): read one JSON text; FAIL_DATA. */
struct value *value_parse(const char *, size_t, struct fail *);

/*
 * value_pack(fail, fmt, ...): make one, as json_pack() of jansson does: "s" a
 * string, "i" an int, "f" a double, "b" an int as true or false, "[...]",
 * "{s:...}", "o" another value, which is taken.
 * value_vpack(fail, fmt, list): the same from a va_list.
 */
struct value *value_pack(struct fail *, const char *, ...);
struct value *value_vpack(struct fail *, const char *, __builtin_va_list);

/* value_plain(bytes, n, fail): a string of ASCII, which is not looked at. */
struct value *value_plain(const char *, size_t, struct fail *);

/* value_set(v, key, member, fail): put it in an object; member is taken. */
int value_set(struct value *, const char *, struct value *, struct fail *);

/* value_change(v): the same one, got out of a value that may be changed. */
struct value *value_change(const struct value *);

/* value_hold(v): one more owner; returns v.  value_free(v): one less. */
struct value *value_hold(const struct value *);
void value_free(struct value *);

/* value_dump(v, fail): as compact JSON text, the caller's. */
char *value_dump(const struct value *, struct fail *);

/* value_quote(b, text, fail): add ${text} to ${b} as a JSON string. */
int value_quote(struct buf *, const char *, struct fail *);

/* value_get(v, key): a member of an object, or NULL. */
const struct value *value_get(const struct value *, const char *);

/* value_count(v): members of an array.  value_at(v, i): one, or NULL. */
size_t value_count(const struct value *);
const struct value *value_at(const struct value *, size_t);

/*
 * value_each(v, each, arg, fail): every member of an object, until ${each}
 * returns -1.
 */
int value_each(const struct value *,
    int (*each)(void *, const char *, const struct value *, struct fail *),
    void *, struct fail *);

/* value_string(v): if it is a string, else NULL.  value_text: of a member. */
const char *value_string(const struct value *);
const char *value_text(const struct value *, const char *);

/* value_size(v): bytes of a string, which may hold NUL. */
size_t value_size(const struct value *);

/* value_real(v, other): if it is a number, else ${other}; value_number: of a
   member. */
double value_real(const struct value *, double);
double value_number(const struct value *, const char *, double);

/*
 * value_int(v, key, high, other): a member that is a number from 0 to ${high},
 * its fraction dropped, else ${other}.
 */
int value_int(const struct value *, const char *, int, int);

/* value_true(v, key): 1 if the member is true. */
int value_true(const struct value *, const char *);

/*
 * value_bytes(v, key, coded, b, fail): add the bytes of a string member to
 * ${b}, decoded from base64 if ${coded}.  FAIL_DATA if it is not that.
 */
int value_bytes(const struct value *, const char *, int, struct buf *,
    struct fail *);

/*
 * value_base64(text, n, b, fail): add the bytes that the base64 ${text} stands
 * for.  FAIL_DATA if it is none, or no whole groups of four.
 */
int value_base64(const char *, size_t, struct buf *, struct fail *);

#endif /* !FETCH_VALUE_H */
