/*
 * test_words.c - what is a word, which records hold it, and what of a page's
 * text is kept.
 */
#include "catalogue/words.h"

#include <stdlib.h>
#include <string.h>

#include "../harness/check.h"
#include "catalogue/entry.h"
#include "catalogue/letter.h"
#include "catalogue/reading.h"
#include "catalogue/shelf.h"
#include "catalogue/state.h"
#include "core/buf.h"
#include "core/fail.h"

/* The words of a text, split by bars. */
static void
words_are(const char *text, const char *want)
{
	const char *end = text + strlen(text);
	struct buf word = BUF_INIT, got = BUF_INIT;

	while ((text = letter_word(text, end, &word)) != NULL)
		buf_addf(&got, "%s|", buf_text(&word));
	CHECK_STR(buf_text(&got), want);
	buf_clear(&word);
	buf_clear(&got);
}

static void
words_are_folded(void)
{
	words_are("Hej, V\303\204RLDEN! 2026-H2",
	    "hej|v\303\244rlden|2026|h2|");
	words_are("\303\205\303\204\303\226 \303\211t\303\251 "
	    "\303\234ber \303\230l",
	    "\303\245\303\244\303\266|ete|uber|\303\270l|");
	words_are("A\314\212sa o\314\210l e\314\201",
	    "\303\245sa|\303\266l|e|");
	words_are("\320\226\320\243\320\232 \316\221\316\262",
	    "\320\266\321\203\320\272|\316\261\316\262|");
	words_are("\342\200\223 \360\237\230\200 \342\200\246 @", "");
	words_are("", "");
	words_are("\303", "");
}

static void
long_words_are_cut(void)
{
	char text[200], want[LETTER_MOST + 2];

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	memset(want, 'x', LETTER_MOST);
	memcpy(want + LETTER_MOST, "|", 2);
	words_are(text, want);
}

/* The lines of all parts, the empty first ones left out. */
static void
put_all(struct words *w, struct buf *all)
{
	struct fail fail = FAIL_INIT;
	struct buf part = BUF_INIT;
	unsigned int i;

	for (i = 0; i < WORDS_PARTS; i++) {
		buf_reset(&part);
		CHECK_INT(words_part(w, i, &part, &fail), 0);
		buf_adds(all, buf_text(&part) + 1);
	}
	buf_clear(&part);
}

static void
records_of_a_word_are_in_order(void)
{
	struct fail fail = FAIL_INIT;
	struct words *w = words_new(&fail);
	struct buf all = BUF_INIT;

	NEED(w != NULL);
	CHECK_INT(words_add(w, 0, "skola skola a", &fail), 0);
	CHECK_INT(words_add(w, 37, "Skola bad", &fail), 0);
	CHECK_INT(words_add(w, 255, "skolor, skola", &fail), 0);
	put_all(w, &all);
	CHECK(strstr(buf_text(&all), "skola 001173\nskolor 73\n") != NULL);
	CHECK(strstr(buf_text(&all), "bad 11\n") != NULL);
	CHECK(strstr(buf_text(&all), "a ") == buf_text(&all) ||
	    strstr(buf_text(&all), "\na ") == NULL);
	/* Asked for again, it is the same. */
	buf_reset(&all);
	put_all(w, &all);
	CHECK(strstr(buf_text(&all), "skola 001173\nskolor 73\n") != NULL);
	buf_clear(&all);
	words_free(w);
}

static void
many_words_are_all_kept(void)
{
	struct fail fail = FAIL_INIT;
	struct words *w = words_new(&fail);
	struct buf text = BUF_INIT, all = BUF_INIT;
	size_t i, lines = 0;

	NEED(w != NULL);
	for (i = 0; i < 20000; i++)
		buf_addf(&text, "ord%zu ", i);
	CHECK_INT(words_add(w, 7, buf_text(&text), &fail), 0);
	put_all(w, &all);
	for (i = 0; i < all.size; i++)
		lines += all.data[i] == '\n';
	CHECK_INT(lines, 20000);
	buf_clear(&text);
	buf_clear(&all);
	words_free(w);
}

static void
own_is(const char *address, const char *handle, const char *host)
{
	struct fail fail = FAIL_INIT;
	char *h = NULL, *n = NULL;

	CHECK_INT(reading_own(address, &h, &n, &fail), 0);
	CHECK_STR(h, handle);
	CHECK_STR(n, host);
	free(h);
	free(n);
}

static void
the_own_name_is_the_addresss_end(void)
{
	own_is("https://www.facebook.com/Exempel/", "Exempel",
	    "www.facebook.com");
	own_is("https://social.example:8080/@exempel?x#y", "exempel",
	    "social.example");
	own_is("https://example.org", "", "example.org");
	own_is("https://example.org/?x", "", "example.org");
	own_is("", "", "");
}

static void
line_is(const char *text, const char *want)
{
	const struct reading_own own = { "exempel", "example.org" };
	struct buf b = BUF_INIT;

	reading_line(&b, text, &own);
	CHECK_STR(buf_text(&b), want);
	buf_clear(&b);
}

static void
names_of_others_are_left_out(void)
{
	line_is("hej  @Exempel, och @annan!", "hej @Exempel, och");
	line_is("@annan", "");
	line_is("@exempel.", "@exempel.");
	line_is("@exempel2 @exempe @exempel@other.org", "");
	line_is("x@y.se (@annan@social.org) RT:@a", "x@y.se RT:");
	line_is("\357\274\240annan https://s.org/@annan/1", "https://s.org//1");
	line_is("@ @@ @exempel@example.org", "@exempel@example.org");
}

static void
a_state_is_read_as_it_was_written(void)
{
	struct fail fail = FAIL_INIT;
	char period[] = "2026-H2", id[] = "konto_20261123T120000Z";
	struct shelf_item item = { .period = period, .id = id, .size = 7,
	    .time_ns = -5, .post = "0123456789abcdef" };
	struct shelf shelf = { &item, 1 }, got = SHELF_INIT;
	struct buf b = BUF_INIT;

	memset(item.sums, 'a', 64);
	CHECK_INT(state_put(&shelf, &b, &fail), 0);
	CHECK_INT(state_parse(&got, &b, &fail), 0);
	NEED(got.count == 1);
	CHECK_STR(got.item[0].id, id);
	CHECK_STR(got.item[0].post, item.post);
	CHECK_STR(got.item[0].thumb, "");
	CHECK_INT(got.item[0].time_ns, -5);
	CHECK(state_find(&got, &item) == &got.item[0]);
	shelf_clear(&got);
	/* One that is not to appear is not even in the state. */
	item.post[0] = '\0';
	buf_reset(&b);
	CHECK_INT(state_put(&shelf, &b, &fail), 0);
	CHECK(strstr(buf_text(&b), "konto") == NULL);
	buf_clear(&b);
}

static void
a_string_ends_no_script(void)
{
	struct buf b = BUF_INIT;

	entry_string(&b, "</script>\"\\\n\t\342\200\250\177\303\303\245");
	CHECK_STR(buf_text(&b), "\"\\u003c/script>\\\"\\\\\\n\\u0009\\u2028"
	    "\\u007f\357\277\275\303\245\"");
	buf_clear(&b);
}

int
main(void)
{
	RUN(words_are_folded);
	RUN(long_words_are_cut);
	RUN(records_of_a_word_are_in_order);
	RUN(many_words_are_all_kept);
	RUN(the_own_name_is_the_addresss_end);
	RUN(names_of_others_are_left_out);
	RUN(a_state_is_read_as_it_was_written);
	RUN(a_string_ends_no_script);
	return (check_end());
}
