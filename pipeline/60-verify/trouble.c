#include "verify/trouble.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/text.h"

/* ${text} is the list's now, whatever happens. */
static int
put(struct trouble_list *list, uint64_t at, char *text, struct fail *fail)
{
	if (list->count == TROUBLE_MOST) {
		list->dropped++;
		free(text);
		return (0);
	}
	if (list->item == NULL)
		list->item = calloc(TROUBLE_MOST, sizeof(*list->item));
	if (list->item == NULL) {
		free(text);
		return (fail_memory(fail));
	}
	list->item[list->count].at = at;
	list->item[list->count++].text = text;
	return (0);
}

int
trouble_add(struct trouble_list *list, uint64_t at, struct fail *fail,
    const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	text = text_vprintf(fail, fmt, ap);
	va_end(ap);
	return (text == NULL ? -1 : put(list, at, text, fail));
}

int
trouble_move(struct trouble_list *to, struct trouble_list *from,
    struct fail *fail)
{
	size_t i;
	int rc = 0;

	for (i = 0; i < from->count; i++)
		if (put(to, from->item[i].at, from->item[i].text, fail) == -1)
			rc = -1;
	from->count = 0;	/* the texts are now owned by to */
	to->dropped += from->dropped;
	from->dropped = 0;
	return (rc);
}

void
trouble_sort(struct trouble_list *list)
{
	struct trouble one;
	size_t i, j;

	/* Few, and nearly in order. */
	for (i = 1; i < list->count; i++) {
		one = list->item[i];
		for (j = i; j > 0 && list->item[j - 1].at > one.at; j--)
			list->item[j] = list->item[j - 1];
		list->item[j] = one;
	}
}

void
trouble_clear(struct trouble_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		free(list->item[i].text);
	free(list->item);
	memset(list, 0, sizeof(*list));
}
