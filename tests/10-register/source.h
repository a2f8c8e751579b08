/*
 * source.h - a konton.xml or plan.xml of a test's own, in a folder that is gone
 * again; included by one file per program, as check.h is.
 */
#ifndef REGISTER_TEST_SOURCE_H
#define REGISTER_TEST_SOURCE_H

#include <stdlib.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"

/*
 * with_source(name, text, load): write ${text} as ${name} into a new folder
 * and give what ${load} of that folder gives; -1 if it cannot be written.
 */
static int
with_source(const char *name, const struct buf *text, int (*load)(const char *))
{
	char dir[] = "/tmp/test_source-XXXXXX";
	struct fail ignored = FAIL_INIT;
	char *path;
	int rc = -1;

	if (mkdtemp(dir) == NULL)
		return (-1);
	path = path_join(dir, name, &ignored);
	if (path != NULL &&
	    file_write(path, text->data, text->size, &ignored) == 0)
		rc = load(dir);
	free(path);
	file_remove_tree(dir);
	return (rc);
}

#endif /* !REGISTER_TEST_SOURCE_H */
