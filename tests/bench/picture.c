/*
 * picture.c - picture FILE WIDTH HEIGHT SEED: a PNG that packs about as well
 * as a photograph: soft colours with some grain.
 */
#include <png.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 4096

static uint32_t
next(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return (*state);
}

/* Waves of light, and grain in a third of the places. */
static void
paint(uint8_t *pixels, int width, int height, uint32_t seed)
{
	uint32_t state = seed * 2654435761u + 1, grain;
	int x, y, c, soft;

	for (y = 0; y < height; y++)
		for (x = 0; x < width; x++)
			for (c = 0; c < 3; c++) {
				soft = (x * (c + 1) + y * (3 - c) +
				    (int)(seed % 97) * 31 * (c + 2)) / 4 % 400;
				soft = 24 + (soft < 200 ? soft : 399 - soft);
				grain = next(&state);
				if (grain % 3 == 0)
					soft += (int)(grain >> 8) % 7 - 3;
				*pixels++ = (uint8_t)soft;
			}
}

int
main(int argc, char **argv)
{
	png_image image;
	uint8_t *pixels;
	int width, height, done;

	if (argc != 5)
		return (64);
	width = (int)strtol(argv[2], NULL, 10);
	height = (int)strtol(argv[3], NULL, 10);
	if (width < 1 || width > MOST || height < 1 || height > MOST)
		return (64);
	if ((pixels = malloc((size_t)width * (size_t)height * 3)) == NULL)
		return (75);
	paint(pixels, width, height, (uint32_t)strtoul(argv[4], NULL, 10));
	memset(&image, 0, sizeof(image));
	image.version = PNG_IMAGE_VERSION;
	image.width = (png_uint_32)width;
	image.height = (png_uint_32)height;
	image.format = PNG_FORMAT_RGB;
	done = png_image_write_to_file(&image, argv[1], 0, pixels, 0, NULL);
	free(pixels);
	return (done ? 0 : 73);
}
