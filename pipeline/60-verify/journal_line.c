#include "verify/journal_line.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/sums.h"
#include "verify/journal.h"
#include "verify/outcome.h"
#include "verify/shelf.h"

static int
is_plain(uint8_t c)
{
	return (c >= 0x20 && c != 0x7f && c != '%');
}

static void
put_field(struct buf *b, const char *text)
{
	const uint8_t *s = (const uint8_t *)text;
	size_t n;

	buf_addc(b, '\t');
	for (;;) {
		for (n = 0; is_plain(s[n]); n++)
			continue;
		buf_add(b, s, n);
		if (s[n] == '\0')
			return;
		buf_addf(b, "%%%02X", s[n]);
		s += n + 1;
	}
}

static void
put_number(struct buf *b, uint64_t number)
{
	buf_addf(b, "\t%" PRIu64, number);
}

void
journal_head(struct buf *b, const struct journal_name *name, long long utc)
{
	char time[CLOCK_TEXT];

	clock_utc(utc, time);
	buf_adds(b, "bevara-verify/1");
	put_field(b, name->name);
	put_field(b, name->log);
	put_field(b, time);
	buf_addc(b, '\n');
}

void
journal_block(struct buf *b, const struct shelf_item *item,
    const struct outcome *outcome, const struct sums *sums)
{
	const struct finding *f;
	char time[CLOCK_TEXT];
	size_t i;

	for (i = 0; i < outcome->findings.count; i++) {
		f = &outcome->findings.item[i];
		buf_addc(b, 'f');
		put_field(b, finding_word(f->kind));
		put_field(b, f->path);
		put_field(b, f->detail == NULL ? "" : f->detail);
		buf_addc(b, '\n');
	}
	for (i = 0; i < sums->count; i++) {
		if (strchr(sums->line[i].path, '/') != NULL)
			continue;
		buf_addc(b, 'b');
		put_field(b, sums->line[i].path);
		buf_addc(b, '\n');
	}
	clock_utc(outcome->checked_utc, time);
	buf_addc(b, 'p');
	put_field(b, item->period);
	put_field(b, item->name);
	put_field(b, time);
	put_field(b, outcome->sums_sha256);
	put_field(b, outcome->sealed ? "1" : "0");
	put_number(b, outcome->file_count);
	put_number(b, outcome->size_bytes);
	put_number(b, outcome->record_count);
	put_number(b, outcome->digest_count);
	put_number(b, outcome->bare_count);
	buf_addc(b, '\n');
}

static int
digit(char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *at = c == '\0' ? NULL : strchr(digits, c);

	return (at == NULL ? -1 : (int)(at - digits));
}

/* Turn %XX into bytes in place; -1 when the field was not written by us. */
static int
unescape(char *text)
{
	char *to = text;
	int high, low;

	for (; *text != '\0'; text++) {
		if ((uint8_t)*text < 0x20 || *text == 0x7f)
			return (-1);
		if (*text != '%') {
			*to++ = *text;
			continue;
		}
		if ((high = digit(text[1])) == -1 ||
		    (low = digit(text[2])) == -1 || high + low == 0)
			return (-1);
		*to++ = (char)(high << 4 | low);
		text += 2;
	}
	*to = '\0';
	return (0);
}

size_t
journal_split(char *line, size_t size, char *field[JOURNAL_FIELDS])
{
	size_t n = 0;
	char *tab;

	if (memchr(line, '\0', size) != NULL)
		return (0);
	line[size] = '\0';
	for (;;) {
		if (n == JOURNAL_FIELDS)
			return (0);
		field[n++] = line;
		if ((tab = strchr(line, '\t')) != NULL)
			*tab = '\0';
		if (unescape(line) == -1)
			return (0);
		if (tab == NULL)
			return (n);
		line = tab + 1;
	}
}
