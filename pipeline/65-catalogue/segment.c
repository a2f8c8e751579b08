#include "catalogue/segment.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/entry.h"
#include "catalogue/shelf.h"
#include "catalogue/store.h"
#include "catalogue/words.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/hash.h"
#include "core/list.h"
#include "core/text.h"

#define FORMAT "1"		/* of the files; another gives other names */
#define KEY_DIGITS 16
#define SEGMENT_MEAN 128		/* records, about */

/* Some of the shelf's items, oldest first, each with a post. */
struct segment {
	const struct shelf_item *item[WORDS_RECORDS];
	size_t count;
	char words[KEY_DIGITS + 1];	/* of the files of its words */
	char shown[KEY_DIGITS + 1];	/* of the list */
};

/*
 * 1 if a segment ends after the record of this id, whatever else is there:
 * FNV-1a, whose high bits are the better ones (Fowler, Noll and Vo).
 */
static int
ends(const char *id)
{
	uint32_t h = 2166136261u;

	for (; *id != '\0'; id++)
		h = (h ^ (uint8_t)*id) * 16777619u;
	return ((h ^ h >> 15) % SEGMENT_MEAN == 0);
}

static int
put_key(const struct buf *b, char key[KEY_DIGITS + 1], struct fail *fail)
{
	struct hash_sum sum;

	if (buf_check(b, fail) == -1 ||
	    hash_bytes(b->data, b->size, HASH_SHA256, &sum, fail) == -1)
		return (-1);
	memcpy(key, sum.sha256, KEY_DIGITS);
	key[KEY_DIGITS] = '\0';
	return (0);
}

/* What the files' contents follow from; what does not change them is not in. */
static int
set_keys(struct segment *s, struct fail *fail)
{
	struct buf words = BUF_INIT, shown = BUF_INIT;
	size_t i;
	int rc = -1;

	buf_adds(&words, "words " FORMAT "\n");
	buf_adds(&shown, "list " FORMAT "\n");
	for (i = 0; i < s->count; i++) {
		buf_addf(&words, "%s %s\n", s->item[i]->id, s->item[i]->post);
		buf_addf(&shown, "%s %s %s %d\n", s->item[i]->period,
		    s->item[i]->id, s->item[i]->post,
		    s->item[i]->has & (SHELF_SIGNED | SHELF_PROOF));
	}
	if (put_key(&words, s->words, fail) == 0 &&
	    put_key(&shown, s->shown, fail) == 0)
		rc = 0;
	buf_clear(&words);
	buf_clear(&shown);
	return (rc);
}

static int
load(const struct store *store, const struct shelf_item *item,
    struct entry *e, struct fail *fail)
{
	struct buf b = BUF_INIT;
	struct hash_sum sum;
	char *name;
	int rc = -1;

	name = text_printf(fail, "%s-%s.js", item->id, item->post);
	if (name == NULL)
		return (-1);
	if (store_read(store, STORE_POSTS, name, &b, fail) == 0 &&
	    hash_bytes(buf_text(&b), b.size, HASH_SHA256, &sum, fail) == 0)
		rc = text_prefix(sum.sha256, item->post) ?
		    entry_parse(e, buf_text(&b), b.size, fail) :
		    fail_set(fail, FAIL_DATA, "it was changed");
	if (rc == 0 && (strcmp(entry_get(e, ENTRY_ID), item->id) != 0 ||
	    strcmp(entry_get(e, ENTRY_PERIOD), item->period) != 0)) {
		entry_clear(e);
		rc = fail_set(fail, FAIL_DATA, "it is of another record");
	}
	if (rc == -1)
		fail_add(fail, "'katalog/poster/%s' is not as it was written; "
		    "run 'bevara catalogue --rebuild'", name);
	free(name);
	buf_clear(&b);
	return (rc);
}

/* All that is searched for in a record. */
static int
add_words(struct words *w, unsigned int n, const struct entry *e,
    struct fail *fail)
{
	struct buf b = BUF_INIT;
	int rc;

	buf_addf(&b, "%s\n%s\n%s\n%s\n", entry_get(e, ENTRY_NAME),
	    entry_get(e, ENTRY_PLATFORM), entry_get(e, ENTRY_TITLE),
	    entry_get(e, ENTRY_TEXT));
	rc = buf_check(&b, fail);
	if (rc == 0)
		rc = words_add(w, n, buf_text(&b), fail);
	buf_clear(&b);
	return (rc);
}

/* A row of the list: what is shown, the post's name, and what lies beside. */
static void
add_row(struct buf *b, const struct shelf_item *item, const struct entry *e)
{
	buf_addc(b, '[');
	entry_strings(b, e, ENTRY_LISTED);
	buf_addf(b, ",\"%s\",\"%s%s\"],\n", item->post,
	    item->has & SHELF_SIGNED ? "s" : "",
	    item->has & SHELF_PROOF ? "l" : "");
}

static int
put_words(const struct segment *s, struct words *w, const struct store *store,
    struct fail *fail)
{
	struct buf lines = BUF_INIT, b = BUF_INIT;
	unsigned int part;
	char *name;
	int rc = 0;

	for (part = 0; rc == 0 && part < WORDS_PARTS; part++) {
		buf_reset(&lines);
		buf_reset(&b);
		rc = -1;
		name = text_printf(fail, "ord-%s-%u.js", s->words, part);
		if (name == NULL)
			break;
		if (words_part(w, part, &lines, fail) == 0) {
			buf_addf(&b, "katalog.ord(\"%s\",%u,", s->words, part);
			entry_string(&b, buf_text(&lines));
			buf_adds(&b, ");\n");
			if (buf_check(&b, fail) == 0)
				rc = store_put(store, STORE_TOP, name, &b,
				    fail);
		}
		free(name);
	}
	buf_clear(&lines);
	buf_clear(&b);
	return (rc);
}

/* Make the segment's files from its posts. */
static int
make(const struct segment *s, const char *name, const struct store *store,
    struct fail *fail)
{
	struct words *w = words_new(fail);
	struct buf list = BUF_INIT;
	struct entry e;
	size_t i;
	int rc = w == NULL ? -1 : 0;

	buf_addf(&list, "katalog.lista(\"%s\",[\n", s->words);
	for (i = 0; rc == 0 && i < s->count; i++) {
		if ((rc = load(store, s->item[i], &e, fail)) == -1)
			break;
		rc = add_words(w, (unsigned int)i, &e, fail);
		add_row(&list, s->item[i], &e);
		entry_clear(&e);
	}
	buf_adds(&list, "]);\n");
	if (rc == 0 && ((rc = buf_check(&list, fail)) == -1 ||
	    (rc = put_words(s, w, store, fail)) == -1))
		goto out;
	if (rc == 0)
		rc = store_put(store, STORE_TOP, name, &list, fail);
out:
	words_free(w);
	buf_clear(&list);
	return (rc);
}

/* 1 if every file of the segment was there when the run began. */
static int
is_there(const struct segment *s, const char *list, struct store *store,
    struct fail *fail)
{
	unsigned int part;
	int there = store_has(store, STORE_TOP, list);
	char *name;

	store_keep(store, STORE_TOP, list);
	for (part = 0; part < WORDS_PARTS; part++) {
		name = text_printf(fail, "ord-%s-%u.js", s->words, part);
		if (name == NULL)
			return (-1);
		there &= store_has(store, STORE_TOP, name);
		store_keep(store, STORE_TOP, name);
		free(name);
	}
	return (there && !store->anew);
}

/* Write the segment, if it is not there, and add its list's name. */
static int
finish(struct segment *s, struct segment_list *list, struct store *store,
    struct fail *fail)
{
	char *name, **grown;
	int there;

	if (s->count == 0)
		return (0);
	if (set_keys(s, fail) == -1 || (name = text_printf(fail,
	    "lista-%s.js", s->shown)) == NULL)
		return (-1);
	grown = list_grow(list->name, &list->count, sizeof(*grown), fail);
	if (grown == NULL) {
		free(name);
		return (-1);
	}
	list->name = grown;
	grown[list->count - 1] = name;	/* now the list's */
	there = is_there(s, name, store, fail);
	if (there == -1 || (!there && make(s, name, store, fail) == -1))
		return (-1);
	s->count = 0;
	return (0);
}

static void
reverse(struct segment_list *list)
{
	size_t i;
	char *swap;

	for (i = 0; i < list->count / 2; i++) {
		swap = list->name[i];
		list->name[i] = list->name[list->count - 1 - i];
		list->name[list->count - 1 - i] = swap;
	}
}

int
segment_write(struct segment_list *list, const struct shelf *shelf,
    struct store *store, struct fail *fail)
{
	struct segment s = { { NULL }, 0, "", "" };
	size_t i;

	for (i = 0; i < shelf->count; i++) {
		if (*shelf->item[i].post == '\0')
			continue;
		s.item[s.count++] = &shelf->item[i];
		if ((ends(shelf->item[i].id) || s.count == WORDS_RECORDS) &&
		    finish(&s, list, store, fail) == -1)
			return (-1);
	}
	if (finish(&s, list, store, fail) == -1)
		return (-1);
	reverse(list);
	return (0);
}

void
segment_list_clear(struct segment_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		free(list->name[i]);
	free(list->name);
	*list = (struct segment_list)SEGMENT_LIST_INIT;
}
