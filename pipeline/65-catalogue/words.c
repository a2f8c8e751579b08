#include "catalogue/words.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/letter.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/text.h"

#define FIRST_ROOM 4096		/* of the table; a power of two */
#define NO_RECORD UINT32_MAX

struct term {
	size_t at;		/* in the letters, NUL at its end */
	uint32_t hash;
	uint32_t last;		/* the last record that holds it */
	uint32_t count;		/* of records */
	uint32_t start;		/* of its records, when they are laid out */
};

struct pair {			/* a record holds a term */
	uint32_t term;
	uint8_t record;
};

struct words {
	struct buf letters;
	struct term *term;
	size_t count, room;	/* room is also that of the table / 2 */
	uint32_t *table;	/* number of the term and 1; 0: free */
	struct pair *pair;
	size_t pair_count, pair_room;
	struct buf word;
};

/* FNV-1a (Fowler, Noll and Vo); only to find a term again in this process. */
static uint32_t
hash(const char *text)
{
	uint32_t h = 2166136261u;

	for (; *text != '\0'; text++)
		h = (h ^ (uint8_t)*text) * 16777619u;
	return (h);
}

/* The part of a word: by its first two letters, as letter.js has it. */
static unsigned int
part_of(const char *word)
{
	const char *end = word + strlen(word);
	uint32_t a, b = 0;

	word = text_next(word, end, &a);
	if (word < end)
		(void)text_next(word, end, &b);
	return ((a * 31 + b) % WORDS_PARTS);
}

static int
grow_table(struct words *w, struct fail *fail)
{
	size_t i, at, room = w->room == 0 ? FIRST_ROOM : 2 * w->room;
	uint32_t *table = calloc(2 * room, sizeof(*table));
	struct term *term = reallocarray(w->term, room, sizeof(*term));

	if (term != NULL)
		w->term = term;
	if (table == NULL || term == NULL) {
		free(table);
		return (fail_memory(fail));
	}
	for (i = 0; i < w->count; i++) {
		at = w->term[i].hash & (2 * room - 1);
		while (table[at] != 0)
			at = (at + 1) & (2 * room - 1);
		table[at] = (uint32_t)i + 1;
	}
	free(w->table);
	w->table = table;
	w->room = room;
	return (0);
}

struct words *
words_new(struct fail *fail)
{
	struct words *w = calloc(1, sizeof(*w));

	if (w == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	if (grow_table(w, fail) == -1) {
		words_free(w);
		return (NULL);
	}
	return (w);
}

/* The number of the term, which is added if it is new; -1: no memory. */
static int64_t
find(struct words *w, const char *word, struct fail *fail)
{
	uint32_t h = hash(word);
	struct term *t;
	size_t at;

	if (w->count == w->room && grow_table(w, fail) == -1)
		return (-1);
	at = h & (2 * w->room - 1);
	for (; w->table[at] != 0; at = (at + 1) & (2 * w->room - 1)) {
		t = &w->term[w->table[at] - 1];
		if (t->hash == h &&
		    strcmp(buf_text(&w->letters) + t->at, word) == 0)
			return (w->table[at] - 1);
	}
	t = &w->term[w->count];
	memset(t, 0, sizeof(*t));
	t->at = w->letters.size;
	t->hash = h;
	t->last = NO_RECORD;
	buf_add(&w->letters, word, strlen(word) + 1);
	if (buf_check(&w->letters, fail) == -1)
		return (-1);
	w->table[at] = (uint32_t)++w->count;
	return ((int64_t)w->count - 1);
}

static int
add_pair(struct words *w, uint32_t term, unsigned int record,
    struct fail *fail)
{
	struct pair *grown;
	size_t room;

	if (w->pair_count == w->pair_room) {
		room = w->pair_room == 0 ? FIRST_ROOM : 2 * w->pair_room;
		grown = reallocarray(w->pair, room, sizeof(*grown));
		if (grown == NULL)
			return (fail_memory(fail));
		w->pair = grown;
		w->pair_room = room;
	}
	w->pair[w->pair_count].term = term;
	w->pair[w->pair_count++].record = (uint8_t)record;
	return (0);
}

/* At least two characters: the search asks for no fewer. */
static int
is_long(const char *word)
{
	uint32_t cp;

	return (*text_next(word, word + strlen(word), &cp) != '\0');
}

int
words_add(struct words *w, unsigned int record, const char *text,
    struct fail *fail)
{
	const char *end = text + strlen(text);
	int64_t n;

	assert(record < WORDS_RECORDS);
	while ((text = letter_word(text, end, &w->word)) != NULL) {
		if (buf_check(&w->word, fail) == -1)
			return (-1);
		if (!is_long(buf_text(&w->word)))
			continue;
		if ((n = find(w, buf_text(&w->word), fail)) == -1)
			return (-1);
		if (w->term[n].last == record)
			continue;
		w->term[n].last = record;
		w->term[n].count++;
		if (add_pair(w, (uint32_t)n, record, fail) == -1)
			return (-1);
	}
	return (0);
}

/* The records of each term one after the other, in rising order. */
static uint8_t *
lay_out(struct words *w, struct fail *fail)
{
	uint8_t *list = malloc(w->pair_count + 1);
	uint32_t start = 0;
	size_t i;

	if (list == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	for (i = 0; i < w->count; i++) {
		w->term[i].start = start;
		start += w->term[i].count;
		w->term[i].count = 0;
	}
	for (i = 0; i < w->pair_count; i++) {
		struct term *t = &w->term[w->pair[i].term];

		list[t->start + t->count++] = w->pair[i].record;
	}
	return (list);
}

struct sorted {
	const char *word;
	size_t term;
};

static int
by_word(const void *a, const void *b)
{
	return (strcmp(((const struct sorted *)a)->word,
	    ((const struct sorted *)b)->word));
}

static void
put_term(const struct term *t, const char *word, const uint8_t *list,
    struct buf *out)
{
	static const char digit[] = "0123456789abcdefghijklmnopqrstuvwxyz";
	uint32_t i;

	buf_adds(out, word);
	buf_addc(out, ' ');
	for (i = 0; i < t->count; i++) {
		buf_addc(out, digit[list[t->start + i] / 36]);
		buf_addc(out, digit[list[t->start + i] % 36]);
	}
	buf_addc(out, '\n');
}

int
words_part(struct words *w, unsigned int part, struct buf *out,
    struct fail *fail)
{
	struct sorted *sorted = calloc(w->count + 1, sizeof(*sorted));
	uint8_t *list = NULL;
	size_t i, n = 0;
	int rc = -1;

	if (sorted == NULL) {
		fail_memory(fail);
		goto out;
	}
	if ((list = lay_out(w, fail)) == NULL)
		goto out;
	for (i = 0; i < w->count; i++) {
		const char *word = buf_text(&w->letters) + w->term[i].at;

		if (part_of(word) == part)
			sorted[n++] = (struct sorted){ word, i };
	}
	qsort(sorted, n, sizeof(*sorted), by_word);
	buf_addc(out, '\n');
	for (i = 0; i < n; i++)
		put_term(&w->term[sorted[i].term], sorted[i].word, list, out);
	rc = buf_check(out, fail);
out:
	free(sorted);
	free(list);
	return (rc);
}

void
words_free(struct words *w)
{
	if (w == NULL)
		return;
	buf_clear(&w->letters);
	buf_clear(&w->word);
	free(w->term);
	free(w->table);
	free(w->pair);
	free(w);
}
