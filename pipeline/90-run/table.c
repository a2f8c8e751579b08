#include "run/run.h"

#include <stdint.h>
#include <string.h>

#include "core/buf.h"
#include "core/msg.h"
#include "core/text.h"

#define COLUMNS 4

/* Width on a terminal: code points, which is near enough for these words. */
static size_t
width(const char *s)
{
	const char *end = s + strlen(s);
	size_t n = 0;
	uint32_t cp;

	for (; s < end; n++)
		s = text_next(s, end, &cp);
	return (n);
}

/* The table's lines: the first, without a row, is the heading. */
static void
cells(const struct run_row *row, const char *cell[COLUMNS])
{
	if (row == NULL) {
		cell[0] = "account";
		cell[1] = "verdict";
		cell[2] = "outcome";
		cell[3] = "PDF, or what to do";
		return;
	}
	cell[0] = row->account;
	cell[1] = row->verdict == NULL ? "-" : row->verdict;
	cell[2] = row->outcome == NULL ? "-" : row->outcome;
	cell[3] = row->pdf != NULL ? row->pdf :
	    row->advice != NULL ? row->advice : "-";
}

/* The columns aligned, for a person; the last one is as wide as it is. */
static void
print_aligned(const struct run *run)
{
	const char *cell[COLUMNS];
	size_t most[COLUMNS] = { 0 }, i;
	struct buf b = BUF_INIT;
	int k;

	for (i = 0; i <= run->count; i++) {
		cells(i == 0 ? NULL : &run->row[i - 1], cell);
		for (k = 0; k < COLUMNS; k++)
			if (width(cell[k]) > most[k])
				most[k] = width(cell[k]);
	}
	for (i = 0; i <= run->count; i++) {
		cells(i == 0 ? NULL : &run->row[i - 1], cell);
		for (k = 0; k < COLUMNS - 1; k++)
			buf_addf(&b, "%s%*s", cell[k],
			    (int)(most[k] - width(cell[k]) + 2), "");
		buf_addf(&b, "%s\n", cell[COLUMNS - 1]);
	}
	out_text(buf_text(&b));
	buf_clear(&b);
}

void
run_print(const struct run *run)
{
	const char *cell[COLUMNS];
	size_t i;

	if (out_is_terminal()) {
		if (run->count > 0)
			print_aligned(run);
		return;
	}
	for (i = 0; i < run->count; i++) {
		cells(&run->row[i], cell);
		out_line(cell[0], cell[1], cell[2], cell[3], NULL);
	}
}
