#include "fetch/guard_auth.h"

#include <sys/random.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/fail.h"
#include "fetch/guard.h"
#include "fetch/value.h"

#define SCHEME "Basic "

int
guard_password(char out[GUARD_PASSWORD], struct fail *fail)
{
	unsigned char b[(GUARD_PASSWORD - 1) / 2];
	size_t i;

	if (getrandom(b, sizeof(b), 0) != (ssize_t)sizeof(b))
		return (fail_sys(fail, "no random numbers"));
	for (i = 0; i < sizeof(b); i++)
		snprintf(out + 2 * i, 3, "%02x", b[i]);
	return (0);
}

/* Compare in a time that tells nothing of where they differ. */
static int
is_same(const uint8_t *a, const char *b, size_t n)
{
	unsigned differ = 0;
	size_t i;

	for (i = 0; i < n; i++)
		differ |= a[i] ^ (unsigned char)b[i];
	return (differ == 0);
}

int
guard_auth_ok(const char *password, const char *field)
{
	struct fail ignored = FAIL_INIT;
	struct buf got = BUF_INIT;
	char want[sizeof(GUARD_USER) + 128];
	size_t n;
	int ok;

	if (password == NULL)
		return (1);
	if (strncasecmp(field, SCHEME, strlen(SCHEME)) != 0)
		return (0);
	field += strlen(SCHEME);
	n = (size_t)snprintf(want, sizeof(want), GUARD_USER ":%s", password);
	ok = n < sizeof(want) && value_base64(field, strlen(field), &got,
	    &ignored) == 0 && got.size == n && is_same(got.data, want, n);
	buf_wipe(&got);
	return (ok);
}
