#include "core/cms.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
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
#include "core/secret.h"

struct cms_signer {		/* all owned */
	EVP_PKEY *key;		/* private */
	X509 *cert;		/* the key's own */
	STACK_OF(X509) *chain;	/* between it and the root, without both */
	X509 *root;		/* what it chains up to; may be the same */
};

/* ---- files ---- */

/* A file that nobody else may read: secrets that others knew are none. */
static int
read_private(const char *path, struct buf *b, struct fail *fail)
{
	struct stat st;

	if (lstat(path, &st) == -1)
		return (fail_sys(fail, "cannot look at '%s'", path));
	if ((st.st_mode & 077) != 0 || st.st_uid != geteuid())
		return (fail_set(fail, FAIL_CONFIG, "'%s' is another user's, "
		    "or others may read it; give it to the user that runs "
		    "this, and run chmod 600 on it", path));
	return (file_read(path, b, CMS_PART_MAX_BYTES, fail));
}

/* Nobody is asked for a password: such a key cannot be used here. */
static int
no_password(char *room, int size, int writing, void *arg)
{
	(void)room;
	(void)size;
	(void)writing;
	(void)arg;
	return (-1);
}

static int
read_key(struct cms_signer *s, const char *path, struct fail *fail)
{
	struct buf pem = BUF_INIT;
	BIO *in = NULL;
	int rc = -1;

	if (read_private(path, &pem, fail) == -1)
		goto out;
	ERR_clear_error();
	if ((in = BIO_new_mem_buf(buf_text(&pem), (int)pem.size)) != NULL)
		s->key = PEM_read_bio_PrivateKey(in, NULL, no_password, NULL);
	if (s->key == NULL) {
		cms_part_fail(fail, FAIL_CONFIG, "no private key is in it");
		fail_add(fail, "'%s'", path);
		goto out;
	}
	rc = 0;
out:
	BIO_free(in);
	buf_wipe(&pem);
	return (rc);
}

static int
read_pem(struct cms_signer *s, const char *keys, struct fail *fail)
{
	char *key = NULL, *cert = NULL;
	struct buf pem = BUF_INIT;
	int rc = -1;

	if ((key = path_join(keys, "signatur.pem", fail)) == NULL ||
	    (cert = path_join(keys, "signatur.crt", fail)) == NULL ||
	    read_key(s, key, fail) == -1 ||
	    file_read(cert, &pem, CMS_PART_MAX_BYTES, fail) == -1)
		goto out;
	if (cms_part_read(&pem, s->chain, fail) == -1) {
		fail_add(fail, "'%s'", cert);
		goto out;
	}
	if ((s->cert = sk_X509_shift(s->chain)) == NULL)
		fail_set(fail, FAIL_CONFIG, "'%s' holds no certificate", cert);
	else
		rc = 0;
out:
	buf_clear(&pem);
	free(key);
	free(cert);
	return (rc);
}

/* The first line of a file, in place. */
static void
first_line(struct buf *b)
{
	size_t n = b->size == 0 ? 0 : strcspn((char *)b->data, "\r\n");

	if (n < b->size)
		b->data[n] = '\0';
	b->size = n;
}

static int
open_pkcs12(struct cms_signer *s, const struct buf *bytes,
    const struct buf *password, struct fail *fail)
{
	const unsigned char *at = bytes->data;
	STACK_OF(X509) *others = NULL;
	PKCS12 *p12;
	X509 *cert;
	int rc = -1;

	ERR_clear_error();
	p12 = d2i_PKCS12(NULL, &at, (long)bytes->size);
	if (p12 == NULL || PKCS12_parse(p12, buf_text(password), &s->key,
	    &s->cert, &others) != 1) {
		cms_part_fail(fail, FAIL_CONFIG, "it cannot be opened with "
		    "the password in signatur.losen");
		goto out;
	}
	if (s->key == NULL || s->cert == NULL) {
		fail_set(fail, FAIL_CONFIG, "it lacks a private key or its "
		    "certificate");
		goto out;
	}
	while ((cert = sk_X509_shift(others)) != NULL)
		if (sk_X509_push(s->chain, cert) <= 0) {
			X509_free(cert);
			fail_memory(fail);
			goto out;
		}
	rc = 0;
out:
	sk_X509_pop_free(others, X509_free);
	PKCS12_free(p12);
	return (rc);
}

static int
read_pkcs12(struct cms_signer *s, const char *path, const char *keys,
    struct fail *fail)
{
	struct buf bytes = BUF_INIT, password = BUF_INIT;
	char *losen = path_join(keys, "signatur.losen", fail);
	int rc = -1;

	if (losen == NULL || read_private(path, &bytes, fail) == -1 ||
	    read_private(losen, &password, fail) == -1)
		goto out;
	first_line(&password);
	if ((rc = open_pkcs12(s, &bytes, &password, fail)) == -1)
		fail_add(fail, "'%s'", path);
out:
	buf_wipe(&bytes);
	buf_wipe(&password);
	free(losen);
	return (rc);
}

/* ---- the signer ---- */

static int
check_signer(struct cms_signer *s, struct fail *fail)
{
	int kind = EVP_PKEY_get_base_id(s->key), rc;
	void *chain = s->chain, *root = NULL;

	if (kind != EVP_PKEY_EC && kind != EVP_PKEY_RSA)
		return (fail_set(fail, FAIL_CONFIG, "the signing key is "
		    "neither ECDSA nor RSA"));
	if (X509_check_private_key(s->cert, s->key) != 1) {
		ERR_clear_error();
		return (fail_set(fail, FAIL_CONFIG, "the signing certificate "
		    "is not that of the private key beside it"));
	}
	/* Before anything is signed by it. */
	rc = cms_part_chain(s->cert, &chain, &root, fail);
	s->chain = chain;
	s->root = root;
	return (rc);
}

static int
load(struct cms_signer *s, const char *keys, struct fail *fail)
{
	char *p12 = path_join(keys, "signatur.p12", fail);
	char *pem = path_join(keys, "signatur.pem", fail);
	int rc = -1;

	if (p12 == NULL || pem == NULL)
		goto out;
	if (file_exists(p12))
		rc = read_pkcs12(s, p12, keys, fail);
	else if (file_exists(pem))
		rc = read_pem(s, keys, fail);
	else
		fail_set(fail, FAIL_CONFIG, "there is no signatur.pem and no "
		    "signatur.p12; run 'bevara key new'");
	if (rc == 0)
		rc = check_signer(s, fail);
	/* The site is wrong, whatever kind of trouble it makes. */
	if (rc == -1 && fail->kind != FAIL_LATER)
		fail->kind = FAIL_CONFIG;
	if (rc == -1)
		fail_add(fail, "the keys in '%s'", keys);
out:
	free(p12);
	free(pem);
	return (rc);
}

struct cms_signer *
cms_signer_load(const char *keys, struct fail *fail)
{
	struct cms_signer *s = calloc(1, sizeof(*s));

	if (s == NULL || (s->chain = sk_X509_new_null()) == NULL)
		fail_memory(fail);
	else if (secret_guard(fail) == 0 && load(s, keys, fail) == 0)
		return (s);
	cms_signer_free(s);
	return (NULL);
}

int
cms_signer_root(const struct cms_signer *s, struct buf *b, struct fail *fail)
{
	BIO *out = BIO_new(BIO_s_mem());
	char *text;
	long n;

	ERR_clear_error();
	if (out == NULL || PEM_write_bio_X509(out, s->root) != 1 ||
	    (n = BIO_get_mem_data(out, &text)) <= 0) {
		BIO_free(out);
		return (cms_part_fail(fail, FAIL_LATER,
		    "cannot write a certificate"));
	}
	buf_add(b, text, (size_t)n);
	BIO_free(out);
	return (buf_check(b, fail));
}

int64_t
cms_signer_until(const struct cms_signer *s)
{
	int64_t utc = 0;

	(void)cms_part_time(X509_get0_notAfter(s->cert), &utc);
	return (utc);
}

int
cms_signer_print(const struct cms_signer *s, struct buf *b, struct fail *fail)
{
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned int i, n = 0;

	ERR_clear_error();
	if (X509_digest(s->cert, EVP_sha256(), md, &n) != 1)
		return (cms_part_fail(fail, FAIL_LATER,
		    "cannot hash a certificate"));
	for (i = 0; i < n; i++)
		buf_addf(b, "%02x", md[i]);
	return (buf_check(b, fail));
}

void
cms_signer_free(struct cms_signer *s)
{
	if (s == NULL)
		return;
	EVP_PKEY_free(s->key);	/* wiped by the library */
	X509_free(s->cert);
	sk_X509_pop_free(s->chain, X509_free);
	X509_free(s->root);
	free(s);
}

/* ---- to sign ---- */

/* The certificate must hold now, or nobody could verify what is signed. */
static int
check_time(const struct cms_signer *s, struct fail *fail)
{
	int64_t from, until, now = clock_now();
	char text[CLOCK_TEXT];

	if (cms_part_time(X509_get0_notBefore(s->cert), &from) == -1 ||
	    cms_part_time(X509_get0_notAfter(s->cert), &until) == -1)
		return (fail_set(fail, FAIL_CONFIG, "the signing certificate "
		    "does not say when it holds"));
	if (now >= from && now <= until)
		return (0);
	clock_utc(now < from ? from : until, text);
	return (fail_set(fail, FAIL_CONFIG, "the signing certificate holds "
	    "%s %s; look at this machine's clock, or get a new certificate",
	    now < from ? "only from" : "only until", text));
}

static CMS_ContentInfo *
make_signature(const struct cms_signer *s, BIO *content)
{
	const unsigned int flags = CMS_BINARY | CMS_DETACHED | CMS_PARTIAL |
	    CMS_NOSMIMECAP;
	CMS_ContentInfo *cms = CMS_sign(NULL, NULL, NULL, NULL, flags);
	int i;

	if (cms == NULL || CMS_add1_signer(cms, s->cert, s->key, EVP_sha256(),
	    flags) == NULL)
		goto bad;
	for (i = 0; i < sk_X509_num(s->chain); i++)
		if (CMS_add1_cert(cms, sk_X509_value(s->chain, i)) != 1)
			goto bad;
	if (CMS_final(cms, content, NULL, flags) == 1)
		return (cms);
bad:
	CMS_ContentInfo_free(cms);
	return (NULL);
}

int
cms_sign(const struct cms_signer *s, const void *bytes, size_t n,
    struct buf *der, struct fail *fail)
{
	CMS_ContentInfo *cms = NULL;
	unsigned char *out = NULL;
	BIO *content = NULL;
	int size, rc = -1;

	if (check_time(s, fail) == -1)
		return (-1);
	if (n > INT_MAX)
		return (fail_set(fail, FAIL_DATA, "too much to be signed"));
	ERR_clear_error();
	if ((content = BIO_new_mem_buf(bytes, (int)n)) == NULL ||
	    (cms = make_signature(s, content)) == NULL ||
	    (size = i2d_CMS_ContentInfo(cms, &out)) <= 0) {
		cms_part_fail(fail, FAIL_IO, "cannot sign");
		goto out;
	}
	buf_add(der, out, (size_t)size);
	rc = buf_check(der, fail);
out:
	OPENSSL_free(out);
	CMS_ContentInfo_free(cms);
	BIO_free(content);
	return (rc);
}

