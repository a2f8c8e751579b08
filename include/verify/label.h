/*
 * label.h - a digest as a WARC record gives it: "sha256:HEX", "sha1:BASE32".
 *
 * The value may be in base 16, 32 or 64; by its length for the algorithm one
 * can tell which.
 * Source: WARC 1.1, 5.8 and 5.9; RFC 4648.
 */
#ifndef VERIFY_LABEL_H
#define VERIFY_LABEL_H

#include <stdint.h>

struct hash_sum;

#define LABEL_HEX 129

struct label {
	int kind;		/* HASH_X of core/hash.h; 0: there is none */
	char hex[LABEL_HEX];	/* the digest, in lower case */
};

enum label_verdict {
	LABEL_GOOD,
	LABEL_UNKNOWN,		/* an algorithm that we do not have */
	LABEL_BAD		/* no digest of that algorithm */
};

/* label_read(label, text): fill ${label}, with kind 0 unless it is good. */
enum label_verdict label_read(struct label *, const char *);

/* label_holds(label, sum): 1 if it is that of ${sum}. */
int label_holds(const struct label *, const struct hash_sum *);

#endif /* !VERIFY_LABEL_H */
