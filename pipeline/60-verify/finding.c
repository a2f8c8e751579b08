#include "verify/finding.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/list.h"
#include "core/text.h"

/* A new, empty item at the end, or NULL. */
static struct finding *
new_item(struct finding_list *list, struct fail *fail)
{
	struct finding *item = list_grow(list->item, &list->count,
	    sizeof(*item), fail);

	if (item == NULL)
		return (NULL);
	list->item = item;
	return (&item[list->count - 1]);
}

int
finding_add(struct finding_list *list, enum finding_kind kind,
    const char *path, const char *detail, struct fail *fail)
{
	struct finding *item = new_item(list, fail);

	if (item == NULL)
		return (-1);
	item->kind = kind;
	item->path = text_copy(path, fail);
	item->detail = text_copy(detail, fail);
	if (item->path != NULL && (detail == NULL || item->detail != NULL))
		return (0);
	/* One without a path could not be told. */
	free(item->path);
	free(item->detail);
	list->count--;
	return (-1);
}

int
finding_move(struct finding_list *to, struct finding_list *from,
    struct fail *fail)
{
	struct finding *item;
	size_t i;

	for (i = 0; i < from->count; i++) {
		if ((item = new_item(to, fail)) == NULL)
			return (-1);
		*item = from->item[i];
		/* Its strings are now the other list's. */
		from->item[i].path = from->item[i].detail = NULL;
	}
	from->count = 0;
	return (0);
}

static const char *const word[FINDING_KINDS] = { "changed", "missing",
    "untracked", "missing-sums", "unreadable", "leftover", "log", "signature",
    "proof", "broken", "expired" };

const char *
finding_word(enum finding_kind kind)
{
	return (word[kind]);
}

int
finding_kind_of(const char *text, enum finding_kind *kind)
{
	int i;

	for (i = 0; i < FINDING_KINDS; i++)
		if (strcmp(text, word[i]) == 0) {
			*kind = (enum finding_kind)i;
			return (0);
		}
	return (-1);
}

void
finding_clear(struct finding_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++) {
		free(list->item[i].path);
		free(list->item[i].detail);
	}
	free(list->item);
	*list = (struct finding_list)FINDING_LIST_INIT;
}
