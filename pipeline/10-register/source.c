#include "register/source.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/path.h"

int
source_load(struct source *source, const char *dir, const char *name,
    const char *schema, struct fail *fail)
{
	static const struct source empty = SOURCE_INIT;
	struct hash_sum sum;

	*source = empty;
	if ((source->path = path_join(dir, name, fail)) == NULL)
		return (-1);
	if (!file_exists(source->path)) {
		fail_set(fail, FAIL_CONFIG, "'%s' is missing; 'bevara init' "
		    "makes a site folder that has one", source->path);
		goto out;
	}
	if (hash_file(source->path, HASH_SHA256, &sum, fail) == -1)
		goto out;
	memcpy(source->sha256, sum.sha256, sizeof(source->sha256));
	source->doc = xml_load(source->path, schema, FAIL_CONFIG, fail);
out:
	if (source->doc != NULL)
		return (0);
	source_clear(source);
	return (-1);
}

void
source_clear(struct source *source)
{
	static const struct source empty = SOURCE_INIT;

	xml_free(source->doc);
	free(source->path);
	*source = empty;
}
