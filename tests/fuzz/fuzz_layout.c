/*
 * fuzz_layout.c - the layout as a page's process may give it.
 *
 * Any bytes must end in a file that the schema accepts, or in an error and no
 * file.  Built with -fsanitize=fuzzer; seeds in tests/fuzz/seeds/layout.
 */
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "fetch/layout.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* One folder for the whole run. */
static const char *
folder(void)
{
	static char dir[] = "/dev/shm/fuzz_layout-XXXXXX";
	static int made;

	if (!made && mkdtemp(dir) == NULL)
		abort();
	made = 1;
	return (dir);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct layout l = LAYOUT_INIT;
	struct fail fail = FAIL_INIT;
	char *path = path_join(folder(), "layout.xml", &fail);
	int rc;

	if (path == NULL)
		abort();
	unlink(path);
	rc = layout_write(&l, (const char *)bytes, size, path, &fail);
	if (rc == -1 && fail.kind != FAIL_DATA)
		abort();
	if (file_exists(path) != (rc == 0))
		abort();
	layout_clear(&l);
	free(path);
	return (0);
}
