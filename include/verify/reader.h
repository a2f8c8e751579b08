/*
 * reader.h - what one thread reads files with: made once, used for all.
 */
#ifndef VERIFY_READER_H
#define VERIFY_READER_H

#include <stddef.h>

#include "core/buf.h"

struct fail;
struct hash;
struct hash_sum;

#define READER_KEPT 8			/* files whose bytes can be kept */
#define READER_KEEP_BYTES (1u << 20)	/* a larger one is not kept */

struct reader {
	struct hash *hash;	/* owned */
	struct buf list;	/* the present package's list */
	struct reader_kept {
		long line;	/* of the list */
		struct buf bytes;
	} kept[READER_KEPT];	/* owned; files of the present package */
	size_t kept_count;
};

/* reader_init(reader, which, fail): fill a reader of HASH_X sums. */
int reader_init(struct reader *, int, struct fail *);

struct reader_file {
	int dir;		/* the open folder */
	const char *name;
	long keep;		/* keep its bytes under this number, or -1 */
};

/*
 * reader_hash(reader, file, sum, fail): the sums of a regular file.  Its
 * bytes are kept, if that is asked for and there is room, until
 * reader_forget(reader).
 */
int reader_hash(struct reader *, const struct reader_file *,
    struct hash_sum *, struct fail *);
void reader_forget(struct reader *);

/* reader_find(reader, line): the file's bytes as they were hashed, or NULL. */
const struct buf *reader_find(const struct reader *, long);

/*
 * reader_list(reader, dir, name, sha256, fail): read a whole file into
 * ${reader}->list and reckon its SHA-256; FAIL_DATA when it is too large for a
 * list.
 */
int reader_list(struct reader *, int, const char *, char [65], struct fail *);

/* reader_clear(reader): free; fine if zeroed. */
void reader_clear(struct reader *);

#endif /* !VERIFY_READER_H */
