/*
 * marks.c - marks PNG...: count coloured marks in a page's pictures.
 *
 * The pictures are those of one page, from its top.  A mark is at least 8
 * pixels high, of the colour (r, 255 - r, 60).  Prints how many different ones
 * there are, and how often the one that is there most often is seen.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#define WIDE 4096
#define STEP 4			/* a column in so many is looked at */
#define HIGH 8

struct column {
	int colour;		/* of the mark that is being looked at; or -1 */
	int high;
	int seen[256];
};

static struct column column[WIDE / STEP];

static void
look(struct column *c, const png_byte *p)
{
	int colour = p[2] == 60 && p[0] + p[1] == 255 ? p[0] : -1;

	if (colour != c->colour)
		c->high = 0;
	c->colour = colour;
	if (colour != -1 && ++c->high == HIGH)
		c->seen[colour]++;
}

static int
read_picture(const char *path)
{
	png_image image = { .version = PNG_IMAGE_VERSION };
	png_byte *pixels;
	png_uint_32 x, y;

	if (!png_image_begin_read_from_file(&image, path))
		return (-1);
	image.format = PNG_FORMAT_RGB;
	if (image.width > WIDE ||
	    (pixels = malloc(PNG_IMAGE_SIZE(image))) == NULL)
		return (-1);
	if (!png_image_finish_read(&image, NULL, pixels, 0, NULL))
		return (-1);
	for (y = 0; y < image.height; y++)
		for (x = 0; x < image.width; x += STEP)
			look(&column[x / STEP],
			    pixels + ((size_t)y * image.width + x) * 3);
	free(pixels);
	return (0);
}

int
main(int argc, char **argv)
{
	int most[256] = { 0 }, different = 0, often = 0, i, k;

	for (i = 0; i < WIDE / STEP; i++)
		column[i].colour = -1;
	for (i = 1; i < argc; i++) {
		if (read_picture(argv[i]) == -1) {
			fprintf(stderr, "marks: cannot read '%s'\n", argv[i]);
			return (1);
		}
	}
	for (i = 0; i < WIDE / STEP; i++)
		for (k = 0; k < 256; k++)
			if (column[i].seen[k] > most[k])
				most[k] = column[i].seen[k];
	for (k = 0; k < 256; k++) {
		different += most[k] > 0;
		if (most[k] > often)
			often = most[k];
	}
	printf("%d %d\n", different, often);
	return (0);
}
