#include "render/pdf_read.h"

#include <sys/mman.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/tree.h"
#include "render/pdf_object.h"

#define TAIL 1024		/* startxref lies within the last of these */
#define SEARCH_TIMES 4		/* the file may be searched that often */
#define SEARCH_MORE 65536
#define ENTRY 20		/* bytes of an entry of the table */

static int
broken(struct fail *fail, const char *what)
{
	return (fail_set(fail, FAIL_DATA, "no PDF that can be read: %s",
	    what));
}

static int
map_file(struct pdf_file *pdf, const char *path, struct fail *fail)
{
	int fd, rc = -1;
	off_t size;
	void *at;

	if ((fd = tree_file(AT_FDCWD, path, fail)) == -1)
		return (-1);
	if ((size = lseek(fd, 0, SEEK_END)) == -1) {
		(void)fail_sys(fail, "cannot read it");
		goto out;
	}
	if (size < 32) {
		(void)broken(fail, "it is too short");
		goto out;
	}
	at = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (at == MAP_FAILED) {
		(void)fail_sys(fail, "cannot map it into memory");
		goto out;
	}
	pdf->bytes = at;
	pdf->size = (size_t)size;
	pdf->budget = (uint64_t)size * SEARCH_TIMES + SEARCH_MORE;
	rc = 0;
out:
	(void)close(fd);
	return (rc);
}

/* The number after the last "startxref". */
static int
find_xref(struct pdf_file *pdf, struct fail *fail)
{
	static const char word[] = "startxref";
	size_t least = pdf->size > TAIL ? pdf->size - TAIL : 0;
	size_t at = pdf->size - (sizeof(word) - 1);
	struct pdf_token token;
	struct pdf_lex lex;

	while (memcmp(pdf->bytes + at, word, sizeof(word) - 1) != 0)
		if (at-- == least)
			return (broken(fail, "the last 1,024 bytes hold no "
			    "'startxref'"));
	lex.at = pdf->bytes + at + sizeof(word) - 1;
	lex.end = pdf->bytes + pdf->size;
	pdf_lex_next(&lex, &token);
	if (token.kind != PDF_INTEGER || token.integer < 0 ||
	    (uint64_t)token.integer >= pdf->size)
		return (broken(fail, "'startxref' has no offset"));
	pdf->xref = (uint64_t)token.integer;
	return (0);
}

static int64_t
digits(const uint8_t *s, int n)
{
	int64_t value = 0;

	for (; n > 0; n--, s++) {
		if (*s < '0' || *s > '9')
			return (-1);
		value = value * 10 + (*s - '0');
	}
	return (value);
}

static int
add_object(struct pdf_file *pdf, size_t *room, const uint8_t *entry,
    int64_t number, struct fail *fail)
{
	size_t more = *room == 0 ? 256 : *room * 2;
	int64_t offset = digits(entry, 10), generation = digits(entry + 11, 5);
	struct pdf_object *new;

	if (offset == -1 || generation == -1 || entry[10] != ' ' ||
	    entry[16] != ' ')
		return (broken(fail, "an entry of the cross-reference table "
		    "is broken"));
	if (entry[17] != 'n' || offset == 0)
		return (0);
	if (pdf->count == *room) {
		new = realloc(pdf->object, more * sizeof(*new));
		if (new == NULL)
			return (fail_memory(fail));
		pdf->object = new;
		*room = more;
	}
	new = &pdf->object[pdf->count++];
	memset(new, 0, sizeof(*new));
	new->number = (uint32_t)number;
	new->generation = (uint32_t)generation;
	new->offset = (uint64_t)offset;
	return (0);
}

/* One subsection: its header is read, its entries follow. */
static int
read_section(struct pdf_file *pdf, struct pdf_lex *lex, size_t *room,
    const int64_t span[2], struct fail *fail)
{
	int64_t i;

	if (span[0] < 0 || span[1] < 0 || span[0] > PDF_MAX_OBJECTS ||
	    span[1] > PDF_MAX_OBJECTS ||
	    span[1] > (lex->end - lex->at) / ENTRY)
		return (broken(fail, "the cross-reference table is longer "
		    "than the file"));
	pdf_lex_skip(lex);
	for (i = 0; i < span[1]; i++, lex->at += ENTRY)
		if (lex->end - lex->at < ENTRY)
			return (broken(fail, "the cross-reference table is "
			    "cut"));
		else if (add_object(pdf, room, lex->at, span[0] + i,
		    fail) == -1)
			return (-1);
	return (0);
}

static int
by_number(const void *a, const void *b)
{
	const struct pdf_object *x = a, *y = b;

	return (x->number < y->number ? -1 : x->number > y->number);
}

static int
read_table(struct pdf_file *pdf, struct pdf_lex *lex, struct fail *fail)
{
	struct pdf_token token, second;
	size_t room = 0, i;
	int64_t span[2];

	pdf_lex_next(lex, &token);
	if (token.kind == PDF_INTEGER)
		return (broken(fail, "its cross-reference is a stream (PDF "
		    "1.5 or later)"));
	if (!pdf_lex_is(&token, "xref"))
		return (broken(fail, "'startxref' leads to no "
		    "cross-reference table"));
	for (;;) {
		pdf_lex_next(lex, &token);
		if (token.kind != PDF_INTEGER)
			break;
		pdf_lex_next(lex, &second);
		if (second.kind != PDF_INTEGER)
			return (broken(fail, "the cross-reference table is "
			    "broken"));
		span[0] = token.integer;
		span[1] = second.integer;
		if (read_section(pdf, lex, &room, span, fail) == -1)
			return (-1);
	}
	if (!pdf_lex_is(&token, "trailer"))
		return (broken(fail, "the cross-reference table has no "
		    "trailer"));
	if (pdf->count == 0)
		return (broken(fail, "it holds no objects"));
	qsort(pdf->object, pdf->count, sizeof(*pdf->object), by_number);
	for (i = 1; i < pdf->count; i++)
		if (pdf->object[i].number == pdf->object[i - 1].number)
			return (broken(fail, "an object is listed twice"));
	return (0);
}

static int
read_trailer(struct pdf_file *pdf, struct pdf_lex *lex, struct fail *fail)
{
	struct pdf_parser parser = { *lex, pdf->pool, NULL, 0, 0, 1 };
	struct pdf_token token;
	int rc = -1;

	if (pdf_parse(&parser, &pdf->trailer, &token) != 1 ||
	    pdf->trailer.kind != PDF_DICT)
		(void)broken(fail, "the trailer is no dictionary");
	else if (pdf_find(&pdf->trailer, "Encrypt")->kind != PDF_NULL)
		(void)broken(fail, "it is encrypted");
	else if (pdf_find(&pdf->trailer, "Prev")->kind != PDF_NULL ||
	    pdf_find(&pdf->trailer, "XRefStm")->kind != PDF_NULL)
		(void)broken(fail, "it was updated after it was written, and "
		    "has more than one cross-reference");
	else
		rc = 0;
	pdf_parser_clear(&parser);
	return (rc);
}

int
pdf_open(struct pdf_file *pdf, const char *path, struct fail *fail)
{
	struct pdf_lex lex;
	int rc = -1;

	if (map_file(pdf, path, fail) == -1 || find_xref(pdf, fail) == -1)
		goto out;
	if ((pdf->pool = pdf_pool_new()) == NULL) {
		(void)fail_memory(fail);
		goto out;
	}
	lex.at = pdf->bytes + pdf->xref;
	lex.end = pdf->bytes + pdf->size;
	if (read_table(pdf, &lex, fail) == -1 ||
	    read_trailer(pdf, &lex, fail) == -1 ||
	    pdf_object_read_all(pdf, fail) == -1)
		goto out;
	if (pdf_get(pdf, &pdf->trailer, "Root")->kind != PDF_DICT) {
		(void)broken(fail, "it has no catalog");
		goto out;
	}
	rc = 0;
out:
	if (rc == -1) {
		fail_add(fail, "'%s'", path);
		pdf_close(pdf);
	}
	return (rc);
}

void
pdf_close(struct pdf_file *pdf)
{
	static const struct pdf_file none = PDF_FILE_INIT;

	if (pdf->bytes != NULL)
		(void)munmap((void *)(uintptr_t)pdf->bytes, pdf->size);
	free(pdf->object);
	pdf_pool_free(pdf->pool);
	*pdf = none;
}

const struct pdf_object *
pdf_object(const struct pdf_file *pdf, int64_t number)
{
	struct pdf_object key = { 0 };
	size_t guess;

	if (number <= 0 || number > UINT32_MAX)
		return (NULL);
	/* Most tables list all numbers from 1. */
	guess = (size_t)number - 1;
	if (guess < pdf->count && pdf->object[guess].number == number)
		return (&pdf->object[guess]);
	key.number = (uint32_t)number;
	return (bsearch(&key, pdf->object, pdf->count, sizeof(key),
	    by_number));
}

const struct pdf_object *
pdf_target(const struct pdf_file *pdf, const struct pdf_value *v)
{
	const struct pdf_object *object;

	if (v == NULL || v->kind != PDF_REFERENCE)
		return (NULL);
	object = pdf_object(pdf, v->as.integer);
	return (object != NULL && object->generation == v->count ? object :
	    NULL);
}

const struct pdf_value *
pdf_resolve(const struct pdf_file *pdf, const struct pdf_value *v)
{
	const struct pdf_object *object;

	if (v == NULL || v->kind != PDF_REFERENCE)
		return (v == NULL ? &pdf_nothing : v);
	object = pdf_target(pdf, v);
	return (object == NULL || object->value.kind == PDF_REFERENCE ?
	    &pdf_nothing : &object->value);
}

const struct pdf_value *
pdf_get(const struct pdf_file *pdf, const struct pdf_value *dict,
    const char *key)
{
	return (pdf_resolve(pdf, pdf_find(pdf_resolve(pdf, dict), key)));
}

size_t
pdf_index(const struct pdf_file *pdf, const struct pdf_object *object)
{
	return ((size_t)(object - pdf->object));
}
