#include "verify/stamp.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <time.h>

#include "core/clock.h"
#include "core/fail.h"
#include "verify/stamp_request.h"
#include "verify/stamp_trust.h"

#define LATE_S 300		/* how far clocks may be from each other */
#define MOST_TEXT 200		/* of what an authority says, bytes */

/* Bits of PKIFailureInfo (RFC 3161, 2.4.2) that may pass by themselves. */
#define NO_TIME_SOURCE 14
#define SYSTEM_FAILURE 25

/* What the library found wrong, and nothing of it left behind. */
static int
refuse(struct fail *fail, enum fail_kind kind, const char *what)
{
	const char *data = NULL, *reason;
	unsigned long code;
	int flags = 0;

	code = ERR_peek_last_error_all(NULL, NULL, NULL, &data, &flags);
	reason = ERR_reason_error_string(code);
	fail_set(fail, kind, "%s: %s%s%s", what,
	    reason == NULL ? "it cannot be read" : reason,
	    data == NULL || *data == '\0' ? "" : ", ",
	    data == NULL || !(flags & ERR_TXT_STRING) ? "" : data);
	ERR_clear_error();
	return (-1);
}

/* The answer and nothing after it; NULL if it is none. */
static TS_RESP *
parse(const struct buf *answer, struct fail *fail)
{
	const uint8_t *at = answer->data;
	TS_RESP *resp = NULL;

	if (answer->size > STAMP_MAX_BYTES)
		fail_set(fail, FAIL_DATA, "it is larger than %u bytes",
		    STAMP_MAX_BYTES);
	else if (answer->size == 0)
		fail_set(fail, FAIL_DATA, "it is empty");
	else if ((resp = d2i_TS_RESP(NULL, &at, (long)answer->size)) == NULL)
		refuse(fail, FAIL_DATA, "it is no time stamp, or not whole");
	else if (at != answer->data + answer->size) {
		fail_set(fail, FAIL_DATA, "something follows the time stamp");
		TS_RESP_free(resp);
		resp = NULL;
	}
	return (resp);
}

/* What the authority says in words, fit for a message. */
static void
status_text(TS_STATUS_INFO *info, char text[MOST_TEXT])
{
	const STACK_OF(ASN1_UTF8STRING) *lines = TS_STATUS_INFO_get0_text(info);
	const ASN1_UTF8STRING *line = NULL;
	size_t i, n;

	text[0] = '\0';
	if (lines != NULL && sk_ASN1_UTF8STRING_num(lines) > 0)
		line = sk_ASN1_UTF8STRING_value(lines, 0);
	if (line == NULL)
		return;
	n = (size_t)ASN1_STRING_length(line);
	for (i = 0; i < n && i < MOST_TEXT - 1; i++) {
		uint8_t c = ASN1_STRING_get0_data(line)[i];

		text[i] = c >= ' ' && c <= '~' ? (char)c : '?';
	}
	text[i] = '\0';
}

/* The authority granted it, and there is a token. */
static int
check_granted(TS_RESP *resp, struct fail *fail)
{
	TS_STATUS_INFO *info = TS_RESP_get_status_info(resp);
	const ASN1_BIT_STRING *why = TS_STATUS_INFO_get0_failure_info(info);
	long status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(info));
	char text[MOST_TEXT];
	int later;

	if (status == TS_STATUS_GRANTED ||
	    status == TS_STATUS_GRANTED_WITH_MODS) {
		if (TS_RESP_get_token(resp) != NULL &&
		    TS_RESP_get_tst_info(resp) != NULL)
			return (0);
		return (fail_set(fail, FAIL_DATA, "it has no token"));
	}
	status_text(info, text);
	later = status == TS_STATUS_WAITING || (why != NULL &&
	    (ASN1_BIT_STRING_get_bit(why, NO_TIME_SOURCE) ||
	    ASN1_BIT_STRING_get_bit(why, SYSTEM_FAILURE)));
	return (fail_set(fail, later ? FAIL_LATER : FAIL_NO, "the authority "
	    "did not grant it: status %ld%s%s", status,
	    *text == '\0' ? "" : ": ", text));
}

/* A time as the library holds it, in seconds; -1 if it is none. */
static int64_t
seconds(const ASN1_TIME *time)
{
	struct tm tm;

	if (time == NULL || ASN1_TIME_to_tm(time, &tm) != 1)
		return (-1);
	return ((int64_t)timegm(&tm));
}

static int
read_time(TS_RESP *resp, struct stamp *stamp, struct fail *fail)
{
	TS_TST_INFO *info = TS_RESP_get_tst_info(resp);

	stamp->time_utc = seconds(TS_TST_INFO_get_time(info));
	if (stamp->time_utc < 0)
		return (fail_set(fail, FAIL_DATA, "its time cannot be read"));
	(void)OBJ_obj2txt(stamp->policy, sizeof(stamp->policy),
	    TS_TST_INFO_get_policy_id(info), 1);
	return (0);
}

/* ---- does it hold ---- */

struct question {
	const struct stamp_trust *trust;
	const struct buf *chain;	/* certificates beside it; or NULL */
	TS_REQ *req;		/* what was asked, or would have been */
};

/* The certificates that may lie between: those beside it. */
static STACK_OF(X509) *
beside(const struct question *q, struct fail *fail)
{
	STACK_OF(X509) *list = sk_X509_new_null();

	if (list == NULL)
		fail_memory(fail);
	else if (q->chain != NULL && q->chain->size > 0 &&
	    stamp_trust_read(q->chain, list, fail) == -1) {
		sk_X509_pop_free(list, X509_free);
		list = NULL;
	}
	return (list);
}

/* The signature, the imprint, and the nonce if one was asked for. */
static int
check_token(const struct question *q, TS_RESP *resp, int64_t utc,
    struct fail *fail)
{
	TS_VERIFY_CTX *ctx = TS_REQ_to_TS_VERIFY_CTX(q->req, NULL);
	X509_STORE *store = stamp_trust_store(q->trust, utc);
	STACK_OF(X509) *list = beside(q, fail);
	int rc = -1;

	if (ctx == NULL || store == NULL || list == NULL) {
		X509_STORE_free(store);
		sk_X509_pop_free(list, X509_free);
		fail_memory(fail);
		goto out;
	}
	(void)TS_VERIFY_CTX_add_flags(ctx, TS_VFY_SIGNATURE);
	(void)TS_VERIFY_CTX_set_store(ctx, store);
	(void)TS_VERIFY_CTX_set_certs(ctx, list);
	/* Both are the context's now. */
	if (TS_RESP_verify_response(ctx, resp) == 1)
		rc = 0;
	else
		refuse(fail, FAIL_NO, "it does not hold");
out:
	TS_VERIFY_CTX_free(ctx);
	return (rc);
}

static int
keep_chain(const STACK_OF(X509) *chain, struct stamp *stamp, struct fail *fail)
{
	BIO *bio = BIO_new(BIO_s_mem());
	int64_t until;
	char *text;
	long size;
	int i, rc = -1;

	if (bio == NULL)
		return (fail_memory(fail));
	stamp->until_utc = INT64_MAX;
	for (i = 0; i < sk_X509_num(chain); i++) {
		X509 *cert = sk_X509_value(chain, i);

		until = seconds(X509_get0_notAfter(cert));
		if (until < stamp->until_utc)
			stamp->until_utc = until;
		if (PEM_write_bio_X509(bio, cert) != 1) {
			fail_memory(fail);
			goto out;
		}
	}
	size = BIO_get_mem_data(bio, &text);
	buf_add(&stamp->chain, text, (size_t)size);
	rc = buf_check(&stamp->chain, fail);
out:
	BIO_free(bio);
	return (rc);
}

/* All that may lie between: in the token, and beside it; borrowed. */
static STACK_OF(X509) *
between(TS_RESP *resp, STACK_OF(X509) *list)
{
	STACK_OF(X509) *all = sk_X509_dup(list);
	STACK_OF(X509) *in = TS_RESP_get_token(resp)->d.sign->cert;
	int i;

	for (i = 0; all != NULL && in != NULL && i < sk_X509_num(in); i++)
		if (sk_X509_push(all, sk_X509_value(in, i)) == 0) {
			sk_X509_free(all);
			all = NULL;
		}
	return (all);
}

/* Of a token that was found good: its certificates up to the root. */
static int
read_chain(const struct question *q, TS_RESP *resp, struct stamp *stamp,
    struct fail *fail)
{
	X509_STORE *store = stamp_trust_store(q->trust, stamp->time_utc);
	STACK_OF(X509) *list = beside(q, fail), *all = NULL, *signer = NULL;
	X509_STORE_CTX *ctx = X509_STORE_CTX_new();
	int rc = -1;

	if (list != NULL && (all = between(resp, list)) != NULL)
		signer = PKCS7_get0_signers(TS_RESP_get_token(resp), list, 0);
	if (store == NULL || ctx == NULL || signer == NULL ||
	    X509_STORE_CTX_init(ctx, store, sk_X509_value(signer, 0),
	    all) != 1) {
		fail_memory(fail);
		goto out;
	}
	(void)X509_STORE_CTX_set_purpose(ctx, X509_PURPOSE_TIMESTAMP_SIGN);
	if (X509_verify_cert(ctx) != 1)
		fail_set(fail, FAIL_NO, "its certificate does not hold: %s",
		    X509_verify_cert_error_string(
		    X509_STORE_CTX_get_error(ctx)));
	else
		rc = keep_chain(X509_STORE_CTX_get0_chain(ctx), stamp, fail);
out:
	X509_STORE_CTX_free(ctx);
	X509_STORE_free(store);
	sk_X509_free(signer);
	sk_X509_free(all);
	sk_X509_pop_free(list, X509_free);
	ERR_clear_error();
	return (rc);
}

static int
look(const struct question *q, const struct buf *answer, struct stamp *stamp,
    struct fail *fail)
{
	TS_RESP *resp = parse(answer, fail);
	int rc = -1;

	if (resp != NULL && check_granted(resp, fail) == 0 &&
	    read_time(resp, stamp, fail) == 0 &&
	    check_token(q, resp, stamp->time_utc, fail) == 0)
		rc = read_chain(q, resp, stamp, fail);
	if (rc == -1)
		stamp_clear(stamp);
	TS_RESP_free(resp);
	return (rc);
}

int
stamp_accept(const struct stamp_request *request,
    const struct stamp_trust *trust, const struct buf *answer,
    struct stamp *stamp, struct fail *fail)
{
	const struct question q = { trust, NULL, request->req };
	char says[CLOCK_TEXT], ours[CLOCK_TEXT];
	int64_t now;

	if (look(&q, answer, stamp, fail) == -1)
		return (-1);
	now = clock_now();
	if (stamp->time_utc >= request->asked_utc - LATE_S &&
	    stamp->time_utc <= now + LATE_S)
		return (0);
	clock_utc(stamp->time_utc, says);
	clock_utc(now, ours);
	stamp_clear(stamp);
	return (fail_set(fail, FAIL_NO, "its time is %s, and this machine's "
	    "is %s; see which of them is wrong", says, ours));
}

int
stamp_check(const struct stamp_kept *kept, const struct stamp_trust *trust,
    struct stamp *stamp, struct fail *fail)
{
	struct question q = { trust, kept->chain, NULL };
	int rc;

	if ((q.req = stamp_request_make(kept->data, 0)) == NULL)
		return (fail_memory(fail));
	rc = look(&q, kept->answer, stamp, fail);
	TS_REQ_free(q.req);
	return (rc);
}

void
stamp_clear(struct stamp *stamp)
{
	buf_clear(&stamp->chain);
	*stamp = (struct stamp)STAMP_INIT;
}
