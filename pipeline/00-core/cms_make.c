#include "core/cms.h"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/cms_part.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/text.h"

#define DAYS 10958		/* 30 years */
/*
 * A machine whose clock wakes in 1999 still signs what it places; when that
 * really was, the log's order and its time stamps tell.
 */
#define FROM "19900101000000Z"
#define MOST_NAME 64		/* characters of an organisation (RFC 5280) */
#define SERIAL_BYTES 16

/* ---- the certificate ---- */

/* The organisation, cut where a certificate has no more room for it. */
static int
set_name(X509 *cert, const char *organisation)
{
	X509_NAME *name = X509_get_subject_name(cert);
	const char *end = organisation + strlen(organisation);
	const char *s = organisation;
	uint32_t cp;
	int i;

	for (i = 0; i < MOST_NAME && s < end; i++)
		s = text_next(s, end, &cp);
	if (X509_NAME_add_entry_by_NID(name, NID_organizationName,
	    MBSTRING_UTF8, (const unsigned char *)organisation,
	    (int)(s - organisation), -1, 0) != 1 ||
	    X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
	    (const unsigned char *)"Bevara arkivsignatur", -1, -1, 0) != 1)
		return (-1);
	return (X509_set_issuer_name(cert, name) == 1 ? 0 : -1);
}

static int
set_serial(X509 *cert)
{
	unsigned char bytes[SERIAL_BYTES];
	BIGNUM *n = NULL;
	int rc = -1;

	if (RAND_bytes(bytes, sizeof(bytes)) != 1)
		return (-1);
	bytes[0] = (unsigned char)((bytes[0] & 0x7f) | 0x40);
	if ((n = BN_bin2bn(bytes, sizeof(bytes), NULL)) != NULL &&
	    BN_to_ASN1_INTEGER(n, X509_get_serialNumber(cert)) != NULL)
		rc = 0;
	BN_free(n);
	return (rc);
}

/* What openssl cms -verify asks of a signer, and no more than that. */
static int
set_use(X509 *cert)
{
	static const struct {
		int nid;
		const char *value;
	} use[] = {
		{ NID_basic_constraints, "critical,CA:FALSE" },
		{ NID_key_usage, "critical,digitalSignature,nonRepudiation" },
		{ NID_ext_key_usage, "emailProtection" },
		{ NID_subject_key_identifier, "hash" },
	};
	X509_EXTENSION *extension;
	X509V3_CTX ctx;
	size_t i;
	int rc;

	X509V3_set_ctx(&ctx, cert, cert, NULL, NULL, 0);
	for (i = 0; i < sizeof(use) / sizeof(*use); i++) {
		extension = X509V3_EXT_conf_nid(NULL, &ctx, use[i].nid,
		    use[i].value);
		rc = extension == NULL ? 0 : X509_add_ext(cert, extension, -1);
		X509_EXTENSION_free(extension);
		if (rc != 1)
			return (-1);
	}
	return (0);
}

static X509 *
make_certificate(EVP_PKEY *key, const char *organisation)
{
	time_t now = (time_t)clock_now();
	X509 *cert = X509_new();

	if (cert != NULL && X509_set_version(cert, X509_VERSION_3) == 1 &&
	    set_serial(cert) == 0 && set_name(cert, organisation) == 0 &&
	    ASN1_TIME_set_string_X509(X509_getm_notBefore(cert), FROM) == 1 &&
	    X509_time_adj_ex(X509_getm_notAfter(cert), DAYS, 0,
	    &now) != NULL && X509_set_pubkey(cert, key) == 1 &&
	    set_use(cert) == 0 && X509_sign(cert, key, EVP_sha256()) > 0)
		return (cert);
	X509_free(cert);
	return (NULL);
}

/* ---- the files ---- */

/* What a memory BIO holds, durably, under a name that is free. */
static int
write_new(BIO *pem, const char *path, mode_t mode, struct fail *fail)
{
	char *part = text_printf(fail, "%s.part-XXXXXX", path), *text;
	long n = BIO_get_mem_data(pem, &text);
	int fd = -1, rc = -1;

	/* mkostemp() makes it with mode 600. */
	if (part == NULL || (fd = mkostemp(part, O_CLOEXEC)) == -1) {
		if (part != NULL)
			fail_sys(fail, "cannot make a file beside '%s'", path);
		free(part);
		return (-1);
	}
	if (file_put(fd, text, (size_t)n) == -1 || fchmod(fd, mode) == -1 ||
	    file_flush(fd) == -1) {
		fail_sys(fail, "cannot write '%s'", part);
		(void)close(fd);
	} else if (close(fd) == -1)
		fail_sys(fail, "cannot close '%s'", part);
	else
		rc = file_rename_new(part, path, fail);
	if (rc == -1)
		(void)unlink(part);
	free(part);
	return (rc);
}

static int
save_key(EVP_PKEY *key, const char *path, struct fail *fail)
{
	/* The library wipes what this held. */
	BIO *out = BIO_new(BIO_s_secmem());
	int rc = -1;

	if (out == NULL || PEM_write_bio_PKCS8PrivateKey(out, key, NULL, NULL,
	    0, NULL, NULL) != 1)
		cms_part_fail(fail, FAIL_LATER, "cannot write a key");
	else
		rc = write_new(out, path, 0600, fail);
	BIO_free(out);
	return (rc);
}

static int
save_certificate(X509 *cert, const char *path, struct fail *fail)
{
	BIO *out = BIO_new(BIO_s_mem());
	int rc = -1;

	if (out == NULL || PEM_write_bio_X509(out, cert) != 1)
		cms_part_fail(fail, FAIL_LATER, "cannot write a certificate");
	else
		rc = write_new(out, path, 0644, fail);
	BIO_free(out);
	return (rc);
}

/* The key that a cut run left without its certificate, or a new one. */
static EVP_PKEY *
take_key(const char *path, struct fail *fail)
{
	EVP_PKEY *key = NULL;
	BIO *in;

	ERR_clear_error();
	if (!file_exists(path)) {
		if ((key = EVP_EC_gen("P-256")) == NULL)
			cms_part_fail(fail, FAIL_LATER, "cannot make a key");
		else if (save_key(key, path, fail) == -1) {
			EVP_PKEY_free(key);
			key = NULL;
		}
		return (key);
	}
	if ((in = BIO_new_file(path, "r")) != NULL)
		key = PEM_read_bio_PrivateKey(in, NULL, NULL,
		    (void *)(uintptr_t)"");
	BIO_free(in);
	if (key == NULL) {
		cms_part_fail(fail, FAIL_CONFIG, "no private key is in it");
		fail_add(fail, "'%s'", path);
	}
	return (key);
}

int
cms_signer_make(const char *keys, const char *organisation,
    struct fail *fail)
{
	char *p12 = path_join(keys, "signatur.p12", fail);
	char *pem = path_join(keys, "signatur.pem", fail);
	char *crt = path_join(keys, "signatur.crt", fail);
	EVP_PKEY *key = NULL;
	X509 *cert = NULL;
	int rc = -1;

	if (p12 == NULL || pem == NULL || crt == NULL)
		goto out;
	if (file_exists(p12) || file_exists(crt)) {
		fail_set(fail, FAIL_EXISTS, "'%s' has a signing certificate "
		    "already", keys);
		goto out;
	}
	if (file_sweep(pem, fail) == -1 || file_sweep(crt, fail) == -1 ||
	    (key = take_key(pem, fail)) == NULL)
		goto out;
	if ((cert = make_certificate(key, organisation)) == NULL)
		cms_part_fail(fail, FAIL_LATER, "cannot make a certificate");
	else if (save_certificate(cert, crt, fail) == 0)
		rc = file_sync(keys, fail);
out:
	X509_free(cert);
	EVP_PKEY_free(key);
	free(p12);
	free(pem);
	free(crt);
	return (rc);
}
