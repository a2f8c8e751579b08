#include "verify/stamp_trust.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <stdlib.h>
#include <time.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "verify/stamp.h"

struct stamp_trust {
	STACK_OF(X509) *root;
};

int
stamp_trust_read(const struct buf *pem, void *certs, struct fail *fail)
{
	BIO *bio = BIO_new_mem_buf(pem->data, (int)pem->size);
	STACK_OF(X509) *list = certs;
	X509 *cert;
	int rc = 0;

	if (bio == NULL)
		return (fail_memory(fail));
	while (rc == 0 &&
	    (cert = PEM_read_bio_X509(bio, NULL, NULL, NULL)) != NULL)
		if (sk_X509_push(list, cert) == 0) {
			X509_free(cert);
			rc = fail_memory(fail);
		}
	ERR_clear_error();	/* the text's end is one */
	BIO_free(bio);
	return (rc);
}

struct stamp_trust *
stamp_trust_parse(const struct buf *pem, struct fail *fail)
{
	struct stamp_trust *trust = calloc(1, sizeof(*trust));

	if (trust == NULL || (trust->root = sk_X509_new_null()) == NULL) {
		fail_memory(fail);
		goto bad;
	}
	if (pem->size > 0 && stamp_trust_read(pem, trust->root, fail) == -1)
		goto bad;
	if (sk_X509_num(trust->root) > 0)
		return (trust);
	fail_set(fail, FAIL_DATA, "there is no certificate in it (PEM)");
bad:
	stamp_trust_free(trust);
	return (NULL);
}

struct stamp_trust *
stamp_trust_load(const char *path, struct fail *fail)
{
	struct stamp_trust *trust = NULL;
	struct buf pem = BUF_INIT;

	if (file_read(path, &pem, STAMP_CHAIN_BYTES, fail) == 0)
		trust = stamp_trust_parse(&pem, fail);
	if (trust == NULL) {
		if (fail->kind == FAIL_DATA)
			fail->kind = FAIL_CONFIG;
		fail_add(fail, "the root certificate '%s' of bevara.xml", path);
	}
	buf_clear(&pem);
	return (trust);
}

void
stamp_trust_free(struct stamp_trust *trust)
{
	if (trust == NULL)
		return;
	sk_X509_pop_free(trust->root, X509_free);
	free(trust);
}

void *
stamp_trust_store(const struct stamp_trust *trust, int64_t utc)
{
	X509_STORE *store = X509_STORE_new();
	int i;

	if (store == NULL)
		return (NULL);
	for (i = 0; i < sk_X509_num(trust->root); i++)
		if (X509_STORE_add_cert(store,
		    sk_X509_value(trust->root, i)) != 1) {
			X509_STORE_free(store);
			return (NULL);
		}
	X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), (time_t)utc);
	return (store);
}
