/*
 * rule.h - what a WARC record's own header must and may not hold.
 * Source: WARC 1.0 and 1.1 (ISO 28500), 5 and 6.
 */
#ifndef VERIFY_RULE_H
#define VERIFY_RULE_H

#include <stdint.h>

struct fail;
struct head_fields;
struct trouble_list;

/*
 * rule_check(fields, at, troubles, fail): add what is wrong to ${troubles}, as
 * of the record at ${at}.
 */
int rule_check(const struct head_fields *, uint64_t, struct trouble_list *,
    struct fail *);

/* rule_length(fields, length): Content-Length; 0, or -1 if it is no number. */
int rule_length(const struct head_fields *, uint64_t *);

#endif /* !VERIFY_RULE_H */
