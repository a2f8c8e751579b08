#include "verify/book.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/ledger.h"
#include "core/text.h"
#include "core/tree.h"
#include "verify/finding.h"

#define LOG "logg"
#define CHECKPOINT LOG "/checkpoint"
#define MOST_PACKAGES (UINT32_MAX / 4)

/* FNV-1a: the ids are the log's, which only our key can add to. */
static size_t
hash_id(const char *id)
{
	uint64_t h = 0xcbf29ce484222325;

	for (; *id != '\0'; id++)
		h = (h ^ (uint8_t)*id) * 0x100000001b3;
	return ((size_t)(h ^ h >> 32));
}

/* The slot that holds the id, or the empty one that it would go to. */
static uint32_t *
slot_of(const struct book *book, const char *id)
{
	size_t at = hash_id(id) & (book->slots - 1);

	while (book->slot[at] != 0 && strcmp(book->names.text +
	    book->package[book->slot[at] - 1].id, id) != 0)
		at = (at + 1) & (book->slots - 1);
	return (&book->slot[at]);
}

struct book_package *
book_find(const struct book *book, const char *id)
{
	uint32_t *slot;

	if (book->slots == 0 || *(slot = slot_of(book, id)) == 0)
		return (NULL);
	return (&book->package[*slot - 1]);
}

/* At least half of the slots stay empty. */
static int
grow_slots(struct book *book, struct fail *fail)
{
	size_t i, slots = book->slots == 0 ? 256 : 2 * book->slots;
	uint32_t *slot = calloc(slots, sizeof(*slot));

	if (slot == NULL)
		return (fail_memory(fail));
	free(book->slot);
	book->slot = slot;
	book->slots = slots;
	assert(book->count == 0 || book->package != NULL);
	for (i = 0; i < book->count; i++)
		*slot_of(book, book->names.text + book->package[i].id) =
		    (uint32_t)i + 1;
	return (0);
}

static int
add_name(struct book *book, const char *id, size_t *at, struct fail *fail)
{
	size_t size = strlen(id) + 1, room;
	char *text;

	if (book->names.size + size > book->names.room) {
		room = 2 * (book->names.room + size);
		if ((text = realloc(book->names.text, room)) == NULL)
			return (fail_memory(fail));
		book->names.text = text;
		book->names.room = room;
	}
	*at = book->names.size;
	memcpy(book->names.text + *at, id, size);
	book->names.size += size;
	return (0);
}

/* The package of the id, made if it is new. */
static struct book_package *
package_of(struct book *book, const char *id, struct fail *fail)
{
	struct book_package *package = book_find(book, id);
	size_t room;

	if (package != NULL)
		return (package);
	if (book->count == book->room) {
		room = book->room == 0 ? 64 : 2 * book->room;
		package = room > MOST_PACKAGES ? NULL :
		    reallocarray(book->package, room, sizeof(*package));
		if (package == NULL) {
			fail_memory(fail);
			return (NULL);
		}
		book->package = package;
		book->room = room;
	}
	if (2 * (book->count + 1) > book->slots &&
	    grow_slots(book, fail) == -1)
		return (NULL);
	assert(book->package != NULL);	/* it has room */
	package = &book->package[book->count];
	memset(package, 0, sizeof(*package));
	if (add_name(book, id, &package->id, fail) == -1)
		return (NULL);
	*slot_of(book, id) = (uint32_t)++book->count;
	return (package);
}

/* ---- entries ---- */

/*
 * The value of the line of that name, from ${s} on, into ${out}; 0, or -1
 * when there is none or it is too long.
 */
static int
value_of(const struct tlog_entry *entry, const char *name, char *out,
    size_t room)
{
	const char *s = entry->bytes, *end = s + entry->size, *stop;
	size_t size = strlen(name);

	for (; s < end; s = stop + 1) {
		if ((stop = memchr(s, '\n', (size_t)(end - s))) == NULL)
			return (-1);
		if ((size_t)(stop - s) <= size + 1 ||
		    memcmp(s, name, size) != 0 || s[size] != ' ')
			continue;
		s += size + 1;
		if ((size_t)(stop - s) >= room ||
		    memchr(s, '\0', (size_t)(stop - s)) != NULL)
			return (-1);
		memcpy(out, s, (size_t)(stop - s));
		out[stop - s] = '\0';
		return (0);
	}
	return (-1);
}

static int
nibble(char c)
{
	if (c >= '0' && c <= '9')
		return (c - '0');
	return (c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1);
}

/* "sha256:HEX" */
static int
read_digest(const char *text, uint8_t out[TLOG_HASH])
{
	static const char prefix[] = "sha256:";
	int i, high, low;

	if (!text_prefix(text, prefix))
		return (-1);
	text += strlen(prefix);
	if (strlen(text) != 2 * TLOG_HASH)
		return (-1);
	for (i = 0; i < TLOG_HASH; i++) {
		high = nibble(text[2 * i]);
		low = nibble(text[2 * i + 1]);
		if (high == -1 || low == -1)
			return (-1);
		out[i] = (uint8_t)(high << 4 | low);
	}
	return (0);
}

int
book_entry(struct book *book, uint64_t index, const struct tlog_entry *entry,
    struct fail *fail)
{
	struct book_package *package;
	uint8_t digest[TLOG_HASH];
	char kind[32], id[128], sums[80];
	int is_placed;

	/* Entries of kinds that are not on packages are not our matter. */
	if (value_of(entry, "bevara/1", kind, sizeof(kind)) == -1)
		return (0);
	is_placed = strcmp(kind, "placed") == 0;
	if (!is_placed && strcmp(kind, "deleted") != 0)
		return (0);
	if (value_of(entry, "id", id, sizeof(id)) == -1 || (is_placed &&
	    (value_of(entry, "sums", sums, sizeof(sums)) == -1 ||
	    read_digest(sums, digest) == -1)))
		return (fail_set(fail, FAIL_DATA, "entry %" PRIu64 " of the "
		    "log cannot be read", index));
	if ((package = package_of(book, id, fail)) == NULL)
		return (-1);
	package->deleted = !is_placed;
	if (is_placed) {
		package->index = index;
		memcpy(package->sums, digest, sizeof(digest));
	}
	return (0);
}

struct auditing {
	struct book *book;
	struct finding_list *findings;
};

static int
visit(void *arg, uint64_t index, const struct tlog_entry *entry,
    struct fail *fail)
{
	struct auditing *a = arg;
	struct fail why = FAIL_INIT;

	if (book_entry(a->book, index, entry, &why) == 0)
		return (0);
	if (why.kind == FAIL_DATA)
		return (finding_add(a->findings, FINDING_LOG, LOG, why.text,
		    fail));
	*fail = why;
	return (-1);
}

/* ---- the log ---- */

/* A log that is not right is told; only short memory stops us. */
static int
tell(struct finding_list *findings, const char *path, const struct fail *why,
    struct fail *fail)
{
	switch (why->kind) {
	case FAIL_LATER:
	case FAIL_CONFIG:
		*fail = *why;
		return (-1);
	case FAIL_NO:
	case FAIL_DATA:
		return (finding_add(findings, FINDING_LOG, path, why->text,
		    fail));
	default:
		return (finding_add(findings, FINDING_UNREADABLE, path,
		    why->text, fail));
	}
}

int
book_read(struct book *book, const struct book_source *source,
    struct finding_list *findings, struct fail *fail)
{
	struct auditing auditing = { book, findings };
	struct fail why = FAIL_INIT;

	book_clear(book);
	if ((book->dir = tree_folder(source->share, LOG, &why)) == -1)
		return (tell(findings, LOG, &why, fail));
	if (ledger_head(source->site, source->share, source->key, &book->head,
	    NULL, &why) == -1)
		return (tell(findings, CHECKPOINT, &why, fail));
	if (tlog_audit(book->dir, &book->head, visit, &auditing, &why) == -1)
		return (tell(findings, LOG, &why, fail));
	book->good = 1;
	return (0);
}

void
book_clear(struct book *book)
{
	if (book->dir != -1)
		close(book->dir);
	free(book->package);
	free(book->names.text);
	free(book->slot);
	*book = (struct book)BOOK_INIT;
}
