/*
 * pixels.c - compare two PNG pictures, for the tests.
 *
 *	pixels A.png B.png
 *	pixels A.png B.png X1 Y1 X2 Y2 WIDTH HEIGHT
 *
 * The first prints the rows of A, how many of them are in B at the same place
 * with the same pixels, and the hundredths of a per cent that this is.  The
 * second compares only A's part from X1, Y1 on with B's from X2, Y2 on.  Ends
 * with 0 if both are the same, with 1 if not, with 2 if that cannot be told.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

static uint8_t *
read_picture(const char *path, png_image *image)
{
	uint8_t *pixels;

	memset(image, 0, sizeof(*image));
	image->version = PNG_IMAGE_VERSION;
	if (!png_image_begin_read_from_file(image, path)) {
		fprintf(stderr, "pixels: '%s': %s\n", path, image->message);
		return (NULL);
	}
	image->format = PNG_FORMAT_RGBA;
	if ((pixels = malloc(PNG_IMAGE_SIZE(*image))) == NULL ||
	    !png_image_finish_read(image, NULL, pixels, 0, NULL)) {
		fprintf(stderr, "pixels: '%s': %s\n", path, image->message);
		free(pixels);
		return (NULL);
	}
	return (pixels);
}

/* The part of both that argv names, or all of A. */
static int
read_parts(int argc, char **argv, const png_image *a, const png_image *b,
    size_t part[6])
{
	int i;

	memset(part, 0, 6 * sizeof(*part));
	part[4] = a->width;
	part[5] = a->height;
	for (i = 3; i < argc; i++)
		part[i - 3] = (size_t)strtoul(argv[i], NULL, 10);
	return (argc == 3 || (part[0] + part[4] <= a->width &&
	    part[1] + part[5] <= a->height && part[2] + part[4] <= b->width &&
	    part[3] + part[5] <= b->height));
}

int
main(int argc, char **argv)
{
	png_image a, b;
	uint8_t *pa = NULL, *pb = NULL;
	size_t y, part[6], same = 0;
	int status = 2;

	if ((argc != 3 && argc != 9) ||
	    (pa = read_picture(argv[1], &a)) == NULL ||
	    (pb = read_picture(argv[2], &b)) == NULL ||
	    !read_parts(argc, argv, &a, &b, part) || part[5] == 0)
		goto out;
	for (y = 0; y < part[5] && (argc == 9 || (y < b.height &&
	    a.width == b.width)); y++)
		same += memcmp(pa + 4 * ((part[1] + y) * a.width + part[0]),
		    pb + 4 * ((part[3] + y) * b.width + part[2]),
		    part[4] * 4) == 0;
	printf("%zu %zu %zu\n", part[5], same, same * 10000 / part[5]);
	status = same == part[5] && (argc == 9 || a.height == b.height) ?
	    0 : 1;
out:
	free(pa);
	free(pb);
	return (status);
}
