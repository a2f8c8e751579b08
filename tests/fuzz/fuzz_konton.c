/*
 * fuzz_konton.c - konton.xml, as anybody may have edited it.
 *
 * Any bytes must end in a register or in an error of configuration that names
 * the file.  Built with -fsanitize=fuzzer; the corpus is samples/site and
 * samples/broken.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "register/konton.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* One folder for the whole run: reading a file is what the tool does. */
static const char *
folder(void)
{
	static char dir[] = "/dev/shm/fuzz_konton-XXXXXX";
	static int made;

	if (!made && mkdtemp(dir) == NULL)
		abort();
	made = 1;
	return (dir);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct konton konton = KONTON_INIT;
	struct fail fail = FAIL_INIT;
	char *path = path_join(folder(), "konton.xml", &fail);
	size_t i;

	if (path == NULL || file_write(path, bytes, size, &fail) == -1)
		abort();
	if (konton_load(&konton, folder(), "2026-11-23", &fail) == -1) {
		if (fail.kind != FAIL_CONFIG ||
		    strstr(fail.text, "konton.xml:") == NULL ||
		    konton.doc != NULL)
			abort();
	} else {
		/* What was let through can be used as it stands. */
		for (i = 0; i < konton.count; i++) {
			const struct konton_account *a = &konton.account[i];

			if (!path_is_account(a->id) ||
			    konton_find(&konton, a->id) != a ||
			    a->board == NULL || a->address == NULL ||
			    konton_text(&konton, a, "ord") == NULL)
				abort();
		}
	}
	konton_clear(&konton);
	free(path);
	return (0);
}
