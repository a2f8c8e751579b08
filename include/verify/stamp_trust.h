/*
 * stamp_trust.h - the root certificates that an authority is believed by.
 */
#ifndef VERIFY_STAMP_TRUST_H
#define VERIFY_STAMP_TRUST_H

#include <stdint.h>

struct buf;
struct fail;
struct stamp_trust;

/*
 * stamp_trust_load(path, fail): the certificates of a PEM file; only those
 * that sign themselves are roots.  FAIL_CONFIG: there is none.
 * stamp_trust_parse(pem, fail): the same from memory, FAIL_DATA.
 * stamp_trust_free(trust): fine if NULL.
 */
struct stamp_trust *stamp_trust_load(const char *, struct fail *);
struct stamp_trust *stamp_trust_parse(const struct buf *, struct fail *);
void stamp_trust_free(struct stamp_trust *);

/*
 * stamp_trust_store(trust, utc): an X509_STORE of the roots, to be asked about
 * certificates as they were at that time, for X509_STORE_free(); NULL when
 * memory is short.
 */
void *stamp_trust_store(const struct stamp_trust *, int64_t);

/*
 * stamp_trust_read(pem, certs, fail): add the certificates of a PEM text to
 * ${certs}, a STACK_OF(X509); what is no certificate ends it.
 */
int stamp_trust_read(const struct buf *, void *, struct fail *);

#endif /* !VERIFY_STAMP_TRUST_H */
