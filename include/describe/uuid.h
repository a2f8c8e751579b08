/*
 * uuid.h - identifiers that follow from what they name, so that the same
 * input gives the same bytes.
 *
 * A version 8 UUID as RFC 9562, appendix B.2 shows it: the first 16 bytes of
 * the SHA-256 of a name space UUID's 16 bytes followed by the name, with
 * version and variant set.  The name is SPACE "/" KEY: for what belongs to one
 * package SPACE is its id; for agents, which are the same in all packages, it
 * is "agent".
 */
#ifndef DESCRIBE_UUID_H
#define DESCRIBE_UUID_H

struct fail;

#define UUID_TEXT 37		/* 36 characters and NUL */

/* uuid_make(space, key, out, fail): 0, or -1. */
int uuid_make(const char *, const char *, char [UUID_TEXT], struct fail *);

#endif /* !DESCRIBE_UUID_H */
