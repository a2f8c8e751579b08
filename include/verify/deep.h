/*
 * deep.h - every digest that a package holds: of the records in its WARC
 * files, and of its files in PREMIS.
 */
#ifndef VERIFY_DEEP_H
#define VERIFY_DEEP_H

#include <stdint.h>

struct check;
struct deep;
struct fail;
struct hash_sum;
struct reader;
struct reader_file;

/*
 * deep_new(helpers, fail): what one thread checks with, one package after the
 * other; so many threads more help it with WARC files.
 */
struct deep *deep_new(int, struct fail *);

/*
 * deep_hash(deep, reader, file, sum, fail): as reader_hash(), and look into a
 * WARC file on the way.
 */
int deep_hash(struct deep *, struct reader *, const struct reader_file *,
    struct hash_sum *, struct fail *);

/*
 * deep_tell(check, line, sum, fail): what the deep_hash() before found, as
 * findings on that line; ${sum} is kept for deep_check().
 */
int deep_tell(struct check *, long, const struct hash_sum *, struct fail *);

/*
 * deep_check(check, fail): when all files are hashed, compare them with what
 * PREMIS says.  -1 only when memory is short.
 */
int deep_check(struct check *, struct fail *);

/* deep_free(deep): fine if NULL. */
void deep_free(struct deep *);

#endif /* !VERIFY_DEEP_H */
