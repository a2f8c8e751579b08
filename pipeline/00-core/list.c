#include "core/list.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"

#define FIRST 8		/* items; a power of two */

void *
list_grow(void *list, size_t *count, size_t size, struct fail *fail)
{
	size_t n = *count;
	char *grown = list;

	/* Full at each power of two from the first on. */
	if (n == 0 || (n >= FIRST && (n & (n - 1)) == 0)) {
		grown = reallocarray(list, n == 0 ? FIRST : 2 * n, size);
		if (grown == NULL) {
			fail_memory(fail);
			return (NULL);
		}
	}
	memset(grown + n * size, 0, size);
	(*count)++;
	return (grown);
}
