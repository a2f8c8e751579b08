#include "verify/stamp_request.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ts.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"

#define NONCE_BYTES 8

static int
set_imprint(TS_REQ *req, const struct buf *data)
{
	TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
	X509_ALGOR *algorithm = X509_ALGOR_new();
	uint8_t digest[SHA256_DIGEST_LENGTH];
	int ok = 0;

	if (imprint == NULL || algorithm == NULL ||
	    EVP_Digest(data->size == 0 ? "" : (const void *)data->data,
	    data->size, digest, NULL, EVP_sha256(), NULL) != 1)
		goto out;
	X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL);
	ok = TS_MSG_IMPRINT_set_algo(imprint, algorithm) == 1 &&
	    TS_MSG_IMPRINT_set_msg(imprint, digest, sizeof(digest)) == 1 &&
	    TS_REQ_set_msg_imprint(req, imprint) == 1;
out:
	X509_ALGOR_free(algorithm);
	TS_MSG_IMPRINT_free(imprint);
	return (ok);
}

static int
set_nonce(TS_REQ *req)
{
	uint8_t bytes[NONCE_BYTES];
	ASN1_INTEGER *nonce = NULL;
	BIGNUM *number = NULL;
	int ok = 0;

	if (RAND_bytes(bytes, sizeof(bytes)) != 1)
		return (0);
	bytes[0] = (bytes[0] & 0x3f) | 0x40;	/* always as long */
	number = BN_bin2bn(bytes, sizeof(bytes), NULL);
	if (number != NULL)
		nonce = BN_to_ASN1_INTEGER(number, NULL);
	if (nonce != NULL)
		ok = TS_REQ_set_nonce(req, nonce) == 1;
	ASN1_INTEGER_free(nonce);
	BN_free(number);
	return (ok);
}

void *
stamp_request_make(const struct buf *data, int with_nonce)
{
	TS_REQ *req = TS_REQ_new();

	if (req != NULL && TS_REQ_set_version(req, 1) == 1 &&
	    set_imprint(req, data) && (!with_nonce || set_nonce(req)) &&
	    TS_REQ_set_cert_req(req, 1) == 1)
		return (req);
	TS_REQ_free(req);
	ERR_clear_error();
	return (NULL);
}

struct stamp_request *
stamp_request_new(const struct buf *data, struct fail *fail)
{
	struct stamp_request *request = calloc(1, sizeof(*request));

	if (request == NULL ||
	    (request->req = stamp_request_make(data, 1)) == NULL) {
		free(request);
		fail_memory(fail);
		return (NULL);
	}
	request->asked_utc = clock_now();
	return (request);
}

int
stamp_request_der(const struct stamp_request *request, struct buf *b,
    struct fail *fail)
{
	uint8_t *der = NULL;
	int size = i2d_TS_REQ(request->req, &der);

	if (size <= 0)
		return (fail_memory(fail));
	buf_add(b, der, (size_t)size);
	OPENSSL_free(der);
	return (buf_check(b, fail));
}

void
stamp_request_free(struct stamp_request *request)
{
	if (request == NULL)
		return;
	TS_REQ_free(request->req);
	free(request);
}
