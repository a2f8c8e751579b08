#include "verify/finding.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/text.h"

/* A new, empty item at the end, or NULL. */
static struct finding *
new_item(struct finding_list *list, struct fail *fail)
{
	struct finding *item;
	size_t room;

	if (list->count == list->room) {
		room = list->room == 0 ? 8 : 2 * list->room;
		item = reallocarray(list->item, room, sizeof(*item));
		if (item == NULL) {
			fail_memory(fail);
			return (NULL);
		}
		list->item = item;
		list->room = room;
	}
	return (&list->item[list->count]);
}

int
finding_add(struct finding_list *list, enum finding_kind kind,
    const char *path, const char *detail, struct fail *fail)
{
	struct finding *item = new_item(list, fail);

	if (item == NULL || (item->path = text_copy(path, fail)) == NULL)
		return (-1);
	item->kind = kind;
	item->detail = text_copy(detail, fail);
	if (detail != NULL && item->detail == NULL) {
		free(item->path);
		return (-1);
	}
	list->count++;
	return (0);
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
		to->count++;
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
