#include "verify/reader.h"

#include <string.h>

#include "core/fail.h"
#include "core/hash.h"
#include "core/tree.h"

#define LIST_MAX_BYTES (64u << 20)

struct taking {
	struct hash *hash;
	struct buf *keep;	/* or NULL */
};

int
reader_init(struct reader *reader, int which, struct fail *fail)
{
	memset(reader, 0, sizeof(*reader));
	reader->hash = hash_new(which, fail);
	return (reader->hash == NULL ? -1 : 0);
}

static int
take_hash(void *arg, const void *bytes, size_t n, struct fail *fail)
{
	const struct taking *taking = arg;

	if (taking->keep != NULL && taking->keep->size + n <= READER_KEEP_BYTES)
		buf_add(taking->keep, bytes, n);
	if (hash_add(taking->hash, bytes, n) == -1)
		return (fail_set(fail, FAIL_IO, "the hash library failed"));
	return (0);
}

int
reader_hash(struct reader *reader, const struct reader_file *file,
    struct hash_sum *sum, struct fail *fail)
{
	struct taking taking = { reader->hash, NULL };
	struct tree_reader how = { take_hash, &taking };
	struct reader_kept *kept = NULL;

	if (file->keep >= 0 && reader->kept_count < READER_KEPT) {
		kept = &reader->kept[reader->kept_count];
		buf_reset(&kept->bytes);
		taking.keep = &kept->bytes;
	}
	if (hash_again(reader->hash) == -1)
		return (fail_set(fail, FAIL_IO, "the hash library failed"));
	if (tree_read(file->dir, file->name, &how, fail) == -1 ||
	    hash_end(reader->hash, sum, fail) == -1)
		return (-1);
	/* Kept whole or not at all. */
	if (kept != NULL && kept->bytes.size == sum->size) {
		kept->line = file->keep;
		reader->kept_count++;
	}
	return (0);
}

void
reader_forget(struct reader *reader)
{
	reader->kept_count = 0;
}

const struct buf *
reader_find(const struct reader *reader, long line)
{
	size_t i;

	for (i = 0; i < reader->kept_count; i++)
		if (reader->kept[i].line == line)
			return (&reader->kept[i].bytes);
	return (NULL);
}

static int
take_list(void *arg, const void *bytes, size_t n, struct fail *fail)
{
	struct buf *list = arg;

	if (list->size + n > LIST_MAX_BYTES)
		return (fail_set(fail, FAIL_DATA,
		    "larger than %u bytes", LIST_MAX_BYTES));
	buf_add(list, bytes, n);
	return (buf_check(list, fail));
}

int
reader_list(struct reader *reader, int dir, const char *name,
    char sha256[65], struct fail *fail)
{
	struct tree_reader how = { take_list, &reader->list };
	struct hash_sum sum;

	buf_reset(&reader->list);
	if (tree_read(dir, name, &how, fail) == -1)
		return (-1);
	if (hash_again(reader->hash) == -1 || hash_add(reader->hash,
	    buf_text(&reader->list), reader->list.size) == -1)
		return (fail_set(fail, FAIL_IO, "the hash library failed"));
	if (hash_end(reader->hash, &sum, fail) == -1)
		return (-1);
	memcpy(sha256, sum.sha256, sizeof(sum.sha256));
	return (0);
}

void
reader_clear(struct reader *reader)
{
	size_t i;

	hash_free(reader->hash);
	buf_clear(&reader->list);
	for (i = 0; i < READER_KEPT; i++)
		buf_clear(&reader->kept[i].bytes);
	memset(reader, 0, sizeof(*reader));
}
