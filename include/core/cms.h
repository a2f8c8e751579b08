/*
 * cms.h - detached signatures over files, as openssl cms(1) verifies them.
 *
 * Source: RFC 5652 (CMS SignedData, detached, DER), with ECDSA and SHA-256;
 * RFC 5035 is not used.  The signer's certificate and its chain are in the
 * signature; what they chain up to is not.
 */
#ifndef CORE_CMS_H
#define CORE_CMS_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct fail;

#define CMS_MAX_BYTES (1u << 20)	/* a larger signature is refused */

struct cms_signer;		/* a private key with its certificate */
struct cms_trust;		/* certificates that are believed */

/*
 * cms_signer_make(keys, name, fail): make KEYS/signatur.pem (mode 600) and
 * KEYS/signatur.crt: an ECDSA P-256 key and a certificate that it signs
 * itself, for the organisation ${name}, for 30 years.  FAIL_EXISTS: there is
 * one, or KEYS/signatur.p12.
 */
int cms_signer_make(const char *, const char *, struct fail *);

/*
 * cms_signer_load(keys, fail): KEYS/signatur.p12 with its password in
 * KEYS/signatur.losen, or KEYS/signatur.pem with KEYS/signatur.crt.
 * FAIL_CONFIG: none is there, others may read it, the password is wrong, the
 * key is not ECDSA or RSA, or the certificate is not the key's.
 */
struct cms_signer *cms_signer_load(const char *, struct fail *);

/* cms_signer_root(signer, b, fail): add what it chains up to, as PEM. */
int cms_signer_root(const struct cms_signer *, struct buf *, struct fail *);

/*
 * cms_signer_until(signer): when its certificate ends, UTC.
 * cms_signer_print(signer, b, fail): add the certificate's SHA-256 in
 * hexadecimal.
 */
int64_t cms_signer_until(const struct cms_signer *);
int cms_signer_print(const struct cms_signer *, struct buf *, struct fail *);

/* cms_signer_free(signer): wipe and free; fine if NULL. */
void cms_signer_free(struct cms_signer *);

/* cms_sign(signer, bytes, n, der, fail): add the signature to ${der}. */
int cms_sign(const struct cms_signer *, const void *, size_t, struct buf *,
    struct fail *);

/*
 * cms_trust_load(path, fail): the certificates of a PEM file.
 * cms_trust_free(trust): fine if NULL.
 */
struct cms_trust *cms_trust_load(const char *, struct fail *);
void cms_trust_free(struct cms_trust *);

/*
 * cms_verify(trust, der, bytes, n, signed_utc, fail): ${der} signs the bytes,
 * by a certificate that chains up to ${trust} and held at ${signed_utc}, the
 * signature's own time, which is filled.  FAIL_DATA: it is no signature.
 * FAIL_NO: it does not hold.
 */
int cms_verify(const struct cms_trust *, const struct buf *, const void *,
    size_t, int64_t *, struct fail *);

#endif /* !CORE_CMS_H */
