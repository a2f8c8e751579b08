/*
 * Detached signatures: ours hold for openssl cms(1) and for us, and each of
 * the samples holds, or is refused for the reason that it was made for.
 */
#include "../harness/check.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/cms.h"
#include "core/fail.h"
#include "core/file.h"

#define CORPUS "tests/fuzz/corpus/cms/"
#define MADE_UTC 1795000000	/* about when the samples were made */

static char dir[] = "/tmp/bevara-cms-XXXXXX";
static char path_text[512];

/* The path of a name in our folder; good until the next call. */
static const char *
in_dir(const char *name)
{
	(void)snprintf(path_text, sizeof(path_text), "%s/%s", dir, name);
	return (path_text);
}

static int
read_file(const char *path, struct buf *b)
{
	struct fail fail = FAIL_INIT;

	return (file_read(path, b, CMS_MAX_BYTES + 10, &fail));
}

static void
put(const char *name, const char *from, mode_t mode)
{
	struct buf b = BUF_INIT;
	FILE *f;

	CHECK_INT(read_file(from, &b), 0);
	if ((f = fopen(in_dir(name), "wb")) != NULL) {
		CHECK(fwrite(b.data, 1, b.size, f) == b.size);
		(void)fclose(f);
	}
	CHECK_INT(chmod(in_dir(name), mode), 0);
	buf_clear(&b);
}

static void
put_text(const char *name, const char *text)
{
	FILE *f = fopen(in_dir(name), "wb");

	NEED(f != NULL);
	(void)fputs(text, f);
	(void)fclose(f);
	CHECK_INT(chmod(in_dir(name), 0600), 0);
}

/* ---- the samples ---- */

static const struct sample {
	const char *name;
	enum fail_kind kind;
	const char *why;	/* is said */
} samples[] = {
	{ "good-own.p7s", FAIL_NONE, "" },
	{ "good-chain.p7s", FAIL_NONE, "" },
	{ "good-rsa.p7s", FAIL_NONE, "" },
	{ "good-sha512.p7s", FAIL_NONE, "" },
	{ "no-middle.p7s", FAIL_NO, "unable to get local issuer" },
	{ "foreign.p7s", FAIL_NO, "self-signed certificate" },
	{ "expired.p7s", FAIL_NO, "certificate has expired" },
	{ "for-the-web.p7s", FAIL_NO, "unsuitable certificate purpose" },
	{ "below-no-authority.p7s", FAIL_NO, "CA certificate" },
	{ "short-key.p7s", FAIL_NO, "key too weak" },
	{ "sha1.p7s", FAIL_NO, "the digest SHA1" },
	{ "attached.p7s", FAIL_NO, "holds content of its own" },
	{ "no-time.p7s", FAIL_NO, "does not say when" },
	{ "no-certificate.p7s", FAIL_NO, "certificate not found" },
	{ "other-content.p7s", FAIL_NO, "content verify error" },
	{ "two-signers.p7s", FAIL_NO, "2 signers" },
	{ "changed.p7s", FAIL_NO, "verif" },
	{ "as-pem.p7s", FAIL_DATA, "no CMS signature" },
	{ "digest.p7s", FAIL_DATA, "no CMS signature" },
	{ "truncated.p7s", FAIL_DATA, "no CMS signature" },
	{ "more-after-it.p7s", FAIL_DATA, "more than one" },
	{ "empty.p7s", FAIL_DATA, "empty" },
};

static void
judge(const struct cms_trust *trust, const struct buf *content,
    const struct sample *sample)
{
	struct fail fail = FAIL_INIT;
	struct buf der = BUF_INIT;
	char path[256];
	int64_t utc = 0;
	int rc;

	(void)snprintf(path, sizeof(path), CORPUS "%s", sample->name);
	NEED(read_file(path, &der) == 0);
	rc = cms_verify(trust, &der, content->data, content->size, &utc,
	    &fail);
	if (rc != (sample->kind == FAIL_NONE ? 0 : -1) ||
	    fail.kind != sample->kind ||
	    strstr(fail.text, sample->why) == NULL) {
		printf("# %s: %d, kind %d: %s\n", sample->name, rc, fail.kind,
		    fail.text);
		check_fault(__FILE__, __LINE__, sample->name);
	}
	if (rc == 0)
		CHECK(utc > MADE_UTC - 10000000 && utc < MADE_UTC + 10000000);
	buf_clear(&der);
}

static void
holds_or_is_refused_for_its_reason(void)
{
	struct fail fail = FAIL_INIT;
	struct cms_trust *trust = cms_trust_load("samples/cms/root.pem",
	    &fail);
	struct buf content = BUF_INIT;
	size_t i;

	NEED(trust != NULL);
	CHECK_INT(read_file("samples/cms/content", &content), 0);
	for (i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		judge(trust, &content, &samples[i]);
	buf_clear(&content);
	cms_trust_free(trust);
}

static void
a_signature_too_large_is_refused_unread(void)
{
	struct fail fail = FAIL_INIT;
	struct cms_trust *trust = cms_trust_load("samples/cms/root.pem",
	    &fail);
	struct buf der = BUF_INIT;
	int64_t utc;

	NEED(trust != NULL);
	CHECK_INT(buf_reserve(&der, CMS_MAX_BYTES + 1), 0);
	der.size = CMS_MAX_BYTES + 1;
	memset(der.data, 0x30, der.size);
	CHECK_INT(cms_verify(trust, &der, "x", 1, &utc, &fail), -1);
	CHECK_INT(fail.kind, FAIL_DATA);
	CHECK(strstr(fail.text, "larger") != NULL);
	buf_clear(&der);
	cms_trust_free(trust);
}

static void
trust_without_a_certificate_is_none(void)
{
	struct fail fail = FAIL_INIT;

	CHECK(cms_trust_load("samples/cms/content", &fail) == NULL);
	CHECK_INT(fail.kind, FAIL_DATA);
	put_text("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n"
	    "-----END CERTIFICATE-----\n");
	fail_clear(&fail);
	CHECK(cms_trust_load(in_dir("broken.pem"), &fail) == NULL);
	CHECK_INT(fail.kind, FAIL_DATA);
}

/* ---- our own signer ---- */

static void
clean(void)
{
	static const char *const names[] = { "signatur.pem", "signatur.crt",
	    "signatur.p12", "signatur.losen" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		(void)unlink(in_dir(names[i]));
}

static struct cms_signer *
make(struct fail *fail)
{
	clean();
	if (cms_signer_make(dir, "Exempelk\xc3\xb6pings kommun", fail) == -1)
		return (NULL);
	return (cms_signer_load(dir, fail));
}

static void
save(const char *name, const struct buf *b)
{
	struct fail fail = FAIL_INIT;

	CHECK_INT(file_write(in_dir(name), b->data, b->size, &fail), 0);
}

/* The command of KONTROLLERA.txt, word by word. */
static int
openssl_verifies(void)
{
	char command[1024];

	(void)snprintf(command, sizeof(command), "cd '%s' && openssl cms "
	    "-verify -binary -inform DER -in s.p7s -content content "
	    "-CAfile root.pem -out /dev/null 2>/dev/null", dir);
	return (system(command) == 0);
}

static void
signs_for_us_and_for_openssl(void)
{
	struct fail fail = FAIL_INIT;
	struct cms_signer *signer = make(&fail);
	struct buf der = BUF_INIT, pem = BUF_INIT, hex = BUF_INIT;
	struct buf content = BUF_INIT;
	struct cms_trust *trust;
	int64_t utc = 0, now = clock_now();

	CHECK_STR(fail.text, "");
	NEED(signer != NULL);
	buf_adds(&content, "0123  a file\r\nnext\n");
	save("content", &content);
	CHECK_INT(cms_sign(signer, content.data, content.size, &der, &fail),
	    0);
	CHECK_INT(cms_signer_root(signer, &pem, &fail), 0);
	save("s.p7s", &der);
	save("root.pem", &pem);
	CHECK(openssl_verifies());
	NEED((trust = cms_trust_load(in_dir("root.pem"), &fail)) != NULL);
	CHECK_INT(cms_verify(trust, &der, content.data, content.size, &utc,
	    &fail), 0);
	CHECK(utc >= now && utc <= now + 60);
	content.data[3] ^= 1;
	CHECK_INT(cms_verify(trust, &der, content.data, content.size, &utc,
	    &fail), -1);
	CHECK_INT(fail.kind, FAIL_NO);
	CHECK_INT(cms_signer_print(signer, &hex, &fail), 0);
	CHECK_INT(hex.size, 64);
	CHECK((cms_signer_until(signer) - now) / (86400 * 365) == 30);
	cms_trust_free(trust);
	cms_signer_free(signer);
	buf_clear(&der);
	buf_clear(&pem);
	buf_clear(&hex);
	buf_clear(&content);
}

static void
makes_it_once_and_completes_it(void)
{
	struct fail fail = FAIL_INIT;
	struct cms_signer *signer = make(&fail);
	struct buf before = BUF_INIT, after = BUF_INIT;
	struct stat st;

	NEED(signer != NULL);
	cms_signer_free(signer);
	CHECK_INT(stat(in_dir("signatur.pem"), &st), 0);
	CHECK_INT(st.st_mode & 0777, 0600);
	CHECK_INT(cms_signer_make(dir, "B", &fail), -1);
	CHECK_INT(fail.kind, FAIL_EXISTS);
	/* Cut before the certificate was written: the key is kept. */
	CHECK_INT(read_file(in_dir("signatur.pem"), &before), 0);
	CHECK_INT(unlink(in_dir("signatur.crt")), 0);
	fail_clear(&fail);
	CHECK_INT(cms_signer_make(dir, "B", &fail), 0);
	CHECK_INT(read_file(in_dir("signatur.pem"), &after), 0);
	CHECK_STR(buf_text(&after), buf_text(&before));
	CHECK((signer = cms_signer_load(dir, &fail)) != NULL);
	cms_signer_free(signer);
	buf_clear(&before);
	buf_clear(&after);
}

static void
an_organisations_long_name_is_cut(void)
{
	struct fail fail = FAIL_INIT;
	char name[3 * 90 + 1] = "";
	int i;

	clean();
	for (i = 0; i < 90; i++)
		memcpy(name + 2 * i, "\xc3\xb6", 3);
	CHECK_INT(cms_signer_make(dir, name, &fail), 0);
	CHECK_STR(fail.text, "");
}

/* Load what is there; it must be refused and say why. */
static void
refused(const char *why)
{
	struct fail fail = FAIL_INIT;
	struct cms_signer *signer = cms_signer_load(dir, &fail);

	CHECK(signer == NULL);
	CHECK_INT(fail.kind, FAIL_CONFIG);
	if (strstr(fail.text, why) == NULL)
		check_fault(__FILE__, __LINE__, fail.text);
	cms_signer_free(signer);
}

static void
refuses_keys_that_cannot_be_used(void)
{
	struct fail fail = FAIL_INIT;

	clean();
	refused("bevara key new");
	cms_signer_free(make(&fail));
	CHECK_INT(chmod(in_dir("signatur.pem"), 0640), 0);
	refused("others may read it");
	CHECK_INT(chmod(in_dir("signatur.pem"), 0600), 0);
	put("signatur.crt", "samples/cms/root.pem", 0644);
	refused("not that of the private key");
	put("signatur.crt", "samples/cms/content", 0644);
	refused("holds no certificate");
	put("signatur.pem", "samples/cms/content", 0600);
	refused("no private key");
}

static void
signs_by_what_is_brought(void)
{
	struct fail fail = FAIL_INIT;
	struct cms_signer *signer;
	struct cms_trust *trust;
	struct buf der = BUF_INIT, pem = BUF_INIT;
	int64_t utc;

	clean();
	put("signatur.p12", "samples/cms/brought.p12", 0600);
	put_text("signatur.losen", "hemligt\r\n");
	CHECK_INT(cms_signer_make(dir, "B", &fail), -1);
	CHECK_INT(fail.kind, FAIL_EXISTS);
	fail_clear(&fail);
	signer = cms_signer_load(dir, &fail);
	CHECK_STR(fail.text, "");
	NEED(signer != NULL);
	CHECK_INT(cms_sign(signer, "abc", 3, &der, &fail), 0);
	CHECK_INT(cms_signer_root(signer, &pem, &fail), 0);
	save("root.pem", &pem);
	put_text("content", "abc");
	save("s.p7s", &der);
	CHECK(openssl_verifies());
	NEED((trust = cms_trust_load(in_dir("root.pem"), &fail)) != NULL);
	CHECK_INT(cms_verify(trust, &der, "abc", 3, &utc, &fail), 0);
	cms_trust_free(trust);
	cms_signer_free(signer);
	buf_clear(&der);
	buf_clear(&pem);
}

static void
refuses_what_cannot_be_brought(void)
{
	clean();
	put("signatur.p12", "samples/cms/brought.p12", 0600);
	refused("signatur.losen");
	put_text("signatur.losen", "fel");
	refused("password");
	CHECK_INT(chmod(in_dir("signatur.losen"), 0644), 0);
	refused("others may read it");
	put_text("signatur.losen", "hemligt");
	put("signatur.p12", "samples/cms/no-root.p12", 0600);
	refused("whole chain");
	put("signatur.p12", "samples/cms/for-the-web.p12", 0600);
	refused("S/MIME");
	put("signatur.p12", "samples/cms/content", 0600);
	refused("cannot be opened");
}

int
main(void)
{
	if (mkdtemp(dir) == NULL)
		return (1);
	RUN(holds_or_is_refused_for_its_reason);
	RUN(a_signature_too_large_is_refused_unread);
	RUN(trust_without_a_certificate_is_none);
	RUN(signs_for_us_and_for_openssl);
	RUN(makes_it_once_and_completes_it);
	RUN(an_organisations_long_name_is_cut);
	RUN(refuses_keys_that_cannot_be_used);
	RUN(signs_by_what_is_brought);
	RUN(refuses_what_cannot_be_brought);
	file_remove_tree(dir);
	return (check_end());
}
