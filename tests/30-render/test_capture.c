/*
 * test_capture.c - captures for the tests of this room, made by the word.
 *
 * Without arguments it claims that what it makes is a capture.  With them it
 * serves the shell tests:
 *	test_capture make CASE JOB	order.xml and capture/ in the new
 *					folder JOB
 *	test_capture seal JOB		reckon the digests of capture/ anew,
 *					after a test has changed a file
 *	test_capture rows PNG...	all their rows to stdout, as RGB
 *	test_capture apart FILE FILE	how far the bytes of two files lie
 *					apart: the most, and 100 times the mean
 */
#include "../harness/check.h"

#include <png.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/record/order.h"
#include "core/text.h"
#include "core/xml.h"

#define WIDTH 1366
#define LEFT 60
#define SLICE 4096
#define ENDED 1795435200	/* 2026-11-23T12:00:00Z */
#define MAX_BOXES 40000

struct box {
	int x, y, w, h, grey;
};

struct page {
	struct xml_writer *w;
	int x, y;		/* of the next word */
	int height;
	int noise;		/* per cent of the rows that are a photograph */
	int grain;		/* it has soft colours with some grain */
	int kinds;		/* each slice another kind of PNG */
	int copies;		/* the second slice and on are one file's copies */
	const char *lang;	/* of the page */
	struct box *box;
	int count;
};

/* ---- the layout ---- */

static void
paint(struct page *p, int x, int y, int w, int h)
{
	struct box box = { x, y, w, h, 120 };

	if (p->count < MAX_BOXES)
		p->box[p->count++] = box;
}

static void
place(struct page *p, int x, int y, int w, int h)
{
	xml_setf(p->w, "x", "%d", x);
	xml_setf(p->w, "y", "%d", y);
	xml_setf(p->w, "w", "%d", w);
	xml_setf(p->w, "h", "%d", h);
}

/* As wide as a browser might draw it, at 16 px. */
static int
word_width(const char *s, size_t size)
{
	const char *end = s + size;
	uint32_t cp;
	int w = 0;

	while (s < end) {
		s = text_next(s, end, &cp);
		w += cp >= 0x2e80 ? 16 : cp >= 0x300 && cp < 0x370 ? 0 : 8;
	}
	return (w == 0 ? 1 : w);
}

/* One run on one line, from p->x on; words split at spaces. */
static void
put_run(struct page *p, const char *text, const char *lang, int join, int rtl)
{
	const char *s;
	size_t n;
	int x = p->x, w, total = 0;

	for (s = text; *s != '\0'; s += n + strspn(s + n, " ")) {
		n = strcspn(s, " ");
		total += word_width(s, n) + (total > 0 ? 6 : 0);
	}
	xml_open(p->w, "run");
	place(p, x, p->y, total, 20);
	xml_set(p->w, "size", "16");
	xml_set(p->w, "join", join ? "true" : NULL);
	xml_set(p->w, "rtl", rtl ? "true" : NULL);
	xml_set(p->w, "lang", lang);
	if (rtl)
		x += total;
	for (s = text; *s != '\0'; s += n + strspn(s + n, " ")) {
		char *word = strndup(s, n = strcspn(s, " "));

		w = word_width(s, n);
		x -= rtl ? w : 0;
		xml_open(p->w, "w");
		xml_setf(p->w, "x", "%d", x);
		xml_setf(p->w, "w", "%d", w);
		xml_put(p->w, word);
		xml_close(p->w);
		paint(p, x, p->y + 4, w, 14);
		x += rtl ? -6 : w + 6;
		free(word);
	}
	xml_close(p->w);
	p->x += total + 6;
}

static void
put_line(struct page *p)
{
	p->x = LEFT;
	p->y += 26;
}

static void
put_text(struct page *p, const char *text, const char *lang, int rtl)
{
	xml_open(p->w, "paragraph");
	put_run(p, text, lang, 0, rtl);
	xml_close(p->w);
	put_line(p);
}

static void
put_heading(struct page *p, int level, const char *text)
{
	xml_open(p->w, "heading");
	xml_setf(p->w, "level", "%d", level);
	put_run(p, text, NULL, 0, 0);
	xml_close(p->w);
	put_line(p);
}

static void
put_picture(struct page *p, int w, int h, const char *alt)
{
	xml_open(p->w, "picture");
	place(p, p->x, p->y, w, h);
	xml_set(p->w, "source", "https://www.example.org/bild.png");
	xml_set(p->w, "alt", alt);
	xml_close(p->w);
	paint(p, p->x, p->y, w, h);
	p->x += w + 6;
}

static void
put_link(struct page *p, const char *address, const char *text)
{
	xml_open(p->w, "link");
	xml_set(p->w, "address", address);
	xml_open(p->w, "box");
	place(p, p->x, p->y, 8 * (int)strlen(text), 20);
	xml_close(p->w);
	put_run(p, text, NULL, 0, 0);
	xml_close(p->w);
}

static void
put_cell(struct page *p, const char *text, const char *name,
    const char *value)
{
	xml_open(p->w, "cell");
	if (name != NULL)
		xml_set(p->w, name, value);
	xml_open(p->w, "paragraph");
	put_run(p, text, NULL, 0, 0);
	xml_close(p->w);
	xml_close(p->w);
}

static void
put_item(struct page *p, const char *text)
{
	xml_open(p->w, "item");
	put_text(p, text, NULL, 0);
	xml_close(p->w);
}

/* ---- the cases ---- */

static void
case_scripts(struct page *p)
{
	put_heading(p, 2, "Språk på sidan");
	put_text(p, "Räksmörgås åt jag på ön, å så gott det var", NULL, 0);
	put_text(p, "Привет мир из муниципалитета", "ru", 0);
	put_text(p, "Καλημέρα κόσμε", "el", 0);
	put_text(p, "مرحبا بالعالم في البلدية", "ar", 1);
	put_text(p, "שלום עולם", "he", 1);
	put_text(p, "市政府网站 欢迎 您", "zh-Hans", 0);
	put_text(p, "こんにちは 世界", "ja", 0);
	put_text(p, "Glad 😀 familj 👨‍👩‍👧‍👦 flagga 🇸🇪 slut", NULL, 0);
	xml_open(p->w, "paragraph");
	put_run(p, "Sam", NULL, 0, 0);
	p->x -= 6;
	put_run(p, "manskrivet", NULL, 1, 0);
	put_run(p, "in English", "en", 0, 0);
	put_run(p, "och svenska igen", NULL, 0, 0);
	xml_close(p->w);
	put_line(p);
}

static void
case_lists(struct page *p)
{
	put_heading(p, 4, "Listor");
	xml_open(p->w, "list");
	put_item(p, "Första punkten");
	xml_open(p->w, "item");
	put_text(p, "Andra punkten", NULL, 0);
	xml_open(p->w, "list");
	put_item(p, "Inre punkt");
	xml_close(p->w);
	xml_close(p->w);
	xml_open(p->w, "item");
	xml_close(p->w);
	xml_close(p->w);
}

static void
case_tables(struct page *p)
{
	put_heading(p, 1, "Tabeller");
	xml_open(p->w, "table");
	xml_open(p->w, "row");
	put_cell(p, "Ort", "header", "true");
	put_cell(p, "Tider", "columns", "2");
	xml_close(p->w);
	put_line(p);
	xml_open(p->w, "row");
	put_cell(p, "Exempelby", "header", "true");
	put_cell(p, "08:00", NULL, NULL);
	put_cell(p, "17:00", "rows", "2");
	xml_close(p->w);
	put_line(p);
	xml_open(p->w, "row");
	put_cell(p, "Provstad", NULL, NULL);
	xml_open(p->w, "cell");
	xml_close(p->w);
	xml_close(p->w);
	put_line(p);
	xml_close(p->w);
	xml_open(p->w, "table");
	xml_open(p->w, "row");
	put_cell(p, "Ojämn", "header", "true");
	xml_close(p->w);
	put_line(p);
	xml_open(p->w, "row");
	put_cell(p, "två", NULL, NULL);
	put_cell(p, "celler", NULL, NULL);
	xml_close(p->w);
	put_line(p);
	xml_close(p->w);
}

static void
case_links(struct page *p)
{
	put_heading(p, 3, "Länkar och bilder");
	xml_open(p->w, "paragraph");
	put_run(p, "Läs", NULL, 0, 0);
	put_link(p, "https://www.example.org/sök?ort=Åby&sida=2", "mer här");
	put_run(p, "om saken", NULL, 0, 0);
	xml_close(p->w);
	put_line(p);
	xml_open(p->w, "paragraph");
	put_link(p, "javascript:alert(1)", "Farlig");
	put_link(p, "", "Tom");
	put_link(p, "mailto:kontakt@example.org", "Skriv till oss");
	xml_close(p->w);
	put_line(p);
	xml_open(p->w, "paragraph");
	put_picture(p, 200, 100, "En röd stuga vid sjön");
	put_picture(p, 200, 100, NULL);
	xml_open(p->w, "link");
	xml_set(p->w, "address", "https://www.example.org/bild");
	xml_open(p->w, "box");
	place(p, p->x, p->y, 100, 100);
	xml_close(p->w);
	put_picture(p, 100, 100, "Kommunens vapen");
	xml_close(p->w);
	xml_close(p->w);
	p->y += 110;
	put_line(p);
	/* What nobody sees: beside the page, and a counter's picture. */
	xml_open(p->w, "paragraph");
	p->x = -9999;
	put_run(p, "osynligt", NULL, 0, 0);
	p->x = LEFT;
	put_picture(p, 1, 1, NULL);
	xml_close(p->w);
}

static void
case_mixed(struct page *p)
{
	case_scripts(p);
	case_lists(p);
	case_tables(p);
	case_links(p);
	p->height = p->y + 40;
}

/* A text with a number in it, every 20 words a line, up to the height. */
static void
case_lines(struct page *p, int step)
{
	char text[400];
	int i, n = 0;
	size_t at;

	while (p->y + step < p->height) {
		if (n % 50 == 0) {
			(void)snprintf(text, sizeof(text), "Rubrik %d", n / 50);
			put_heading(p, n % 100 == 0 ? 1 : 3, text);
		}
		for (at = 0, i = 0; i < 14; i++)
			at += (size_t)snprintf(text + at, sizeof(text) - at,
			    "%sord%d", i > 0 ? " " : "", n * 14 + i);
		put_text(p, text, NULL, 0);
		if (n % 10 == 0) {
			xml_open(p->w, "paragraph");
			put_link(p, "https://www.example.org/", "länk");
			xml_close(p->w);
		}
		p->y += step - 26;
		n++;
	}
	/* A link and a picture that lie across the first page's end. */
	if (p->height > 20100) {
		p->y = 19990;
		p->x = 1200;
		xml_open(p->w, "paragraph");
		put_link(p, "https://www.example.org/tvärs", "tvärs");
		put_picture(p, 100, 100, "Tvärs över");
		xml_close(p->w);
	}
}

/* The same in each slice: a line of words every quarter of it. */
static void
case_high(struct page *p)
{
	char text[200];
	int i;
	size_t at;

	for (p->y = 40; p->y < p->height - 60; p->y += SLICE / 4 - 26) {
		for (at = 0, i = 0; i < 10; i++)
			at += (size_t)snprintf(text + at, sizeof(text) - at,
			    "%sord%07d", i > 0 ? " " : "", p->y + i);
		p->x = LEFT;
		put_text(p, text, NULL, 0);
	}
}

/* More of each than an array of PDF/A-1 may hold. */
static void
case_many(struct page *p)
{
	char text[40];
	int i;

	for (i = 0; i < 8300; i++) {
		(void)snprintf(text, sizeof(text), "stycke%d", i);
		p->x = LEFT + i % 10 * 120;
		p->y = 10 + i / 100 * 30;
		xml_open(p->w, "paragraph");
		put_run(p, text, NULL, 0, 0);
		xml_close(p->w);
	}
	xml_open(p->w, "list");
	for (i = 0; i < 2100; i++) {
		(void)snprintf(text, sizeof(text), "punkt%d", i);
		p->x = LEFT + i % 10 * 120;
		p->y = 3000 + i / 10 * 30;
		xml_open(p->w, "item");
		xml_open(p->w, "paragraph");
		put_link(p, "https://www.example.org/", text);
		xml_close(p->w);
		xml_close(p->w);
	}
	xml_close(p->w);
	xml_open(p->w, "table");
	for (i = 0; i < 2100; i++) {
		p->x = LEFT;
		p->y = 17000 + i;
		xml_open(p->w, "row");
		(void)snprintf(text, sizeof(text), "rad%d", i);
		put_cell(p, text, i == 0 ? "header" : NULL, "true");
		put_cell(p, "värde", i == 0 ? "header" : NULL, "true");
		xml_close(p->w);
	}
	xml_close(p->w);
}

/* The most that a page may hold: 70,000 paragraphs, items, links. */
static void
case_million(struct page *p)
{
	char text[60];
	int i;

	for (i = 0; i < 20000; i++) {
		p->x = LEFT;
		p->y = 10 + i * 50;
		(void)snprintf(text, sizeof(text), "Rad %d av tjugotusen", i);
		if (i % 500 == 0)
			put_heading(p, 1 + i % 1000 / 500, text);
		xml_open(p->w, "list");
		xml_open(p->w, "item");
		p->x = LEFT;
		p->y = 10 + i * 50;
		if (i % 4 == 0) {
			xml_open(p->w, "paragraph");
			put_link(p, "https://www.example.org/", text);
			xml_close(p->w);
		} else if (i % 4 == 1) {
			xml_open(p->w, "paragraph");
			put_picture(p, 40, 40, text);
			xml_close(p->w);
		} else
			put_text(p, text, NULL, 0);
		xml_close(p->w);
		xml_close(p->w);
	}
}

static int
make_case(struct page *p, const char *name)
{
	if (strcmp(name, "mixed") == 0 || strcmp(name, "english") == 0)
		case_mixed(p);
	else if (strcmp(name, "empty") == 0)
		p->height = 900;
	else if (strcmp(name, "kinds") == 0)
		case_lines(p, 100);
	else if (strcmp(name, "tall") == 0)
		case_lines(p, 80);
	else if (strcmp(name, "photo") == 0 || strcmp(name, "grain") == 0 ||
	    strcmp(name, "dense") == 0)
		case_lines(p, 26);
	else if (strcmp(name, "many") == 0)
		case_many(p);
	else if (strcmp(name, "million") == 0)
		case_million(p);
	else if (strcmp(name, "high") == 0)
		case_high(p);
	else if (strcmp(name, "line") == 0)
		p->height = 1;
	else
		return (-1);
	return (0);
}

static void
set_case(struct page *p, const char *name)
{
	p->height = strcmp(name, "tall") == 0 ? 60000 :
	    strcmp(name, "million") == 0 || strcmp(name, "high") == 0 ?
	    1000000 :
	    strcmp(name, "kinds") == 0 ? 1100 : 20000;
	p->copies = p->height == 1000000;
	p->grain = strcmp(name, "grain") == 0;
	p->noise = strcmp(name, "photo") == 0 ? 17 : p->grain ? 50 : 0;
	p->kinds = strcmp(name, "kinds") == 0;
	p->lang = strcmp(name, "english") == 0 ? "en-GB" : "sv";
}

/* ---- the pictures ---- */

static void
fill_row(const struct page *p, int y, uint8_t *row, unsigned *seed)
{
	const struct box *b;
	int i, x;

	memset(row, 255, WIDTH * 3);
	if (y % 100 < p->noise)
		for (i = 0; i < WIDTH * 3; i++) {
			*seed = *seed * 1103515245u + 12345u;
			row[i] = (uint8_t)(*seed >> 20);
			if (p->grain)
				row[i] = (uint8_t)(80 + i / 40 + row[i] % 8);
		}
	for (i = 0; i < p->count; i++) {
		b = &p->box[i];
		if (y < b->y || y >= b->y + b->h)
			continue;
		for (x = b->x < 0 ? 0 : b->x; x < b->x + b->w && x < WIDTH;
		    x++)
			memset(row + 3 * x, b->grey, 3);
	}
}

/* Kinds: 0 RGB, 1 RGBA, 2 grey, 3 palette, 4 RGB of 16 bits, 5 interlaced. */
static void
convert_row(const uint8_t *rgb, uint8_t *out, int kind)
{
	int x, c;

	for (x = 0; x < WIDTH; x++) {
		for (c = 0; c < 3 && kind != 2 && kind != 3; c++) {
			if (kind == 4)
				memset(out + 6 * x + 2 * c, rgb[3 * x + c], 2);
			else
				out[(kind == 1 ? 4 : 3) * x + c] =
				    rgb[3 * x + c];
		}
		if (kind == 1)
			out[4 * x + 3] = x < WIDTH / 2 ? 255 : 100;
		if (kind == 2)
			out[x] = rgb[3 * x];
		if (kind == 3)
			out[x] = rgb[3 * x] == 255;
	}
}

static void
write_slice(const struct page *p, const char *path, int top, int height,
    int kind)
{
	static const int colour[6] = { PNG_COLOR_TYPE_RGB,
		PNG_COLOR_TYPE_RGB_ALPHA, PNG_COLOR_TYPE_GRAY,
		PNG_COLOR_TYPE_PALETTE, PNG_COLOR_TYPE_RGB,
		PNG_COLOR_TYPE_RGB };
	png_color palette[2] = { { 120, 120, 120 }, { 255, 255, 255 } };
	uint8_t rgb[WIDTH * 3], out[WIDTH * 6];
	unsigned seed = (unsigned)top + 1;
	png_structp png;
	png_infop info;
	FILE *f = fopen(path, "wb");
	int y, pass, passes;

	png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	info = png_create_info_struct(png);
	png_init_io(png, f);
	png_set_compression_level(png, 3);
	png_set_IHDR(png, info, WIDTH, (png_uint_32)height,
	    kind == 4 ? 16 : 8, colour[kind], kind == 5 ?
	    PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, 0, 0);
	if (kind == 3)
		png_set_PLTE(png, info, palette, 2);
	png_write_info(png, info);
	passes = png_set_interlace_handling(png);
	for (pass = 0; pass < passes; pass++)
		for (y = 0; y < height; y++) {
			fill_row(p, top + y, rgb, &seed);
			convert_row(rgb, out, kind);
			png_write_row(png, out);
		}
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	(void)fclose(f);
}

/* ---- the records ---- */

static int
save_order(const char *job, struct hash_sum *sum, struct fail *fail)
{
	static char zeros[] = "0000000000000000000000000000000000000000000000"
	    "000000000000000000";
	char browser[] = "browser", *inlet[1] = { browser };
	struct order o;
	char *path = path_join(job, "order.xml", fail);
	int rc;

#define S(text) ((char *)(uintptr_t)(text))
	memset(&o, 0, sizeof(o));
	o.account = S("facebook-exempelby");
	o.period = S("2026-H2");
	o.organisation = S("Exempelby kommun");
	o.organisation_number = S("000000-0000");
	o.archive_authority = S("Kommunstyrelsen");
	o.name = S("Exempelby kommun – Åbo & <Öst>");
	o.platform = S("Facebook");
	o.address = S("https://www.example.org/exempelby");
	o.purpose = S("Information till invånarna");
	o.audience = S("Invånare");
	o.contact = S("kontakt@example.org");
	o.unit = S("Kommunikation");
	o.board = S("Kommunstyrelsen i Exempelby");
	o.logins = S("Lösenordsvalvet");
	o.business_suite = S("no");
	o.status = S("active");
	o.decision.by = S("Kommunchefen");
	o.decision.date = S("2026-01-15");
	o.decision.number = S("KS 2026/1");
	o.inlet = inlet;
	o.inlet_count = 1;
	o.record_type = S("Ögonblicksbild av konto");
	o.action = S("bevaras");
	o.registration = S("hålls-ordnad");
	o.storage = S("Arkivytan");
	o.konton_sha256 = zeros;
	o.plan_sha256 = zeros;
	rc = path == NULL || order_save(&o, path, fail) == -1 ||
	    hash_file(path, HASH_SHA256, sum, fail) == -1 ? -1 : 0;
	free(path);
	return (rc);
}

static int
add_files(struct capture *c, const char *dir, struct fail *fail)
{
	size_t i;

	part_list_clear(&c->files);
	for (i = 0; i < c->slice_count; i++)
		if (part_add(&c->files, dir, c->slice[i].file, "image/png",
		    CAPTURE_SLICE, fail) == -1)
			return (-1);
	return (part_add(&c->files, dir, "layout.xml", "application/xml",
	    CAPTURE_LAYOUT, fail));
}

static int
copy_slice(const char *from, const char *dir, const char *name,
    struct fail *fail)
{
	char *to = path_join(dir, name, fail);
	int rc = to == NULL || link(from, to) == -1 ? -1 : 0;

	free(to);
	return (rc);
}

static int
save_capture(const struct page *p, const char *dir, const char *order,
    struct fail *fail)
{
	struct capture c;
	char *path = NULL, *slice = NULL, name[40];
	int y, h, rc = -1, step = p->kinds ? p->height / 6 + 1 :
	    p->copies ? 4000 : SLICE;

	memset(&c, 0, sizeof(c));
	c.retry_after_s = -1;
	c.id = text_copy("facebook-exempelby_20261123T120000Z", fail);
	c.account = text_copy("facebook-exempelby", fail);
	c.method = text_copy("browser", fail);
	c.order_sha256 = text_copy(order, fail);
	c.requested = text_copy("https://www.example.org/exempelby", fail);
	c.final = text_copy("https://www.example.org/exempelby?å=1", fail);
	c.started_utc = ENDED - 60;
	c.ended_utc = ENDED;
	c.tool = text_copy("bevara-fetch 0.1.0", fail);
	c.login = text_copy("logged-out", fail);
	c.http_status = 200;
	c.viewport_width = c.page_width = WIDTH;
	c.viewport_height = 1024;
	c.page_height = p->height;
	c.title = text_copy("Exempelby & <vänner> 🦐", fail);
	c.language = text_copy(p->lang, fail);
	c.verdict = text_copy("good", fail);
	for (y = 0; y < p->height; y += h) {
		h = p->height - y < step ? p->height - y : step;
		(void)snprintf(name, sizeof(name), "slice-%04d.png",
		    y / step + 1);
		if (y > step && p->copies) {
			if (copy_slice(slice, dir, name, fail) == -1)
				goto out;
		} else {
			free(slice);
			slice = path_join(dir, name, fail);
			write_slice(p, slice, y, h, p->kinds ? y / step : 0);
		}
		if (capture_add_slice(&c, name, y, WIDTH, h, fail) == -1)
			goto out;
	}
	if (add_files(&c, dir, fail) == -1 ||
	    (path = path_join(dir, "capture.xml", fail)) == NULL)
		goto out;
	rc = capture_save(&c, path, fail);
out:
	capture_clear(&c);
	free(path);
	free(slice);
	return (rc);
}

static int
save_layout(struct page *p, const char *dir, const char *name,
    struct fail *fail)
{
	struct page measured = *p;
	char *path = path_join(dir, "layout.xml", fail);
	int rc = -1, known;

	/* Twice: the first time only to know the height. */
	if (path == NULL || (measured.w = xml_writer_new(fail)) == NULL)
		goto out;
	xml_open(measured.w, "body");
	known = make_case(&measured, name);
	xml_writer_free(measured.w);
	p->height = measured.height;
	if (known == -1 || (p->w = xml_writer_new(fail)) == NULL)
		goto out;
	xml_open(p->w, "layout");
	xml_set(p->w, "xmlns", "urn:x-bevara:layout:1");
	xml_setf(p->w, "width", "%d", WIDTH);
	xml_setf(p->w, "height", "%d", p->height);
	xml_set(p->w, "lang", p->lang);
	xml_open(p->w, "body");
	(void)make_case(p, name);
	xml_close(p->w);
	xml_close(p->w);
	rc = xml_writer_save(p->w, path, "20-fetch.layout.xsd", fail);
	xml_writer_free(p->w);
out:
	free(path);
	return (rc);
}

static int
make(const char *name, const char *job, struct fail *fail)
{
	struct page p;
	struct hash_sum order;
	char *dir = path_join(job, "capture", fail);
	int rc = -1;

	memset(&p, 0, sizeof(p));
	p.x = LEFT;
	p.y = 40;
	set_case(&p, name);
	if (dir != NULL &&
	    (p.box = calloc(MAX_BOXES, sizeof(*p.box))) != NULL &&
	    file_make_dirs(dir, fail) == 0 &&
	    save_order(job, &order, fail) == 0 &&
	    save_layout(&p, dir, name, fail) == 0)
		rc = save_capture(&p, dir, order.sha256, fail);
	free(p.box);
	free(dir);
	return (rc);
}

static int
seal(const char *job, struct fail *fail)
{
	struct capture c;
	char *dir = path_join(job, "capture", fail), *path = NULL;
	int rc = -1;

	memset(&c, 0, sizeof(c));
	if (dir != NULL &&
	    (path = path_join(dir, "capture.xml", fail)) != NULL &&
	    capture_load(&c, path, fail) == 0 &&
	    add_files(&c, dir, fail) == 0)
		rc = capture_save(&c, path, fail);
	capture_clear(&c);
	free(dir);
	free(path);
	return (rc);
}

/* ---- looking at pictures ---- */

static int
print_rows(const char *path)
{
	png_image im;
	uint8_t *rows;
	int rc = -1;

	memset(&im, 0, sizeof(im));
	im.version = PNG_IMAGE_VERSION;
	if (!png_image_begin_read_from_file(&im, path))
		return (-1);
	im.format = PNG_FORMAT_RGB;
	if ((rows = malloc(PNG_IMAGE_SIZE(im))) != NULL &&
	    png_image_finish_read(&im, NULL, rows, 0, NULL) &&
	    fwrite(rows, PNG_IMAGE_SIZE(im), 1, stdout) == 1)
		rc = 0;
	free(rows);
	png_image_free(&im);
	return (rc);
}

static int
print_apart(const char *a, const char *b)
{
	FILE *fa = fopen(a, "rb"), *fb = fopen(b, "rb");
	long long n = 0, sum = 0;
	int ca = 0, cb = 0, most = 0;

	while (fa != NULL && fb != NULL && ca != EOF && cb != EOF) {
		if ((ca = getc(fa)) == EOF || (cb = getc(fb)) == EOF)
			break;
		n++;
		sum += abs(ca - cb);
		most = abs(ca - cb) > most ? abs(ca - cb) : most;
	}
	if (ca == EOF)
		cb = getc(fb);
	if (fa != NULL)
		(void)fclose(fa);
	if (fb != NULL)
		(void)fclose(fb);
	/* One is longer, or nothing was there. */
	if (n == 0 || ca != EOF || cb != EOF)
		return (-1);
	printf("%d %lld\n", most, 100 * sum / n);
	return (0);
}

/* ---- the claim ---- */

static void
what_is_made_is_a_capture(void)
{
	struct fail fail = FAIL_INIT;
	struct capture c;
	char job[] = "/tmp/test_capture.XXXXXX", path[200];

	memset(&c, 0, sizeof(c));
	NEED(mkdtemp(job) != NULL);
	CHECK_INT(make("mixed", job, &fail), 0);
	CHECK_INT(seal(job, &fail), 0);
	CHECK_STR(fail.text, "");
	(void)snprintf(path, sizeof(path), "%s/capture/capture.xml", job);
	CHECK_INT(capture_load(&c, path, &fail), 0);
	CHECK_INT(capture_is_record(&c, &fail), 0);
	CHECK_INT(c.slice_count, 1);
	(void)snprintf(path, sizeof(path), "%s/capture", job);
	CHECK_INT(part_check(&c.files, path, &fail), 0);
	capture_clear(&c);
	file_remove_tree(job);
}

int
main(int argc, char **argv)
{
	struct fail fail = FAIL_INIT;
	int rc = -1, i;

	if (argc > 2 && strcmp(argv[1], "rows") == 0)
		for (rc = 0, i = 2; i < argc && rc == 0; i++)
			rc = print_rows(argv[i]);
	else if (argc == 4 && strcmp(argv[1], "apart") == 0)
		rc = print_apart(argv[2], argv[3]);
	else if (argc == 4 && strcmp(argv[1], "make") == 0)
		rc = make(argv[2], argv[3], &fail);
	else if (argc == 3 && strcmp(argv[1], "seal") == 0)
		rc = seal(argv[2], &fail);
	else {
		RUN(what_is_made_is_a_capture);
		return (check_end());
	}
	if (rc == -1)
		(void)fprintf(stderr, "test_capture: %s\n", fail.text);
	return (rc == -1);
}
