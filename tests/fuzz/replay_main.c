/*
 * replay_main.c - run a fuzz target on inputs that are kept, without
 * libFuzzer: replay_X [FILE | FOLDER]...
 *
 * Without operands the inputs are those of tests/fuzz/corpus/X.  An input that
 * crashes ends the program; its name is the last line then.  One that takes
 * longer than SLOW_MS is a failure too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/text.h"

#define MAX_BYTES (64u << 20)
#define SLOW_MS 10000		/* with sanitizers, on a busy machine */

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct replay {
	int count, slow;
};

/* A copy of its own, so that the sanitizer sees a read beyond it. */
static int
run_file(struct replay *replay, const char *path, struct fail *fail)
{
	struct buf b = BUF_INIT;
	int64_t start;
	uint8_t *bytes = NULL;
	int rc = -1;

	if (file_read(path, &b, MAX_BYTES, fail) == -1)
		goto out;
	if ((bytes = malloc(b.size + (b.size == 0))) == NULL) {
		(void)fail_memory(fail);
		goto out;
	}
	if (b.size > 0)
		memcpy(bytes, b.data, b.size);
	printf("# %s\n", path);
	(void)fflush(stdout);	/* a crash must not hide it */
	start = clock_monotonic_ms();
	(void)LLVMFuzzerTestOneInput(bytes, b.size);
	if (clock_monotonic_ms() - start > SLOW_MS) {
		printf("# it took %lld ms\n",
		    (long long)(clock_monotonic_ms() - start));
		replay->slow++;
	}
	replay->count++;
	rc = 0;
out:
	free(bytes);
	buf_clear(&b);
	return (rc);
}

static int
run_path(struct replay *replay, const char *path, struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	size_t i;
	int rc = 0;

	if (!file_is_dir(path))
		return (run_file(replay, path, fail));
	if (file_list(path, &list, fail) == -1)
		return (-1);
	for (i = 0; i < list.count && rc == 0; i++) {
		char *one;

		if (list.entry[i].kind != 'f')
			continue;
		if ((one = path_join(path, list.entry[i].path, fail)) == NULL)
			rc = -1;
		else
			rc = run_file(replay, one, fail);
		free(one);
	}
	file_list_clear(&list);
	return (rc);
}

int
main(int argc, char *argv[])
{
	struct replay replay = { 0, 0 };
	struct fail fail = FAIL_INIT;
	const char *name = path_base(argv[0]);
	char *corpus = NULL;
	int i, rc = 0;

	if (text_prefix(name, "replay_"))
		name += strlen("replay_");
	for (i = 1; i < argc && rc == 0; i++)
		rc = run_path(&replay, argv[i], &fail);
	if (argc == 1) {
		corpus = text_printf(&fail, "tests/fuzz/corpus/%s", name);
		rc = corpus == NULL ? -1 : run_path(&replay, corpus, &fail);
	}
	if (rc == -1)
		printf("not ok fuzz_%s: %s\n", name, fail.text);
	else if (replay.count == 0 || replay.slow > 0)
		printf("not ok fuzz_%s: %d inputs, %d too slow\n", name,
		    replay.count, replay.slow);
	else
		printf("ok fuzz_%s: %d inputs\n", name, replay.count);
	free(corpus);
	return (rc == -1 || replay.count == 0 || replay.slow > 0);
}
