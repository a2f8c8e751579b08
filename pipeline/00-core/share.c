#include "core/share.h"

#include <stdlib.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/proc.h"
#include "core/text.h"

#define LEVELS 4	/* build/san-gcc/tests/00-core/ is the deepest */

char *
share_file(const char *name, struct fail *fail)
{
	char *dir, *up, *path;
	size_t i;
	int level;

	if ((dir = proc_dir(fail)) == NULL)
		return (NULL);
	for (level = 0; level <= LEVELS; level++) {
		for (i = 0; i < 2; i++) {
			path = text_printf(fail, i == 0 ? "%s/%s" :
			    "%s/share/bevara/%s", dir, name);
			if (path == NULL || file_is_file(path)) {
				free(dir);
				return (path);
			}
			free(path);
		}
		up = path_dir(dir, fail);
		free(dir);
		if ((dir = up) == NULL)
			return (NULL);
	}
	free(dir);
	fail_set(fail, FAIL_PROGRAM, "'%s' is missing beside the program; "
	    "install Bevara again", name);
	return (NULL);
}
