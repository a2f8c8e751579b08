/*
 * test_break.c - PDF files broken on purpose, one defect each, to see whether
 * two judges agree on them.
 *
 * Without arguments it claims that what it changes is changed.  With them it
 * serves the shell tests:
 *	test_break list			the names of the defects
 *	test_break all FILE.pdf DIR	DIR/NAME.pdf for each, and sound.pdf
 *
 * The file is read by our own reader and written anew, each object in the
 * same form, with a right cross-reference table; a defect changes entries of
 * dictionaries, bytes of streams, or bytes of what is written.
 */
#include "../harness/check.h"

#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/text.h"
#include "render/pdf_read.h"
#include "render/pdf_stream.h"

#define MOST_EDITS 3
#define MOST_PATH 128

/*
 * An edit.  ${at} names the object (see find()).  ${key} is
 *	Name/Name	the entry at that path is set to ${value}; NULL: removed
 *	~text		in the stream, the text is replaced; ~^ and ~$ put it
 *			first and last, ~= in the place of all; *text everywhere
 *	@offset		in the stream, bytes are replaced
 *	~z		the stream is deflated
 *	^		the table leads so many bytes further
 *	!text		in the object as it is written, the text is replaced
 *	!!text		in the whole file, after the table was made
 */
struct edit {
	const char *at, *key, *value;
};

struct defect {
	const char *name;
	struct edit edit[MOST_EDITS];
};

#include "defects.h"

/* ---- which object ---- */

static int
is_at(const struct pdf_file *pdf, const struct pdf_object *o, const char *at)
{
	static const char *const by[][3] = { { "page", "Type", "Page" },
		{ "font", "Subtype", "Type0" },
		{ "cidfont", "Subtype", "CIDFontType2" },
		{ "descriptor", "Type", "FontDescriptor" },
		{ "image", "Subtype", "Image" }, { "link", "Subtype", "Link" },
		{ "xmp", "Type", "Metadata" } };
	size_t i;

	if (strncmp(at, "S:", 2) == 0)
		return (pdf_name_is(pdf_get(pdf, &o->value, "S"), at + 2) &&
		    pdf_find(&o->value, "P")->kind == PDF_REFERENCE);
	for (i = 0; i < sizeof(by) / sizeof(by[0]); i++)
		if (strcmp(at, by[i][0]) == 0)
			return (pdf_name_is(pdf_get(pdf, &o->value, by[i][1]),
			    by[i][2]));
	return (0);
}

/* What an entry of a dictionary that leads there refers to. */
static const struct pdf_object *
led(const struct pdf_file *pdf, const char *from, const char *key);

static const struct pdf_object *
find(const struct pdf_file *pdf, const char *at)
{
	static const char *const by[][3] = { { "catalog", "trailer", "Root" },
		{ "info", "trailer", "Info" },
		{ "tree", "catalog", "StructTreeRoot" },
		{ "contents", "page", "Contents" },
		{ "unicode", "font", "ToUnicode" },
		{ "glyphs", "cidfont", "CIDToGIDMap" },
		{ "outlines", "catalog", "Outlines" },
		{ "outline", "outlines", "First" },
		{ "icc", "intent", "DestOutputProfile" } };
	const struct pdf_value *list;
	size_t i;

	for (i = 0; i < sizeof(by) / sizeof(by[0]); i++)
		if (strcmp(at, by[i][0]) == 0)
			return (led(pdf, by[i][1], by[i][2]));
	if (strcmp(at, "intent") == 0) {
		list = pdf_get(pdf, &find(pdf, "catalog")->value,
		    "OutputIntents");
		return (list->kind == PDF_ARRAY ? pdf_target(pdf,
		    &list->as.item[0]) : NULL);
	}
	for (i = 0; i < pdf->count; i++)
		if (is_at(pdf, &pdf->object[i], at))
			return (&pdf->object[i]);
	return (NULL);
}

static const struct pdf_object *
led(const struct pdf_file *pdf, const char *from, const char *key)
{
	const struct pdf_object *o = NULL;

	if (strcmp(from, "trailer") == 0)
		return (pdf_target(pdf, pdf_find(&pdf->trailer, key)));
	o = find(pdf, from);
	return (o == NULL ? NULL : pdf_target(pdf, pdf_find(&o->value, key)));
}

/* ---- writing it anew ---- */

struct writing {
	const struct pdf_file *pdf;
	const struct defect *defect;
	const struct pdf_object *object;	/* NULL: the trailer */
	struct buf *out;
	int used;		/* edits that changed something */
};

static int
concerns(const struct writing *w, const struct edit *e)
{
	if (e->at == NULL)
		return (0);
	if (strcmp(e->at, "trailer") == 0)
		return (w->object == NULL);
	return (w->object != NULL && *e->at != '\0' &&
	    find(w->pdf, e->at) == w->object);
}

/* "#128/" and its like: something long. */
static void
put_long(struct writing *w, const char *s)
{
	long i, n = strtol(s + 1, NULL, 10);
	char kind = s[strlen(s) - 1];

	if (strcmp(s, "#self") == 0) {
		buf_addf(w->out, "%u 0 R", w->object->number);
		return;
	}
	buf_adds(w->out, kind == '{' || kind == '<' ? "<<" : kind == '(' ?
	    "(" : kind == '[' ? "[" : "/");
	if (kind == '<')
		buf_addc(w->out, '/');
	for (i = 0; i < n; i++)
		if (kind == '{')
			buf_addf(w->out, "/K%ld 1 ", i);
		else
			buf_adds(w->out, kind == '[' ? "0 " : "x");
	buf_adds(w->out, kind == '{' ? ">>" : kind == '<' ? " 1>>" :
	    kind == '(' ? ")" : kind == '[' ? "]" : "");
}

static void
put_new(struct writing *w, const char *value)
{
	w->used++;
	if (*value == '#')
		put_long(w, value);
	else
		buf_adds(w->out, value);
}

static const struct edit *
edit_of(const struct writing *w, const char *path)
{
	int i;

	for (i = 0; i < MOST_EDITS; i++)
		if (concerns(w, &w->defect->edit[i]) &&
		    strcmp(w->defect->edit[i].key, path) == 0)
			return (&w->defect->edit[i]);
	return (NULL);
}

static void put(struct writing *, const struct pdf_value *, const char *);

static void
put_entry(struct writing *w, const struct pdf_value *key,
    const struct pdf_value *value, const char *path)
{
	char below[MOST_PATH];
	const struct edit *e;

	(void)snprintf(below, sizeof(below), "%s%s%.*s", path,
	    *path == '\0' ? "" : "/", (int)key->count,
	    (const char *)key->as.bytes);
	e = edit_of(w, below);
	if (e != NULL && e->value == NULL) {
		w->used++;
		return;
	}
	put(w, key, "-");
	buf_addc(w->out, ' ');
	if (e != NULL)
		put_new(w, e->value);
	else
		put(w, value, below);
	buf_addc(w->out, '\n');
}

/* Entries that are not there yet. */
static void
put_added(struct writing *w, const struct pdf_value *dict, const char *path)
{
	size_t size = strlen(path);
	const struct edit *e;
	const char *name;
	int i;

	for (i = 0; i < MOST_EDITS; i++) {
		e = &w->defect->edit[i];
		if (!concerns(w, e) || strchr("~@!*^", *e->key) != NULL ||
		    e->value == NULL || strncmp(e->key, path, size) != 0)
			continue;
		name = e->key + size;
		if (size > 0 && *name++ != '/')
			continue;
		if (strchr(name, '/') != NULL ||
		    pdf_find(dict, name)->kind != PDF_NULL)
			continue;
		buf_addf(w->out, "/%s ", name);
		put_new(w, e->value);
		buf_addc(w->out, '\n');
	}
}

static void
put(struct writing *w, const struct pdf_value *v, const char *path)
{
	uint32_t i;

	switch (v->kind) {
	case PDF_BOOLEAN:
		buf_adds(w->out, v->as.integer ? "true" : "false");
		break;
	case PDF_INT:
		buf_addf(w->out, "%lld", (long long)v->as.integer);
		break;
	case PDF_REAL:
		buf_addf(w->out, "%.5f", v->as.real);
		break;
	case PDF_REFERENCE:
		buf_addf(w->out, "%lld %u R", (long long)v->as.integer,
		    v->count);
		break;
	case PDF_NAME:
	case PDF_STRING:
	case PDF_HEX_STRING:
		buf_addc(w->out, v->kind == PDF_NAME ? '/' : v->kind ==
		    PDF_STRING ? '(' : '<');
		buf_add(w->out, v->as.bytes, v->count);
		if (v->kind != PDF_NAME)
			buf_addc(w->out, v->kind == PDF_STRING ? ')' : '>');
		break;
	case PDF_ARRAY:
		buf_addc(w->out, '[');
		for (i = 0; i < v->count; i++) {
			put(w, &v->as.item[i], "-");
			buf_addc(w->out, ' ');
		}
		buf_addc(w->out, ']');
		break;
	case PDF_DICT:
		buf_adds(w->out, "<<\n");
		for (i = 0; i < v->count; i++)
			put_entry(w, &v->as.item[2 * i],
			    &v->as.item[2 * i + 1], path);
		put_added(w, v, path);
		buf_adds(w->out, ">>");
		break;
	default:
		buf_adds(w->out, "null");
	}
}

/* ---- changing bytes ---- */

/* Replace ${from} by ${to}, once or everywhere; returns how often. */
static int
replace(struct buf *b, const char *from, const char *to, int all)
{
	struct buf new = BUF_INIT;
	const uint8_t *s = b->data, *end = s + b->size, *at;
	size_t size = strlen(from);
	int n = 0;

	while ((n == 0 || all) && size > 0 && (at = memmem(s, (size_t)(end -
	    s), from, size)) != NULL) {
		buf_add(&new, s, (size_t)(at - s));
		buf_adds(&new, to);
		s = at + size;
		n++;
	}
	buf_add(&new, s, (size_t)(end - s));
	buf_clear(b);
	*b = new;
	return (n);
}

static void
put_saves(struct buf *b, long n)
{
	long i;

	for (i = 0; i < 2 * n; i++)
		buf_adds(b, i < n ? "q " : "Q ");
	buf_addc(b, '\n');
}

static void
edit_stream(struct writing *w, const struct edit *e, struct buf *b)
{
	struct buf more = BUF_INIT, new = BUF_INIT;
	uLongf size;
	size_t at;

	if (*e->value == '#')
		put_saves(&more, strtol(e->value + 1, NULL, 10));
	else
		buf_adds(&more, e->value);
	if (*e->key == '@') {
		at = (size_t)strtol(e->key + 1, NULL, 10);
		memcpy(b->data + at, more.data, more.size);
		w->used++;
	} else if (strcmp(e->key, "~z") == 0) {
		size = compressBound(b->size);
		if (buf_reserve(&new, size) == 0 && compress(new.data, &size,
		    b->data, b->size) == Z_OK)
			new.size = size;
		buf_clear(b);
		*b = new;
		w->used++;
	} else if (strcmp(e->key, "~=") == 0) {
		buf_reset(b);
		buf_add(b, more.data, more.size);
		w->used++;
	} else if (*e->key == '*')
		w->used += replace(b, e->key + 1, e->value, 1) > 0;
	else if (strcmp(e->key, "~^") == 0 || strcmp(e->key, "~$") == 0) {
		if (e->key[1] == '^')
			buf_add(&new, more.data, more.size);
		buf_add(&new, b->data, b->size);
		if (e->key[1] == '$')
			buf_add(&new, more.data, more.size);
		buf_clear(b);
		*b = new;
		w->used++;
	} else
		w->used += replace(b, e->key + 1, e->value, 0);
	buf_clear(&more);
}

/* The stream's bytes: as they are, or unpacked and changed. */
static int
stream_bytes(struct writing *w, struct buf *b, struct fail *fail)
{
	const struct pdf_object *o = w->object;
	const struct edit *e;
	int i, changed = 0;

	for (i = 0; i < MOST_EDITS; i++) {
		e = &w->defect->edit[i];
		if (!concerns(w, e) || strchr("~@*", *e->key) == NULL)
			continue;
		if (!changed && pdf_stream_read(w->pdf, o, b, fail) == -1)
			return (-1);
		changed = 1;
		edit_stream(w, e, b);
	}
	if (!changed)
		buf_add(b, o->stream, (size_t)o->stream_size);
	return (changed);
}

/* The dictionary with /Length right, or as the defect has it. */
static int
put_stream(struct writing *w, struct fail *fail)
{
	struct buf b = BUF_INIT;
	const struct pdf_value *d = &w->object->value, *key;
	const struct edit *e = edit_of(w, "Length");
	int changed = stream_bytes(w, &b, fail);
	uint32_t i;

	buf_adds(w->out, "<<\n");
	for (i = 0; i < d->count; i++) {
		key = &d->as.item[2 * i];
		if (!pdf_name_is(key, "Length") && !(changed == 1 &&
		    (pdf_name_is(key, "Filter") ||
		    pdf_name_is(key, "DecodeParms"))))
			put_entry(w, key, &d->as.item[2 * i + 1], "");
	}
	if (e == NULL)
		buf_addf(w->out, "/Length %zu\n", b.size);
	else if (e->value != NULL)
		buf_addf(w->out, "/Length %s\n", e->value);
	w->used += e != NULL;
	put_added(w, d, "");
	buf_adds(w->out, ">>\nstream\n");
	buf_add(w->out, b.data, b.size);
	buf_adds(w->out, "\nendstream");
	buf_clear(&b);
	return (changed == -1 ? -1 : 0);
}

static int
put_object(struct writing *w, struct buf *file, struct fail *fail)
{
	struct buf one = BUF_INIT;
	int i, rc = 0;

	w->out = &one;
	buf_addf(&one, "%u 0 obj\n", w->object->number);
	if (w->object->stream != NULL)
		rc = put_stream(w, fail);
	else
		put(w, &w->object->value, "");
	buf_adds(&one, "\nendobj\n");
	for (i = 0; i < MOST_EDITS; i++)
		if (concerns(w, &w->defect->edit[i]) &&
		    *w->defect->edit[i].key == '!')
			w->used += replace(&one, w->defect->edit[i].key + 1,
			    w->defect->edit[i].value, 0);
	buf_add(file, one.data, one.size);
	buf_clear(&one);
	return (rc);
}

static void
put_table(struct writing *w, struct buf *file, const size_t *offset)
{
	size_t i, start = file->size;

	buf_addf(file, "xref\n0 %zu\n0000000000 65535 f \n",
	    w->pdf->count + 1);
	for (i = 0; i < w->pdf->count; i++)
		buf_addf(file, "%010zu 00000 n \n", offset[i]);
	buf_adds(file, "trailer\n");
	w->object = NULL;
	w->out = file;
	put(w, &w->pdf->trailer, "");
	buf_addf(file, "\nstartxref\n%zu\n%%%%EOF\n", start);
}

/* The whole file with that defect; its objects are numbered without gaps. */
static int
break_file(const struct pdf_file *pdf, const struct defect *defect,
    const char *path, struct fail *fail)
{
	struct writing w = { pdf, defect, NULL, NULL, 0 };
	struct buf file = BUF_INIT;
	size_t *offset = calloc(pdf->count, sizeof(*offset)), i;
	const struct edit *e;
	int wanted = 0, rc = -1;

	if (offset == NULL)
		return (fail_memory(fail));
	buf_adds(&file, "%PDF-1.4\n%\342\343\317\323\n");
	for (i = 0; i < pdf->count; i++) {
		w.object = &pdf->object[i];
		offset[i] = file.size;
		if (put_object(&w, &file, fail) == -1)
			goto out;
		if ((e = edit_of(&w, "^")) != NULL) {
			offset[i] += (size_t)strtol(e->value, NULL, 10);
			w.used++;
		}
	}
	put_table(&w, &file, offset);
	for (i = 0; i < MOST_EDITS; i++) {
		wanted += defect->edit[i].at != NULL;
		if (defect->edit[i].at != NULL && *defect->edit[i].at == '\0')
			w.used += replace(&file, defect->edit[i].key + 2,
			    defect->edit[i].value, 0);
	}
	if (w.used < wanted) {
		(void)fail_set(fail, FAIL_DATA, "'%s' changes nothing",
		    defect->name);
		goto out;
	}
	rc = file_write(path, file.data, file.size, fail);
out:
	free(offset);
	buf_clear(&file);
	return (rc);
}

static int
break_all(const char *from, const char *dir, struct fail *fail)
{
	static const struct defect none = { "sound",
		{ { NULL, NULL, NULL } } };
	struct pdf_file pdf = PDF_FILE_INIT;
	const struct defect *d = &none;
	char *path = NULL;
	int rc = -1;

	if (pdf_open(&pdf, from, fail) == -1)
		return (-1);
	for (;;) {
		path = text_printf(fail, "%s/%s.pdf", dir, d->name);
		if (path == NULL || break_file(&pdf, d, path, fail) == -1)
			break;
		free(path);
		path = NULL;
		d = d == &none ? defects : d + 1;
		if (d->name == NULL) {
			rc = 0;
			break;
		}
	}
	free(path);
	pdf_close(&pdf);
	return (rc);
}

/* ---- claims ---- */

static void
text_is_replaced(void)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "a-b-c");
	CHECK_INT(replace(&b, "-", "++", 1), 2);
	CHECK_STR(buf_text(&b), "a++b++c");
	CHECK_INT(replace(&b, "x", "y", 0), 0);
	CHECK_INT(replace(&b, "a", "", 0), 1);
	CHECK_STR(buf_text(&b), "++b++c");
	buf_clear(&b);
}

static void
no_defect_is_named_twice(void)
{
	const struct defect *a, *b;

	for (a = defects; a->name != NULL; a++)
		for (b = a + 1; b->name != NULL; b++)
			CHECK(strcmp(a->name, b->name) != 0);
}

int
main(int argc, char **argv)
{
	struct fail fail = FAIL_INIT;
	const struct defect *d;
	int rc = 0;

	if (argc == 4 && strcmp(argv[1], "all") == 0)
		rc = break_all(argv[2], argv[3], &fail);
	else if (argc == 2 && strcmp(argv[1], "list") == 0)
		for (d = defects; d->name != NULL; d++)
			printf("%s\n", d->name);
	else {
		RUN(text_is_replaced);
		RUN(no_defect_is_named_twice);
		return (check_end());
	}
	if (rc == -1)
		(void)fprintf(stderr, "test_break: %s\n", fail.text);
	return (rc == -1);
}
