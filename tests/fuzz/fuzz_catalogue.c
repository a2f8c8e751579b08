/* room: 65-catalogue */
/*
 * fuzz_catalogue.c - what the catalogue keeps on the share, where anybody may
 * write, and a page's text.
 *
 * The first byte says which: s the state, p a post, l a layout, w words; the
 * rest is the file.  A state or post that was taken is written as it was read,
 * and the words of a text are found again in just one part each.
 */
#include "fuzz.h"

#include "catalogue/entry.h"
#include "catalogue/reading.h"
#include "catalogue/shelf.h"
#include "catalogue/state.h"
#include "catalogue/words.h"
#include "core/buf.h"
#include "core/path.h"

static void
state(const struct buf *b)
{
	struct shelf known = SHELF_INIT, again = SHELF_INIT;
	struct fail fail = FAIL_INIT;
	struct buf out = BUF_INIT;
	size_t i;

	if (state_parse(&known, b, &fail) == -1) {
		FUZZ_MUST(known.count == 0);
		return;
	}
	for (i = 0; i < known.count; i++) {
		FUZZ_MUST(path_is_id(known.item[i].id));
		FUZZ_MUST(path_is_period(known.item[i].period));
		FUZZ_MUST(strspn(known.item[i].post, "0123456789abcdef") ==
		    16);
		FUZZ_MUST(state_find(&known, &known.item[i]) ==
		    &known.item[i]);
	}
	FUZZ_MUST(state_put(&known, &out, &fail) == 0);
	FUZZ_MUST(state_parse(&again, &out, &fail) == 0);
	FUZZ_MUST(again.count == known.count);
	shelf_clear(&known);
	shelf_clear(&again);
	buf_clear(&out);
}

static void
post(const struct buf *b)
{
	struct fail fail = FAIL_INIT;
	struct entry e, again;
	struct buf out = BUF_INIT;
	size_t i;

	if (entry_parse(&e, buf_text(b), b->size, &fail) == -1) {
		FUZZ_MUST(fail.kind == FAIL_DATA);
		return;
	}
	entry_put(&out, &e);
	FUZZ_MUST(memchr(out.data, '<', out.size) == NULL);
	FUZZ_MUST(memchr(out.data, '\n', out.size) ==
	    out.data + out.size - 1);
	FUZZ_MUST(entry_parse(&again, buf_text(&out), out.size, &fail) == 0);
	for (i = 0; i < ENTRY_FIELDS; i++)
		FUZZ_MUST(strcmp(e.field[i], again.field[i]) == 0);
	entry_clear(&e);
	entry_clear(&again);
	buf_clear(&out);
}

static void
words(const char *text)
{
	struct fail fail = FAIL_INIT;
	struct words *w = words_new(&fail);
	struct buf part = BUF_INIT;
	unsigned int i;

	FUZZ_MUST(w != NULL);
	FUZZ_MUST(words_add(w, 0, text, &fail) == 0);
	FUZZ_MUST(words_add(w, WORDS_RECORDS - 1, text, &fail) == 0);
	for (i = 0; i < WORDS_PARTS; i++) {
		buf_reset(&part);
		FUZZ_MUST(words_part(w, i, &part, &fail) == 0);
		FUZZ_MUST(part.data[0] == '\n');
		FUZZ_MUST(part.data[part.size - 1] == '\n');
		FUZZ_MUST(strpbrk(buf_text(&part), "@<\"\\") == NULL);
	}
	words_free(w);
	buf_clear(&part);
}

static void
layout(const struct buf *b)
{
	const struct reading_own own = { "exempel", "example.org" };
	struct fail fail = FAIL_INIT;
	struct buf out = BUF_INIT;

	if (reading_layout(&out, b, "layout.xml", &own, &fail) == 0)
		words(buf_text(&out));
	else
		FUZZ_MUST(fail.kind == FAIL_DATA);
	buf_clear(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf b = BUF_INIT;

	if (n == 0)
		return (0);
	buf_add(&b, bytes + 1, n - 1);
	switch (bytes[0]) {
	case 's':
		state(&b);
		break;
	case 'p':
		post(&b);
		break;
	case 'l':
		layout(&b);
		break;
	case 'w':
		words(buf_text(&b));
		break;
	}
	buf_clear(&b);
	return (0);
}
