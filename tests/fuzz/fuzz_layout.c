/* room: 20-fetch */
/*
 * fuzz_layout.c - the layout as a page's process may give it.
 *
 * Any bytes must end in a file that the schema accepts, or in an error and no
 * file.
 */
#include "fuzz.h"

#include "fetch/layout.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct layout l = LAYOUT_INIT;
	struct fail fail = FAIL_INIT;
	const char *path = fuzz_path("layout.xml");
	int rc;

	(void)unlink(path);
	rc = layout_write(&l, (const char *)bytes, size, path, &fail);
	FUZZ_MUST(rc == 0 || fail.kind == FAIL_DATA);
	FUZZ_MUST(file_exists(path) == (rc == 0));
	layout_clear(&l);
	return (0);
}
