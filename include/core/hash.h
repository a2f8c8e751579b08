/*
 * hash.h - SHA-256 and SHA-512, in one pass over the bytes.
 *
 * SHA-1 and MD5 are here only to read what others wrote, such as their WARC
 * files; nothing of ours is vouched for by them.
 * Source: FIPS 180-4, RFC 1321; digests are in lower-case hexadecimal.
 */
#ifndef CORE_HASH_H
#define CORE_HASH_H

#include <stddef.h>
#include <stdint.h>

struct fail;

#define HASH_SHA256 1
#define HASH_SHA512 2
#define HASH_BOTH (HASH_SHA256 | HASH_SHA512)
#define HASH_SHA1 4
#define HASH_MD5 8

struct hash_sum {
	uint64_t size;		/* bytes hashed */
	char sha256[65];	/* "" if not asked for */
	char sha512[129];
	char sha1[41];
	char md5[33];
};

struct hash;			/* a running computation */

/* hash_new(which, fail): which is HASH_X, or several of them, by "|". */
struct hash *hash_new(int, struct fail *);

/* hash_add(h, bytes, n): 0 or -1 (the library failed). */
int hash_add(struct hash *, const void *, size_t);

/* hash_end(h, sum, fail): the digests; ${h} must be freed still. */
int hash_end(struct hash *, struct hash_sum *, struct fail *);

/* hash_end_sha256(h, out): the bare SHA-256, 32 bytes; 0 or -1, as above. */
int hash_end_sha256(struct hash *, uint8_t [32]);

/* hash_again(h): start over, for other bytes; 0 or -1 as hash_add(). */
int hash_again(struct hash *);

/* hash_free(h): fine if NULL. */
void hash_free(struct hash *);

/* hash_bytes(bytes, n, which, sum, fail): all at once. */
int hash_bytes(const void *, size_t, int, struct hash_sum *, struct fail *);

/* hash_file(path, which, sum, fail): of a regular file, links not followed. */
int hash_file(const char *, int, struct hash_sum *, struct fail *);

#endif /* !CORE_HASH_H */
