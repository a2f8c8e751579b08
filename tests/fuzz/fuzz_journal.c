/* room: 60-verify */
/*
 * fuzz_journal.c - what verify reads back of its own: a journal that was cut,
 * the record of when packages were checked, a report, and the log's entries.
 *
 * The first byte says which: j a journal, l the record of what was checked
 * last, r a rapport.xml, e an entry of the log; the rest is the file.  What
 * was taken from a journal or a record is written as it was read.
 */
#include "fuzz.h"

#include "core/buf.h"
#include "core/sums.h"
#include "verify/book.h"
#include "verify/journal.h"
#include "verify/journal_line.h"
#include "verify/last.h"
#include "verify/shelf.h"

static const struct journal_name journal_of = { "/w", "whole",
    "example.org/log" };

/* A block's files beside the package, as the list that they were from. */
static void
list_beside(const struct journal_item *item, struct sums *sums)
{
	struct fail fail = FAIL_INIT;
	char digest[65];
	size_t i;

	memset(digest, 'a', 64);
	digest[64] = '\0';
	for (i = 0; i < item->beside_count; i++)
		if (sums_add(sums, item->beside[i], digest, &fail) == -1)
			FUZZ_MUST(fail.kind == FAIL_DATA);
}

/* What was read, written and read again, is the same. */
static void
again(const struct journal_past *past)
{
	struct journal_past other = JOURNAL_PAST_INIT;
	struct fail fail = FAIL_INIT;
	struct shelf_item item = { 0 };
	struct buf b = BUF_INIT;
	size_t i;

	journal_head(&b, &journal_of, past->started_utc);
	for (i = 0; i < past->count; i++) {
		struct sums sums = SUMS_INIT;

		list_beside(&past->item[i], &sums);
		item.period = past->item[i].period;
		item.name = past->item[i].id;
		journal_block(&b, &item, &past->item[i].outcome, &sums);
		sums_clear(&sums);
	}
	FUZZ_MUST(journal_parse(&other, &journal_of, b.data, b.size,
	    &fail) == 0);
	FUZZ_MUST(other.good_bytes == b.size);
	FUZZ_MUST(other.count == past->count &&
	    other.started_utc == past->started_utc);
	for (i = 0; i < past->count; i++) {
		const struct outcome *x = &past->item[i].outcome;
		const struct outcome *y = &other.item[i].outcome;

		FUZZ_MUST(strcmp(past->item[i].id, other.item[i].id) == 0);
		FUZZ_MUST(x->checked_utc == y->checked_utc &&
		    x->file_count == y->file_count &&
		    x->sealed == y->sealed &&
		    x->findings.count == y->findings.count);
	}
	journal_past_clear(&other);
	buf_clear(&b);
}

static void
read_journal(const uint8_t *bytes, size_t n)
{
	struct journal_past past = JOURNAL_PAST_INIT;
	struct fail fail = FAIL_INIT;
	size_t i;

	FUZZ_MUST(journal_parse(&past, &journal_of, bytes, n, &fail) == 0);
	FUZZ_MUST(past.good_bytes <= n);
	FUZZ_MUST(past.good_bytes == 0 || bytes[past.good_bytes - 1] == '\n');
	FUZZ_MUST(past.count == 0 || past.started_utc > 0);
	for (i = 0; i < past.count; i++)
		FUZZ_MUST(past.item[i].outcome.checked_utc > 0 &&
		    strchr(past.item[i].id, '/') == NULL);
	FUZZ_MUST(strchr(past.report.stamp, '/') == NULL);
	if (past.started_utc > 0)
		again(&past);
	journal_past_clear(&past);
}

static void
read_last(const uint8_t *bytes, size_t n)
{
	struct last last = LAST_INIT;
	struct fail fail = FAIL_INIT;
	struct buf b = BUF_INIT;
	size_t i;

	if (last_parse(&last, bytes, n, &fail) == -1) {
		FUZZ_MUST(fail.kind == FAIL_DATA && last.count == 0);
		return;
	}
	for (i = 0; i < last.count; i++)
		FUZZ_MUST(last_find(&last, last.item[i].id) == &last.item[i]);
	last_text(&last, &b);
	last_clear(&last);
	FUZZ_MUST(last_parse(&last, b.data, b.size, &fail) == 0);
	last_clear(&last);
	buf_clear(&b);
}

static void
read_report(const uint8_t *bytes, size_t n)
{
	struct last last = LAST_INIT;
	struct fail fail = FAIL_INIT;
	struct buf b = BUF_INIT;
	size_t i;

	buf_add(&b, bytes, n);
	if (last_report(&last, &b, &fail) == -1)
		FUZZ_MUST(fail.kind == FAIL_DATA);
	for (i = 0; i < last.count; i++)
		FUZZ_MUST(last_find(&last, last.item[i].id) == &last.item[i]);
	buf_clear(&b);
	buf_clear(&b);
	/* What came from it can be kept, and read again. */
	last_text(&last, &b);
	i = last.count;
	last_clear(&last);
	FUZZ_MUST(last_parse(&last, b.data, b.size, &fail) == 0 &&
	    last.count == i);
	last_clear(&last);
	buf_clear(&b);
}

static void
read_entry(const uint8_t *bytes, size_t n)
{
	struct tlog_entry entry = { bytes, n };
	struct book book = BOOK_INIT;
	struct fail fail = FAIL_INIT;

	if (book_entry(&book, 7, &entry, &fail) == -1)
		FUZZ_MUST(fail.kind == FAIL_DATA);
	FUZZ_MUST(book.count <= 1);
	if (book.count == 1)
		FUZZ_MUST(book_find(&book, book.names.text +
		    book.package[0].id) == book.package);
	/* Twice the same is once. */
	(void)book_entry(&book, 8, &entry, &fail);
	FUZZ_MUST(book.count <= 1);
	book_clear(&book);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	if (n == 0)
		return (0);
	switch (bytes[0]) {
	case 'j':
		read_journal(bytes + 1, n - 1);
		break;
	case 'l':
		read_last(bytes + 1, n - 1);
		break;
	case 'r':
		read_report(bytes + 1, n - 1);
		break;
	case 'e':
		read_entry(bytes + 1, n - 1);
		break;
	}
	return (0);
}
