/* room: 00-core */
/*
 * fuzz_cms.c - a signature from the share, where anybody may write.
 *
 * Nothing but a signature over these very bytes, by a certificate that is
 * believed and that held then, is one; and a refusal says which kind it is.
 */
#include "fuzz.h"

#include "core/buf.h"
#include "core/cms.h"

#define CONTENT "abc  some-list\n"

/* samples/cms/root.pem */
#define ROOTS \
	"-----BEGIN CERTIFICATE-----\n" \
	"MIIBxjCCAWugAwIBAgIUbXa7kdLtTTi3lIIdO+wynKjAlgMwCgYIKoZIzj0EAwIw\n" \
	"LzEfMB0GA1UECgwWRXhlbXBlbGvDtnBpbmdzIGtvbW11bjEMMAoGA1UEAwwDUm90\n" \
	"MCAXDTI2MTEyMzIyMTM0MFoYDzIwNTYxMTIzMjIxMzQwWjAvMR8wHQYDVQQKDBZF\n" \
	"eGVtcGVsa8O2cGluZ3Mga29tbXVuMQwwCgYDVQQDDANSb3QwWTATBgcqhkjOPQIB\n" \
	"BggqhkjOPQMBBwNCAASH7RbG5VYg8Nv974Xl7dsCCDnjqak3baMpGnqD12meFW8D\n" \
	"ClzgH2xe9CFNt/qg5BQspSY0dAMd9PeqoeGVp+gCo2MwYTAdBgNVHQ4EFgQU5Z0V\n" \
	"PTPc6VyZUO+NL9WZUQLS0gYwHwYDVR0jBBgwFoAU5Z0VPTPc6VyZUO+NL9WZUQLS\n" \
	"0gYwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAgQwCgYIKoZIzj0EAwID\n" \
	"SQAwRgIhAMN3H52tPqMx/NQL6ttf6KKoi1H+agDYGLxW80oPQrgOAiEAjnjphR3r\n" \
	"CU8hU4vRTo/pjUCL4gnVrAxiiMmVmABXG9E=\n" \
	"-----END CERTIFICATE-----\n" \
	"-----BEGIN CERTIFICATE-----\n" \
	"MIIByTCCAW+gAwIBAgIUG78kCLovT/vAcEBhQTyCwW/sWlwwCgYIKoZIzj0EAwIw\n" \
	"MDEfMB0GA1UECgwWRXhlbXBlbGvDtnBpbmdzIGtvbW11bjENMAsGA1UEAwwERWdl\n" \
	"bjAgFw0yNjExMjMyMjEzNDBaGA8yMDU2MTEyMzIyMTM0MFowMDEfMB0GA1UECgwW\n" \
	"RXhlbXBlbGvDtnBpbmdzIGtvbW11bjENMAsGA1UEAwwERWdlbjBZMBMGByqGSM49\n" \
	"AgEGCCqGSM49AwEHA0IABIaDwq2GdNwvW33W+HN/YvVJlQLYBITVpaUNEsmnOwkx\n" \
	"aDbMIwGTFnY4trsOcfJ6br7tdAoTvBDc70kOyklMvl2jZTBjMB0GA1UdDgQWBBTA\n" \
	"eh18IfdQmKXDgODVmfKOMHlLhzAfBgNVHSMEGDAWgBTAeh18IfdQmKXDgODVmfKO\n" \
	"MHlLhzAMBgNVHRMBAf8EAjAAMBMGA1UdJQQMMAoGCCsGAQUFBwMEMAoGCCqGSM49\n" \
	"BAMCA0gAMEUCIQDYylh43K9bo2y4lSMYYmfEZ7Qa/Y6l3/jDM/jGTU0BmwIgXFoQ\n" \
	"bb5YehyUhtgJ74SFVVWFs+zlmb/oZiy3XmT51R8=\n" \
	"-----END CERTIFICATE-----\n"

#define FROM_UTC 1767225600	/* the earliest that one of them begins */
#define UNTIL_UTC 2742000000	/* and the latest that one ends */

static struct cms_trust *trust;

static void
begin(void)
{
	struct fail fail = FAIL_INIT;

	if (trust == NULL)
		trust = cms_trust_load(fuzz_file("root.pem", ROOTS,
		    strlen(ROOTS)), &fail);
	FUZZ_MUST(trust != NULL);
}

/* It may hold for one content only. */
static void
holds_for_no_other(const struct buf *der)
{
	struct fail fail = FAIL_INIT;
	int64_t utc;

	FUZZ_MUST(cms_verify(trust, der, CONTENT "x", strlen(CONTENT) + 1,
	    &utc, &fail) == -1);
	FUZZ_MUST(fail.kind == FAIL_NO);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct fail fail = FAIL_INIT;
	struct buf der = BUF_INIT;
	int64_t utc = 0;

	begin();
	buf_add(&der, bytes, n);
	if (cms_verify(trust, &der, CONTENT, strlen(CONTENT), &utc,
	    &fail) == 0) {
		FUZZ_MUST(utc >= FROM_UTC && utc <= UNTIL_UTC);
		holds_for_no_other(&der);
	} else
		FUZZ_MUST((fail.kind == FAIL_DATA || fail.kind == FAIL_NO) &&
		    fail.text[0] != '\0');
	buf_clear(&der);
	return (0);
}
