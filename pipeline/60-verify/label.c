#include "verify/label.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "core/hash.h"

#define MOST_BYTES 64		/* of a digest: SHA-512's */

static const struct algorithm {
	const char *name;
	int kind;
	size_t bytes;
} algorithms[] = {
	{ "sha256", HASH_SHA256, 32 }, { "sha-256", HASH_SHA256, 32 },
	{ "sha1", HASH_SHA1, 20 }, { "sha-1", HASH_SHA1, 20 },
	{ "sha512", HASH_SHA512, 64 }, { "sha-512", HASH_SHA512, 64 },
	{ "md5", HASH_MD5, 16 },
};

/* The value of a digit in base 2^${bits}, or -1. */
static int
digit(int c, unsigned int bits)
{
	if (bits == 4 || bits == 5) {
		if (c >= 'a' && c <= 'z')
			c -= 'a' - 'A';
		if (bits == 4 && c >= '0' && c <= '9')
			return (c - '0');
		if (bits == 4)
			return (c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1);
		if (c >= '2' && c <= '7')
			return (c - '2' + 26);
		return (c >= 'A' && c <= 'Z' ? c - 'A' : -1);
	}
	if (c >= 'A' && c <= 'Z')
		return (c - 'A');
	if (c >= 'a' && c <= 'z')
		return (c - 'a' + 26);
	if (c >= '0' && c <= '9')
		return (c - '0' + 52);
	if (c == '+' || c == '-')
		return (62);
	return (c == '/' || c == '_' ? 63 : -1);
}

/* Write ${size} digits in base 2^${bits} as hexadecimal; 0 or -1. */
static int
to_hex(char *hex, const char *s, size_t size, unsigned int bits)
{
	static const char digits[] = "0123456789abcdef";
	unsigned int held = 0, count = 0;
	size_t i;
	int d;

	for (i = 0; i < size; i++) {
		if ((d = digit((unsigned char)s[i], bits)) == -1)
			return (-1);
		held = (held << bits | (unsigned int)d) & 0xffff;
		for (count += bits; count >= 4; count -= 4)
			*hex++ = digits[held >> (count - 4) & 15];
	}
	return (0);
}

/* The digest's ${bytes} bytes from its text, by the length of that. */
static int
value(struct label *label, const char *s, size_t bytes)
{
	static const unsigned int bits[] = { 4, 5, 6 };
	char hex[2 * MOST_BYTES + 4];
	size_t size = strlen(s), i;

	while (size > 0 && s[size - 1] == '=')
		size--;
	for (i = 0; i < sizeof(bits) / sizeof(bits[0]); i++) {
		if (size != (8 * bytes + bits[i] - 1) / bits[i])
			continue;
		if (to_hex(hex, s, size, bits[i]) == -1)
			return (-1);
		memcpy(label->hex, hex, 2 * bytes);
		label->hex[2 * bytes] = '\0';
		return (0);
	}
	return (-1);
}

enum label_verdict
label_read(struct label *label, const char *text)
{
	size_t name = strcspn(text, ":"), i;
	const struct algorithm *a;

	label->kind = 0;
	if (text[name] != ':')
		return (LABEL_BAD);
	for (i = 0; i < sizeof(algorithms) / sizeof(algorithms[0]); i++) {
		a = &algorithms[i];
		if (strlen(a->name) != name ||
		    strncasecmp(a->name, text, name) != 0)
			continue;
		if (value(label, text + name + 1, a->bytes) == -1)
			return (LABEL_BAD);
		label->kind = a->kind;
		return (LABEL_GOOD);
	}
	return (LABEL_UNKNOWN);
}

int
label_holds(const struct label *label, const struct hash_sum *sum)
{
	const char *hex;

	switch (label->kind) {
	case HASH_SHA256:
		hex = sum->sha256;
		break;
	case HASH_SHA512:
		hex = sum->sha512;
		break;
	case HASH_SHA1:
		hex = sum->sha1;
		break;
	default:
		hex = sum->md5;
	}
	return (strcmp(label->hex, hex) == 0);
}
