#include "core/fail.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Cut at a whole UTF-8 character, since messages may be cut anywhere. */
static void
trim_partial(char *s)
{
	size_t n = strlen(s), back = 0;

	while (back < 3 && back < n &&
	    ((uint8_t)s[n - 1 - back] & 0xc0) == 0x80)
		back++;
	if (back < n && ((uint8_t)s[n - 1 - back] & 0xc0) == 0xc0) {
		uint8_t lead = (uint8_t)s[n - 1 - back];
		size_t want = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;

		if (back < want)
			s[n - 1 - back] = '\0';
	}
}

/* A message is one line: what came from outside may hold anything. */
static void
one_line(char *s)
{
	trim_partial(s);
	for (; *s != '\0'; s++)
		if ((uint8_t)*s < 0x20 || *s == 0x7f)
			*s = ' ';
}

int
fail_set(struct fail *fail, enum fail_kind kind, const char *fmt, ...)
{
	va_list ap;

	fail->kind = kind;
	va_start(ap, fmt);
	vsnprintf(fail->text, sizeof(fail->text), fmt, ap);
	va_end(ap);
	one_line(fail->text);
	return (-1);
}

static enum fail_kind
kind_of_errno(int error)
{
	switch (error) {
	case ENOSPC:
	case EDQUOT:
	case EROFS:
	case EACCES:
	case EPERM:
	case EFBIG:
		return (FAIL_CREATE);
	case ENOMEM:
	case EAGAIN:
	case EBUSY:
	case EMFILE:
	case ENFILE:
	case ETIMEDOUT:
	case EHOSTDOWN:
	case EHOSTUNREACH:
	case ENETUNREACH:
	case ENETDOWN:
	case ECONNREFUSED:
	case ECONNRESET:
	case ENOTCONN:
		return (FAIL_LATER);
	case EEXIST:
	case ENOTEMPTY:
		return (FAIL_EXISTS);
	case ENOENT:
	case ENOTDIR:
	case EISDIR:
	case ELOOP:
	case ENAMETOOLONG:
		return (FAIL_DATA);
	default:
		return (FAIL_IO);
	}
}

int
fail_sys(struct fail *fail, const char *fmt, ...)
{
	int error = errno;
	size_t used;
	va_list ap;

	fail->kind = kind_of_errno(error);
	va_start(ap, fmt);
	vsnprintf(fail->text, sizeof(fail->text), fmt, ap);
	va_end(ap);
	used = strlen(fail->text);
	snprintf(fail->text + used, sizeof(fail->text) - used, ": %s",
	    strerror(error));
	one_line(fail->text);
	return (-1);
}

int
fail_memory(struct fail *fail)
{
	return (fail_set(fail, FAIL_LATER, "out of memory"));
}

void
fail_add(struct fail *fail, const char *fmt, ...)
{
	char old[sizeof(fail->text)];
	size_t used, room, n;
	va_list ap;

	memcpy(old, fail->text, sizeof(old));
	va_start(ap, fmt);
	vsnprintf(fail->text, sizeof(fail->text), fmt, ap);
	va_end(ap);
	used = strlen(fail->text);
	room = sizeof(fail->text) - 1 - used;
	if (room > 2) {
		memcpy(fail->text + used, ": ", 2);
		n = strlen(old) < room - 2 ? strlen(old) : room - 2;
		memcpy(fail->text + used + 2, old, n);
		fail->text[used + 2 + n] = '\0';
	}
	one_line(fail->text);
}

void
fail_clear(struct fail *fail)
{
	fail->kind = FAIL_NONE;
	fail->text[0] = '\0';
}

int
fail_status(const struct fail *fail)
{
	switch (fail->kind) {
	case FAIL_NONE:
		return (0);
	case FAIL_NO:
		return (1);
	case FAIL_USAGE:
		return (64);
	case FAIL_DATA:
	case FAIL_EXISTS:
		return (65);
	case FAIL_PROGRAM:
		return (69);
	case FAIL_CREATE:
		return (73);
	case FAIL_IO:
		return (74);
	case FAIL_LATER:
		return (75);
	case FAIL_CONFIG:
		return (78);
	}
	return (74);
}
