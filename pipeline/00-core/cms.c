#include "core/cms.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/buf.h"
#include "core/cms_part.h"
#include "core/fail.h"
#include "core/file.h"

#define MOST_CERTIFICATES 32	/* in one signature */

struct cms_trust {
	STACK_OF(X509) *certs;	/* owned; only read once it is made */
};

int
cms_part_fail(struct fail *fail, enum fail_kind kind, const char *what)
{
	const char *data = NULL, *reason;
	unsigned long error = ERR_peek_last_error_all(NULL, NULL, NULL, &data,
	    NULL);

	reason = ERR_reason_error_string(error);
	if (ERR_GET_REASON(error) == ERR_R_MALLOC_FAILURE)
		fail_memory(fail);
	else
		fail_set(fail, kind, "%s: %s%s%s", what, reason == NULL ?
		    "no reason is given" : reason, data == NULL ||
		    *data == '\0' ? "" : ", ", data == NULL ? "" : data);
	ERR_clear_error();
	return (-1);
}

int
cms_part_time(const void *asn1, int64_t *utc)
{
	struct tm tm;

	if (ASN1_TIME_to_tm(asn1, &tm) != 1)
		return (-1);
	*utc = (int64_t)timegm(&tm);
	return (0);
}

int
cms_part_read(const struct buf *pem, void *certs, struct fail *fail)
{
	BIO *in = BIO_new_mem_buf(buf_text(pem), (int)pem->size);
	X509 *cert;
	int reason;

	ERR_clear_error();
	if (in == NULL)
		return (cms_part_fail(fail, FAIL_LATER, "cannot read it"));
	while ((cert = PEM_read_bio_X509(in, NULL, NULL, NULL)) != NULL)
		if (sk_X509_push(certs, cert) <= 0) {
			X509_free(cert);
			break;
		}
	BIO_free(in);
	reason = ERR_GET_REASON(ERR_peek_last_error());
	if (cert == NULL && reason == PEM_R_NO_START_LINE) {
		ERR_clear_error();
		return (0);
	}
	return (cms_part_fail(fail, FAIL_DATA, "a certificate is broken"));
}

/* ---- whom to believe ---- */

struct cms_trust *
cms_trust_load(const char *path, struct fail *fail)
{
	struct cms_trust *trust = calloc(1, sizeof(*trust));
	struct buf pem = BUF_INIT;
	int rc = -1;

	if (trust == NULL || (trust->certs = sk_X509_new_null()) == NULL) {
		fail_memory(fail);
		goto out;
	}
	if (file_read(path, &pem, CMS_PART_MAX_BYTES, fail) == -1 ||
	    cms_part_read(&pem, trust->certs, fail) == -1) {
		fail_add(fail, "'%s'", path);
		goto out;
	}
	if (sk_X509_num(trust->certs) == 0) {
		fail_set(fail, FAIL_DATA, "'%s' holds no certificate", path);
		goto out;
	}
	rc = 0;
out:
	buf_clear(&pem);
	if (rc == 0)
		return (trust);
	cms_trust_free(trust);
	return (NULL);
}

void
cms_trust_free(struct cms_trust *trust)
{
	if (trust == NULL)
		return;
	sk_X509_pop_free(trust->certs, X509_free);
	free(trust);
}

/* ---- to verify ---- */

/* One whole SignedData, and not a byte after it. */
static CMS_ContentInfo *
parse(const struct buf *der, struct fail *fail)
{
	const unsigned char *at = der->data;
	CMS_ContentInfo *cms = NULL;

	if (der->size == 0 || der->size > CMS_MAX_BYTES) {
		fail_set(fail, FAIL_DATA, "it is empty or larger than %u "
		    "bytes, so no signature", CMS_MAX_BYTES);
		return (NULL);
	}
	ERR_clear_error();
	cms = d2i_CMS_ContentInfo(NULL, &at, (long)der->size);
	if (cms == NULL) {
		cms_part_fail(fail, FAIL_DATA, "it is no CMS signature");
		return (NULL);
	}
	if (at == der->data + der->size &&
	    OBJ_obj2nid(CMS_get0_type(cms)) == NID_pkcs7_signed)
		return (cms);
	fail_set(fail, FAIL_DATA, "it is no CMS signature, or more than one");
	CMS_ContentInfo_free(cms);
	return (NULL);
}

static int
check_digest(CMS_SignerInfo *si, struct fail *fail)
{
	X509_ALGOR *digest = NULL;
	const ASN1_OBJECT *name = NULL;
	int nid;

	CMS_SignerInfo_get0_algs(si, NULL, NULL, &digest, NULL);
	if (digest != NULL)
		X509_ALGOR_get0(&name, NULL, NULL, digest);
	nid = name == NULL ? NID_undef : OBJ_obj2nid(name);
	if (nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512)
		return (0);
	return (fail_set(fail, FAIL_NO, "it signs by the digest %s; SHA-256, "
	    "SHA-384 and SHA-512 are accepted", OBJ_nid2sn(nid)));
}

/* The time that the signer says, once and under the signature. */
static int
signed_time(CMS_SignerInfo *si, int64_t *utc, struct fail *fail)
{
	static const int forms[] = { V_ASN1_UTCTIME, V_ASN1_GENERALIZEDTIME };
	const ASN1_OBJECT *name = OBJ_nid2obj(NID_pkcs9_signingTime);
	const void *time;
	size_t i;

	for (i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		/* -3: it must be there once, with one value. */
		time = CMS_signed_get0_data_by_OBJ(si, name, -3, forms[i]);
		if (time != NULL && cms_part_time(time, utc) == 0)
			return (0);
	}
	ERR_clear_error();
	return (fail_set(fail, FAIL_NO, "it does not say when it was made"));
}

/* What OpenSSL would let pass. */
static int
check_shape(CMS_ContentInfo *cms, int64_t *utc, struct fail *fail)
{
	STACK_OF(CMS_SignerInfo) *signers = CMS_get0_SignerInfos(cms);
	STACK_OF(X509) *certs;
	int count;

	if (sk_CMS_SignerInfo_num(signers) != 1)
		return (fail_set(fail, FAIL_NO, "it has %d signers, not 1",
		    sk_CMS_SignerInfo_num(signers) < 0 ? 0 :
		    sk_CMS_SignerInfo_num(signers)));
	if (CMS_is_detached(cms) != 1 ||
	    OBJ_obj2nid(CMS_get0_eContentType(cms)) != NID_pkcs7_data)
		return (fail_set(fail, FAIL_NO, "it holds content of its own "
		    "instead of signing the file beside it"));
	certs = CMS_get1_certs(cms);
	count = sk_X509_num(certs);
	sk_X509_pop_free(certs, X509_free);
	if (count > MOST_CERTIFICATES)
		return (fail_set(fail, FAIL_NO, "it holds %d certificates; at "
		    "most %d are accepted", count, MOST_CERTIFICATES));
	if (check_digest(sk_CMS_SignerInfo_value(signers, 0), fail) == -1)
		return (-1);
	return (signed_time(sk_CMS_SignerInfo_value(signers, 0), utc, fail));
}

/* A store of our own for each call: the time in it is this signature's. */
static X509_STORE *
make_store(const struct cms_trust *trust, int64_t utc)
{
	X509_STORE *store = X509_STORE_new();
	X509_VERIFY_PARAM *param;
	int i;

	if (store == NULL)
		return (NULL);
	param = X509_STORE_get0_param(store);
	X509_VERIFY_PARAM_set_time(param, (time_t)utc);
	X509_VERIFY_PARAM_set_depth(param, CMS_PART_DEPTH);
	X509_VERIFY_PARAM_set_auth_level(param, CMS_PART_STRENGTH);
	for (i = 0; i < sk_X509_num(trust->certs); i++)
		if (X509_STORE_add_cert(store,
		    sk_X509_value(trust->certs, i)) != 1) {
			X509_STORE_free(store);
			return (NULL);
		}
	return (store);
}

int
cms_verify(const struct cms_trust *trust, const struct buf *der,
    const void *bytes, size_t n, int64_t *signed_utc, struct fail *fail)
{
	CMS_ContentInfo *cms = NULL;
	X509_STORE *store = NULL;
	BIO *content = NULL;
	int rc = -1;

	if ((cms = parse(der, fail)) == NULL ||
	    check_shape(cms, signed_utc, fail) == -1)
		goto out;
	if (n > INT_MAX) {
		fail_set(fail, FAIL_DATA, "too much to be verified");
		goto out;
	}
	ERR_clear_error();
	if ((content = BIO_new_mem_buf(bytes, (int)n)) == NULL ||
	    (store = make_store(trust, *signed_utc)) == NULL) {
		cms_part_fail(fail, FAIL_LATER, "cannot verify a signature");
		goto out;
	}
	if (CMS_verify(cms, NULL, store, content, NULL, CMS_BINARY) == 1)
		rc = 0;
	else
		cms_part_fail(fail, FAIL_NO, "it does not hold");
out:
	X509_STORE_free(store);
	BIO_free(content);
	CMS_ContentInfo_free(cms);
	return (rc);
}
