/*
 * fuzz.h - what the fuzz targets share.
 *
 * A target is one file fuzz_X.c whose first line names the room that it is
 * linked with, "room: 20-fetch" in a comment; "room: 00-core" is core alone.
 * It is built twice: with libFuzzer as fuzz_X (make fuzz), and with
 * replay_main.c as replay_X, which make check runs over corpus/X.
 *
 * Included by one file per program; its state is that file's.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define FUZZ_UNUSED __attribute__((unused))

/* FUZZ_MUST(cond): what must hold for any input whatever. */
#define FUZZ_MUST(cond) do { \
	if (!(cond)) { \
		fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, \
		    #cond); \
		abort(); \
	} \
} while (0)

static char fuzz_dir[] = "/dev/shm/bevara-fuzz-XXXXXX";
static char fuzz_path_text[4096];

static void
fuzz_end(void)
{
	file_remove_tree(fuzz_dir);
}

/*
 * fuzz_folder(): a folder of this process alone, in memory where there is
 * such a place, removed at exit.
 */
static FUZZ_UNUSED const char *
fuzz_folder(void)
{
	static int made;

	if (made)
		return (fuzz_dir);
	if (mkdtemp(fuzz_dir) == NULL) {
		memcpy(fuzz_dir, "/tmp/bevara-fuzz-XXXXXX", 24);
		FUZZ_MUST(mkdtemp(fuzz_dir) != NULL);
	}
	made = 1;
	FUZZ_MUST(atexit(fuzz_end) == 0);
	return (fuzz_dir);
}

/* fuzz_path(name): its path in that folder; good until the next call. */
static FUZZ_UNUSED const char *
fuzz_path(const char *name)
{
	(void)snprintf(fuzz_path_text, sizeof(fuzz_path_text), "%s/%s",
	    fuzz_folder(), name);
	return (fuzz_path_text);
}

/* fuzz_file(name, bytes, n): write it there; its path, as above. */
static FUZZ_UNUSED const char *
fuzz_file(const char *name, const void *bytes, size_t n)
{
	const char *path = fuzz_path(name);
	FILE *f = fopen(path, "wb");

	FUZZ_MUST(f != NULL);
	FUZZ_MUST(n == 0 || fwrite(bytes, 1, n, f) == n);
	FUZZ_MUST(fclose(f) == 0);
	return (path);
}

/*
 * fuzz_string(bytes, n): a copy that ends in a NUL right after the bytes, so
 * that the sanitizer sees a step beyond it; the caller's.
 */
static FUZZ_UNUSED char *
fuzz_string(const uint8_t *bytes, size_t n)
{
	char *s = malloc(n + 1);

	FUZZ_MUST(s != NULL);
	if (n > 0)
		memcpy(s, bytes, n);
	s[n] = '\0';
	return (s);
}

#endif /* !FUZZ_FUZZ_H */
