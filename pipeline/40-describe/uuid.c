#include "describe/uuid.h"

#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/hash.h"

/* Bevara's own: the first bytes of the SHA-256 of "urn:x-bevara", made v8. */
static const uint8_t name_space[16] = {
	0xed, 0x6c, 0x2a, 0x73, 0xea, 0x14, 0x8b, 0xbc,
	0x96, 0xec, 0x7f, 0x94, 0x96, 0x4a, 0xb4, 0x5a
};

int
uuid_make(const char *space, const char *key, char out[UUID_TEXT],
    struct fail *fail)
{
	static const char hex[] = "0123456789abcdef", variant[] = "89ab";
	struct buf name = BUF_INIT;
	struct hash_sum sum;
	size_t i, at = 0;
	int rc = -1;

	buf_add(&name, name_space, sizeof(name_space));
	buf_adds(&name, space);
	buf_addc(&name, '/');
	buf_adds(&name, key);
	if (buf_check(&name, fail) == -1 ||
	    hash_bytes(name.data, name.size, HASH_SHA256, &sum, fail) == -1)
		goto out;

	sum.sha256[12] = '8';	/* the version, then the variant's two bits */
	sum.sha256[16] = variant[(strchr(hex, sum.sha256[16]) - hex) & 3];
	for (i = 0; i < 32; i++) {
		if (i == 8 || i == 12 || i == 16 || i == 20)
			out[at++] = '-';
		out[at++] = sum.sha256[i];
	}
	out[at] = '\0';
	rc = 0;
out:
	buf_clear(&name);
	return (rc);
}
