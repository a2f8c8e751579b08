/* room: 20-fetch */
/*
 * fuzz_layout.c - the layout as a page's process may give it.
 *
 * Any bytes must end in a file that the schema accepts, or in an error and no
 * file.  A record separator (0x1e) ends a portion.
 */
#include "fuzz.h"

#include "fetch/layout.h"

/* All portions, one after another. */
static int
write_all(struct layout *l, const char *bytes, size_t size,
    const char *path, struct fail *fail)
{
	struct layout_writer *w;
	const char *end;
	size_t n;
	int rc = 0;

	if ((w = layout_begin(l, path, 0, fail)) == NULL)
		return (-1);
	do {
		end = memchr(bytes, 0x1e, size);
		n = end == NULL ? size : (size_t)(end - bytes);
		rc = layout_add(w, bytes, n, fail);
		if (end != NULL)
			n++;
		bytes += n;
		size -= n;
	} while (rc == 0 && end != NULL);
	if (rc == 0)
		rc = layout_end(w, fail);
	layout_free(w);
	return (rc);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct layout l = LAYOUT_INIT;
	struct fail fail = FAIL_INIT;
	const char *path = fuzz_path("layout.xml");
	int rc;

	(void)unlink(path);
	rc = write_all(&l, (const char *)bytes, size, path, &fail);
	FUZZ_MUST(rc == 0 || fail.kind == FAIL_DATA);
	FUZZ_MUST(file_exists(path) == (rc == 0));
	layout_clear(&l);
	return (0);
}
