#include "render/unpack.h"

#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#include "core/fail.h"

struct unpack {
	struct libdeflate_decompressor *decompressor;
	uint8_t *area;		/* owned; the rows, and after them the data */
	size_t rows, packed, most;	/* bytes: promised, so far, at most */
};

struct unpack *
unpack_new(struct fail *fail)
{
	struct unpack *u;

	if ((u = calloc(1, sizeof(*u))) == NULL ||
	    (u->decompressor = libdeflate_alloc_decompressor()) == NULL ||
	    (u->area = malloc(UNPACK_BYTES)) == NULL) {
		(void)fail_memory(fail);
		unpack_free(u);
		return (NULL);
	}
	return (u);
}

int
unpack_start(struct unpack *u, uint64_t packed, uint64_t rows)
{
	if (rows > UNPACK_BYTES || packed > UNPACK_BYTES - rows)
		return (0);
	u->rows = (size_t)rows;
	u->most = (size_t)packed;
	u->packed = 0;
	return (1);
}

int
unpack_add(struct unpack *u, const uint8_t *bytes, size_t size)
{
	if (size > u->most - u->packed)
		return (-1);
	memcpy(u->area + u->rows + u->packed, bytes, size);
	u->packed += size;
	return (0);
}

const uint8_t *
unpack_packed(const struct unpack *u, size_t *size)
{
	*size = u->packed;
	return (u->area + u->rows);
}

const uint8_t *
unpack_rows(struct unpack *u)
{
	size_t read = 0, made = 0;

	if (libdeflate_zlib_decompress_ex(u->decompressor, u->area + u->rows,
	    u->packed, u->area, u->rows, &read, &made) != LIBDEFLATE_SUCCESS ||
	    read != u->packed || made != u->rows)
		return (NULL);
	return (u->area);
}

void
unpack_free(struct unpack *u)
{
	if (u == NULL)
		return;
	if (u->decompressor != NULL)
		libdeflate_free_decompressor(u->decompressor);
	free(u->area);
	free(u);
}
