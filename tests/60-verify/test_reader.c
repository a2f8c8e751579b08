/*
 * A thread's reader: sums are those of the bytes, and what is kept is whole and
 * one file's only.
 */
#include "../harness/check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/hash.h"
#include "verify/reader.h"

#define EMPTY \
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static char dir_name[] = "/tmp/bevara-test-reader-XXXXXX";
static int dir = -1;

/* A file of so many bytes 'a'. */
static void
fill(const char *name, size_t size)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	char *bytes = malloc(size + 1);

	if (fd != -1 && bytes != NULL) {
		memset(bytes, 'a', size);
		CHECK_INT(write(fd, bytes, size), size);
	}
	free(bytes);
	close(fd);
}

/* Hash a file as number ${line} and compare with another way to hash it. */
static void
hash(struct reader *reader, const char *name, long line)
{
	struct reader_file file = { dir, name, line };
	struct hash_sum sum, other;
	struct fail fail = FAIL_INIT;
	char path[128];

	(void)snprintf(path, sizeof(path), "%s/%s", dir_name, name);
	CHECK_INT(reader_hash(reader, &file, &sum, &fail), 0);
	CHECK_INT(hash_file(path, HASH_SHA256, &other, &fail), 0);
	CHECK_INT(sum.size, other.size);
	CHECK_STR(sum.sha256, other.sha256);
}

static void
sums_of_many_files_are_their_own(void)
{
	static const size_t sizes[] = { 0, 1, 63, 64, 65, 65535, 65536, 65537,
	    131072, 300000, 0, 5 };
	struct reader reader;
	struct fail fail = FAIL_INIT;
	size_t i;

	CHECK_INT(reader_init(&reader, HASH_SHA256, &fail), 0);
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		fill("file", sizes[i]);
		hash(&reader, "file", -1);
	}
	reader_clear(&reader);
}

static void
an_empty_file_takes_no_other_bytes(void)
{
	struct reader_file file = { -1, "empty", 7 };
	struct reader reader;
	struct hash_sum sum;
	struct fail fail = FAIL_INIT;

	file.dir = dir;
	fill("empty", 0);
	fill("other", 100);
	CHECK_INT(reader_init(&reader, HASH_SHA256, &fail), 0);
	CHECK_INT(reader_hash(&reader, &file, &sum, &fail), 0);
	CHECK_STR(sum.sha256, EMPTY);
	hash(&reader, "other", -1);
	NEED(reader_find(&reader, 7) != NULL);
	CHECK_INT(reader_find(&reader, 7)->size, 0);
	reader_clear(&reader);
}

static void
keeps_whole_files_until_told_to_forget(void)
{
	struct reader reader;
	struct fail fail = FAIL_INIT;
	long i;

	fill("small", 1000);
	fill("most", READER_KEEP_BYTES);
	fill("large", READER_KEEP_BYTES + 1);
	CHECK_INT(reader_init(&reader, HASH_SHA256, &fail), 0);
	hash(&reader, "large", 1);
	hash(&reader, "most", 2);
	hash(&reader, "small", 3);
	CHECK(reader_find(&reader, 1) == NULL);
	NEED(reader_find(&reader, 2) != NULL);
	CHECK_INT(reader_find(&reader, 2)->size, READER_KEEP_BYTES);
	NEED(reader_find(&reader, 3) != NULL);
	CHECK_INT(reader_find(&reader, 3)->size, 1000);
	for (i = 0; i < 2 * READER_KEPT; i++)
		hash(&reader, "small", 10 + i);
	CHECK(reader_find(&reader, 10 + READER_KEPT - 3) != NULL);
	CHECK(reader_find(&reader, 10 + READER_KEPT - 2) == NULL);
	reader_forget(&reader);
	CHECK(reader_find(&reader, 3) == NULL);
	reader_clear(&reader);
}

static void
refuses_what_is_no_file(void)
{
	struct reader_file file = { -1, "link", 1 };
	struct reader reader;
	struct hash_sum sum;
	struct fail fail = FAIL_INIT;

	file.dir = dir;
	CHECK_INT(symlinkat("small", dir, "link"), 0);
	CHECK_INT(reader_init(&reader, HASH_SHA256, &fail), 0);
	CHECK_INT(reader_hash(&reader, &file, &sum, &fail), -1);
	file.name = ".";
	CHECK_INT(reader_hash(&reader, &file, &sum, &fail), -1);
	CHECK_INT(fail.kind, FAIL_DATA);
	CHECK(reader_find(&reader, 1) == NULL);
	reader_clear(&reader);
}

int
main(void)
{
	static const char *const names[] = { "file", "empty", "other", "small",
	    "most", "large", "link" };
	size_t i;

	if (mkdtemp(dir_name) == NULL ||
	    (dir = open(dir_name, O_RDONLY | O_DIRECTORY)) == -1)
		return (1);
	RUN(sums_of_many_files_are_their_own);
	RUN(an_empty_file_takes_no_other_bytes);
	RUN(keeps_whole_files_until_told_to_forget);
	RUN(refuses_what_is_no_file);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		(void)unlinkat(dir, names[i], 0);
	close(dir);
	(void)rmdir(dir_name);
	return (check_end());
}
