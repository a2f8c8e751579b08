/*
 * sums.h - a list of SHA-256 digests as sha256sum(1) writes and checks it.
 *
 * A line is the digest, two spaces and the path, relative to the folder that
 * the list lies in.  Paths are sorted by their bytes.  A path with a newline
 * or a backslash is refused, since sha256sum would escape it.
 */
#ifndef CORE_SUMS_H
#define CORE_SUMS_H

#include <stddef.h>

struct buf;
struct fail;

struct sums_line {
	char *path;		/* owned */
	char sha256[65];
};

struct sums {
	struct sums_line *line;	/* owned */
	size_t count;
	size_t room;
};
#define SUMS_INIT { NULL, 0, 0 }

/* sums_add(sums, path, sha256, fail): add a line. */
int sums_add(struct sums *, const char *, const char *, struct fail *);

/*
 * sums_sort(sums): by path.  sums_find(sums, path): its line, or NULL; only
 * once sorted.
 */
void sums_sort(struct sums *);
const struct sums_line *sums_find(const struct sums *, const char *);

/*
 * sums_read(sums, path, fail): read a list; FAIL_DATA names a bad line.
 * sums_parse(sums, name, text, size, fail): the same from memory; ${name} is
 * for messages.  Absolute paths and ".." are refused.
 */
int sums_read(struct sums *, const char *, struct fail *);
int sums_parse(struct sums *, const char *, const char *, size_t,
    struct fail *);

/* sums_text(sums, b): the list as text. */
void sums_text(const struct sums *, struct buf *);

/* sums_clear(sums): free; fine if empty. */
void sums_clear(struct sums *);

#endif /* !CORE_SUMS_H */
