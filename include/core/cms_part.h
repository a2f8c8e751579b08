/*
 * cms_part.h - what the files of cms.h share: cms.c verifies, cms_signer.c
 * holds the signer and signs, cms_chain.c finds its chain, cms_make.c makes a
 * signer of our own.
 */
#ifndef CORE_CMS_PART_H
#define CORE_CMS_PART_H

#include <stdint.h>

#include "core/fail.h"

struct buf;

#define CMS_PART_STRENGTH 2	/* OpenSSL's level: 112 bits, no SHA-1 */
#define CMS_PART_DEPTH 8	/* certificates of a chain */
#define CMS_PART_MAX_BYTES (1u << 20)	/* of a file of keys or certificates */

/* cms_part_fail(fail, kind, what): ${what}, and why, as the library says. */
int cms_part_fail(struct fail *, enum fail_kind, const char *);

/* cms_part_time(asn1, utc): an ASN1_TIME in seconds since 1970; 0 or -1. */
int cms_part_time(const void *, int64_t *);

/*
 * cms_part_read(pem, certs, fail): add each certificate of the text to
 * ${certs}, which is a STACK_OF(X509).  FAIL_DATA: one of them is broken.
 */
int cms_part_read(const struct buf *, void *, struct fail *);

/*
 * cms_part_chain(cert, chain, root, fail): check that one may sign by the X509
 * ${cert}, whatever the time.  ${chain}, a STACK_OF(X509) of what lies beside
 * it, becomes what was found between it and its root, and ${root} that root,
 * an X509 of the caller's.  FAIL_CONFIG: it cannot be used, and why.
 */
int cms_part_chain(void *, void **, void **, struct fail *);

#endif /* !CORE_CMS_PART_H */
