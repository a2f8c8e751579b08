#include "fetch/picture.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>
#include <zlib.h>

#include "core/fail.h"

#define CHUNK_FRAME 12		/* length, type and sum of a chunk */

static const uint8_t signature[8] = { 137, 'P', 'N', 'G', 13, 10, 26, 10 };

static uint32_t
number_at(const uint8_t *p)
{
	return ((uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3]);
}

int
picture_check(const void *bytes, size_t n, int width, int height,
    struct fail *fail)
{
	const uint8_t *p = bytes;
	size_t at = sizeof(signature);
	uint32_t size;

	if (n < at + CHUNK_FRAME + 13 || memcmp(p, signature, at) != 0 ||
	    memcmp(p + at + 4, "IHDR", 4) != 0)
		return (fail_set(fail, FAIL_DATA, n == 0 ?
		    "the browser gave an empty picture" :
		    "the browser gave no PNG picture"));
	if (number_at(p + at + 8) != (uint32_t)width ||
	    number_at(p + at + 12) != (uint32_t)height)
		return (fail_set(fail, FAIL_DATA, "the browser gave a picture "
		    "of %u x %u pixels where %d x %d were asked for",
		    number_at(p + at + 8), number_at(p + at + 12), width,
		    height));
	while (n - at >= CHUNK_FRAME) {
		size = number_at(p + at);
		if (size > n - at - CHUNK_FRAME)
			break;
		if (crc32(0, p + at + 4, size + 4) !=
		    number_at(p + at + 8 + size))
			break;
		if (memcmp(p + at + 4, "IEND", 4) == 0)
			return (0);
		at += CHUNK_FRAME + size;
	}
	return (fail_set(fail, FAIL_DATA, "the browser gave a picture that "
	    "is cut or damaged"));
}

int
picture_one_colour(const void *bytes, size_t n, int *one, struct fail *fail)
{
	png_image image = { .version = PNG_IMAGE_VERSION };
	uint8_t *pixels = NULL;
	size_t i, count, other = 0;
	int rc = -1;

	if (!png_image_begin_read_from_memory(&image, bytes, n)) {
		fail_set(fail, FAIL_DATA, "a picture cannot be read: %s",
		    image.message);
		goto out;
	}
	image.format = PNG_FORMAT_RGBA;
	count = (size_t)image.width * image.height;
	if ((pixels = malloc(count * 4 + 4)) == NULL) {
		fail_memory(fail);
		goto out;
	}
	if (!png_image_finish_read(&image, NULL, pixels, 0, NULL)) {
		fail_set(fail, FAIL_DATA, "a picture cannot be read: %s",
		    image.message);
		goto out;
	}
	for (i = 1; i < count; i++)
		other += memcmp(pixels, pixels + i * 4, 4) != 0;
	*one = other <= count / 1000;
	rc = 0;
out:
	png_image_free(&image);
	free(pixels);
	return (rc);
}
