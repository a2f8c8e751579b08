/* room: 30-render */
/*
 * fuzz_check.c - any bytes as a PDF file, for our own check.
 *
 * What begins with "%PDF" is taken as a whole file.  Other bytes are taken as
 * objects, "1 0 obj" and so on from the start of a line, and get a header, a
 * right cross-reference table and a trailer: 1 is the catalog, 2 is Info.
 *
 * They must end in a verdict or in "no PDF that can be read", and the verdict
 * must fit what is said.
 */
#include "fuzz.h"

#include "core/buf.h"
#include "render/check.h"

#define MOST 1000		/* objects */
#define DIGITS 6

/* The number of the object that begins at this line, or 0. */
static long
object_at(const char *line)
{
	long number = 0;
	int i;

	for (i = 0; i < DIGITS && line[i] >= '0' && line[i] <= '9'; i++)
		number = number * 10 + (line[i] - '0');
	return (strncmp(line + i, " 0 obj", 6) == 0 ? number : 0);
}

static void
add_table(struct buf *b, const size_t *offset)
{
	size_t start = b->size;
	int i;

	buf_addf(b, "xref\n0 %d\n", MOST);
	for (i = 0; i < MOST; i++)
		buf_addf(b, "%010zu 00000 %c \n", offset[i],
		    offset[i] == 0 ? 'f' : 'n');
	buf_addf(b, "trailer\n<< /Root 1 0 R /Info 2 0 R /ID [(a) (a)] >>\n"
	    "startxref\n%zu\n%%%%EOF\n", start);
}

static void
assemble(struct buf *b, const uint8_t *bytes, size_t n)
{
	size_t offset[MOST] = { 0 }, at;
	long number;

	buf_adds(b, "%PDF-1.4\n%\342\343\317\323\n");
	at = b->size;
	buf_add(b, bytes, n);
	buf_addc(b, '\n');
	for (; at < b->size; at++) {
		if (b->data[at - 1] != '\n')
			continue;
		number = object_at((const char *)b->data + at);
		if (number > 0 && number < MOST)
			offset[number] = at;
	}
	add_table(b, offset);
}

static void
check_one(const uint8_t *bytes, size_t n)
{
	struct check c = CHECK_INIT;
	struct fail fail = FAIL_INIT;
	int i, rc, pass = 1;

	rc = check_pdf(&c, fuzz_file("x.pdf", bytes, n), &fail);
	FUZZ_MUST(rc == 0 || fail.kind == FAIL_NO || fail.kind == FAIL_DATA ||
	    fail.kind == FAIL_LATER);
	for (i = 0; i < CHECK_PROFILES; i++)
		pass &= c.verdict[i].pass;
	if (rc == 0 || fail.kind == FAIL_NO)
		FUZZ_MUST((rc == 0) == pass);
	for (i = 0; i < (int)c.count; i++)
		FUZZ_MUST(c.finding[i].text != NULL &&
		    c.finding[i].rule[0] != '\0');
	check_clear(&c);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf b = BUF_INIT;

	if (n >= 4 && memcmp(bytes, "%PDF", 4) == 0)
		check_one(bytes, n);
	else {
		assemble(&b, bytes, n);
		check_one(b.data, b.size);
	}
	buf_clear(&b);
	return (0);
}
