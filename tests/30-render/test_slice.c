/* test_slice.c - every kind of PNG becomes the right 8-bit RGB rows. */
#include "../harness/check.h"

#include <png.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "core/fail.h"
#include "render/pdfobj.h"
#include "render/slice.h"

#define W 37			/* not a whole number of bytes at 1 bit */
#define H 29

struct kind {
	int depth, colour, interlace, key;	/* key: a tRNS colour */
};

static char dir[64];

/* A value of 0..255 that the depth can hold. */
static int
level(int x, int y, int depth)
{
	int most = (1 << (depth > 8 ? 8 : depth)) - 1;

	return ((x * 7 + y * 13) % (most + 1) * 255 / most);
}

static void
put_pixel(uint8_t *row, int x, int y, const struct kind *k)
{
	int v = level(x, y, k->depth), c, channels, bit;

	if (k->depth < 8) {
		bit = x * k->depth;
		row[bit / 8] |= (uint8_t)((v * ((1 << k->depth) - 1) / 255)
		    << (8 - k->depth - bit % 8));
		return;
	}
	channels = k->colour == PNG_COLOR_TYPE_GRAY ||
	    k->colour == PNG_COLOR_TYPE_PALETTE ? 1 :
	    k->colour == PNG_COLOR_TYPE_GRAY_ALPHA ? 2 :
	    k->colour == PNG_COLOR_TYPE_RGB ? 3 : 4;
	for (c = 0; c < channels; c++) {
		int value = c == channels - 1 && channels % 2 == 0 ?
		    (x % 2 ? 255 : 0) : c == 1 ? 255 - v : v;

		if (k->depth == 16)
			memset(row + 2 * (x * channels + c), value, 2);
		else
			row[x * channels + c] = (uint8_t)value;
	}
}

static void
write_png(const char *path, const struct kind *k)
{
	png_color palette[256];
	png_color_16 key = { 0, 0, 255, 0, 0 };
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL,
	    NULL, NULL);
	png_infop info = png_create_info_struct(png);
	uint8_t row[W * 8];
	FILE *f = fopen(path, "wb");
	int i, y, passes;

	png_init_io(png, f);
	png_set_IHDR(png, info, W, H, k->depth, k->colour, k->interlace, 0,
	    0);
	for (i = 0; i < 256; i++)
		palette[i].red = palette[i].green = palette[i].blue =
		    (png_byte)(k->depth < 8 ? i * 255 / ((1 << k->depth) - 1)
		    : i);
	if (k->colour == PNG_COLOR_TYPE_PALETTE)
		png_set_PLTE(png, info, palette, 1 << k->depth);
	if (k->key)
		png_set_tRNS(png, info, NULL, 0, &key);
	png_write_info(png, info);
	passes = png_set_interlace_handling(png);
	while (passes-- > 0)
		for (y = 0; y < H; y++) {
			memset(row, 0, sizeof(row));
			for (i = 0; i < W; i++)
				put_pixel(row, i, y, k);
			png_write_row(png, row);
		}
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	(void)fclose(f);
}

/* What a viewer must see at a place, channel by channel. */
static int
expected(int x, int y, int c, const struct kind *k)
{
	int v = level(x, y, k->depth);
	int alpha = k->colour & PNG_COLOR_MASK_ALPHA;

	if (alpha && x % 2 == 0)
		return (255);	/* white shows through */
	if (k->key && v == 0)
		return (255);
	if ((k->colour & PNG_COLOR_MASK_COLOR) == 0 ||
	    k->colour == PNG_COLOR_TYPE_PALETTE)
		return (v);
	return (c == 1 ? 255 - v : v);
}

/* The rows as they go into the PDF; the PNG's own with their filters. */
static int
read_rows(struct slice *s, uint8_t *rows, size_t size)
{
	struct pdfobj_source source;
	static uint8_t packed[200000];
	size_t used = 0;
	uLongf out = size;
	long n;

	slice_source(&s->piece[0], &source);
	if (source.rewind(source.arg) == -1)
		return (-1);
	while ((n = source.read(source.arg, packed + used, 1000)) > 0)
		used += (size_t)n;
	if (n != 0 || used != source.size ||
	    uncompress(rows, &out, packed, used) != Z_OK || out != size)
		return (-1);
	return (0);
}

static void
check_kind(const struct kind *k)
{
	static uint8_t rows[H * 3 * W];
	const struct slice_how how = { dir, 0, NULL, 0 };
	struct slice s = SLICE_INIT;
	struct fail fail = FAIL_INIT;
	char path[100];
	int x, y, c, wrong = 0;

	(void)snprintf(path, sizeof(path), "%s/a.png", dir);
	write_png(path, k);
	CHECK_INT(slice_open(&s, path, NULL, &fail), 0);
	CHECK_INT(slice_ready(&s, &how, &fail), 0);
	CHECK_INT(s.pieces, 1);
	CHECK_STR(fail.text, "");
	CHECK_INT(s.width, W);
	CHECK_INT(s.height, H);
	CHECK(s.made != NULL);	/* none of these can be passed on */
	CHECK_INT(read_rows(&s, rows, sizeof(rows)), 0);
	for (y = 0; y < H; y++)
		for (x = 0; x < W; x++)
			for (c = 0; c < 3; c++)
				wrong += rows[3 * (y * W + x) + c] !=
				    expected(x, y, c, k);
	CHECK_INT(wrong, 0);
	slice_clear(&s);
	CHECK_INT(access(path, F_OK), 0);
	(void)snprintf(path, sizeof(path), "%s/a.png.part", dir);
	CHECK_INT(access(path, F_OK), -1);
}

static void
every_kind_becomes_rgb_on_white(void)
{
	static const struct kind kinds[] = {
		{ 1, PNG_COLOR_TYPE_GRAY, 0, 0 },
		{ 2, PNG_COLOR_TYPE_GRAY, 0, 0 },
		{ 4, PNG_COLOR_TYPE_GRAY, 0, 0 },
		{ 8, PNG_COLOR_TYPE_GRAY, 0, 0 },
		{ 16, PNG_COLOR_TYPE_GRAY, 0, 0 },
		{ 1, PNG_COLOR_TYPE_PALETTE, 0, 0 },
		{ 4, PNG_COLOR_TYPE_PALETTE, 0, 0 },
		{ 8, PNG_COLOR_TYPE_PALETTE, 0, 0 },
		{ 8, PNG_COLOR_TYPE_GRAY_ALPHA, 0, 0 },
		{ 16, PNG_COLOR_TYPE_GRAY_ALPHA, 0, 0 },
		{ 8, PNG_COLOR_TYPE_RGB_ALPHA, 0, 0 },
		{ 16, PNG_COLOR_TYPE_RGB_ALPHA, 0, 0 },
		{ 16, PNG_COLOR_TYPE_RGB, 0, 0 },
		{ 8, PNG_COLOR_TYPE_RGB, 0, 1 },
		{ 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_ADAM7, 0 },
		{ 8, PNG_COLOR_TYPE_RGB_ALPHA, PNG_INTERLACE_ADAM7, 0 },
		{ 4, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_ADAM7, 0 },
	};
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		check_kind(&kinds[i]);
}

static void
plain_rgb_is_passed_on_as_it_is(void)
{
	static const struct kind k = { 8, PNG_COLOR_TYPE_RGB, 0, 0 };
	static uint8_t rows[H * (3 * W + 1)];
	const struct slice_how how = { dir, 0, NULL, 0 };
	struct slice s = SLICE_INIT;
	struct fail fail = FAIL_INIT;
	char path[100];

	(void)snprintf(path, sizeof(path), "%s/a.png", dir);
	write_png(path, &k);
	CHECK_INT(slice_open(&s, path, NULL, &fail), 0);
	CHECK_INT(slice_ready(&s, &how, &fail), 0);
	CHECK_INT(s.pieces, 1);
	CHECK(s.made == NULL);
	CHECK_INT(read_rows(&s, rows, sizeof(rows)), 0);
	/* A second reading, as libharu may ask for, gives the same. */
	CHECK_INT(read_rows(&s, rows, sizeof(rows)), 0);
	slice_clear(&s);
}

int
main(void)
{
	(void)snprintf(dir, sizeof(dir), "/tmp/test_slice.XXXXXX");
	if (mkdtemp(dir) == NULL)
		return (1);
	RUN(every_kind_becomes_rgb_on_white);
	RUN(plain_rgb_is_passed_on_as_it_is);
	{
		char path[100];

		(void)snprintf(path, sizeof(path), "%s/a.png", dir);
		(void)unlink(path);
		(void)rmdir(dir);
	}
	return (check_end());
}
