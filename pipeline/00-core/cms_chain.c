/* The chain that one signs by: cms_part_chain() of core/cms_part.h. */
#include "core/cms_part.h"

#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include "core/fail.h"

/* Fill ${ctx}: every certificate that signed itself is believed. */
static int
begin_chain(X509_STORE_CTX *ctx, X509_STORE *store, X509 *own,
    STACK_OF(X509) *beside)
{
	X509_VERIFY_PARAM *param = X509_STORE_get0_param(store);
	X509 *cert;
	int i;

	for (i = -1; i < sk_X509_num(beside); i++) {
		cert = i == -1 ? own : sk_X509_value(beside, i);
		if (X509_self_signed(cert, 0) == 1 &&
		    X509_STORE_add_cert(store, cert) != 1)
			return (-1);
	}
	X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_NO_CHECK_TIME);
	X509_VERIFY_PARAM_set_depth(param, CMS_PART_DEPTH);
	X509_VERIFY_PARAM_set_auth_level(param, CMS_PART_STRENGTH);
	if (X509_STORE_CTX_init(ctx, store, own, beside) != 1 ||
	    X509_STORE_CTX_set_default(ctx, "smime_sign") != 1)
		return (-1);
	return (0);
}

/* Keep what was found between the certificate and its root, and the root. */
static int
keep_chain(STACK_OF(X509) *found, void **chain, void **root)
{
	sk_X509_pop_free(*chain, X509_free);
	*chain = found;
	*root = sk_X509_pop(found);
	if (sk_X509_num(found) == 0)
		return (*root == NULL ? -1 : 0);
	X509_free(sk_X509_shift(found));	/* the certificate itself */
	return (0);
}

/* What openssl cms -verify will ask of the certificate is asked here. */
int
cms_part_chain(void *cert, void **chain, void **root, struct fail *fail)
{
	X509_STORE_CTX *ctx = X509_STORE_CTX_new();
	X509_STORE *store = X509_STORE_new();
	STACK_OF(X509) *found;
	int rc = -1;

	ERR_clear_error();
	if (ctx == NULL || store == NULL ||
	    begin_chain(ctx, store, cert, *chain) == -1) {
		cms_part_fail(fail, FAIL_LATER, "cannot check a certificate");
		goto out;
	}
	if (X509_verify_cert(ctx) != 1) {
		fail_set(fail, FAIL_CONFIG, "the signing certificate cannot "
		    "be used: %s; it must be for signing S/MIME, and its "
		    "whole chain up to the root must be with it",
		    X509_verify_cert_error_string(
		    X509_STORE_CTX_get_error(ctx)));
		goto out;
	}
	if ((found = X509_STORE_CTX_get1_chain(ctx)) == NULL ||
	    keep_chain(found, chain, root) == -1)
		fail_memory(fail);
	else
		rc = 0;
out:
	X509_STORE_CTX_free(ctx);
	X509_STORE_free(store);
	ERR_clear_error();
	return (rc);
}
