/*
 * base64.h - bytes as base64, strictly.
 *
 * Source: RFC 4648, section 4: the alphabet with '+' and '/', padded.
 */
#ifndef CORE_BASE64_H
#define CORE_BASE64_H

#include <stddef.h>
#include <stdint.h>

struct buf;

/* base64_put(b, bytes, n): add them to ${b}, padded, without a newline. */
void base64_put(struct buf *, const void *, size_t);

/*
 * base64_get(text, n, out, max): the bytes that ${n} characters stand for, at
 * most ${max}; returns their number.  -1: too many, or it is not the one way
 * to write those bytes (a stray character, padding that lacks, bits unused
 * that are not 0).
 */
int base64_get(const char *, size_t, uint8_t *, size_t);

#endif /* !CORE_BASE64_H */
