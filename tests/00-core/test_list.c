#include "core/list.h"

#include <stdint.h>
#include <stdlib.h>

#include "../harness/check.h"
#include "core/fail.h"

#define MANY 1000

/* Add one item that holds ${value}. */
static int
add(uint32_t **list, size_t *count, uint32_t value)
{
	struct fail fail = FAIL_INIT;
	uint32_t *more = list_grow(*list, count, sizeof(*more), &fail);

	if (more == NULL)
		return (-1);
	*list = more;
	if (more[*count - 1] != 0)
		return (-1);
	more[*count - 1] = value;
	return (0);
}

static void
items_are_zero_and_stay(void)
{
	uint32_t *list = NULL, i;
	size_t count = 0;

	for (i = 0; i < MANY; i++)
		NEED(add(&list, &count, i + 1) == 0);
	CHECK_INT(count, MANY);
	for (i = 0; i < MANY; i++)
		CHECK_INT(list[i], i + 1);
	free(list);
}

/* Cut to each length and grown again past it: a sanitizer sees a slip. */
static void
one_that_lost_items_grows_on(void)
{
	uint32_t *list = NULL, i;
	size_t count = 0, cut;

	for (cut = 0; cut < 70; cut++) {
		count = 0;
		while (count < 70)
			NEED(add(&list, &count, 7) == 0);
		count = cut;
		for (i = 0; i < 40; i++)
			NEED(add(&list, &count, 9) == 0);
		CHECK_INT(list[cut], 9);
		CHECK_INT(count, cut + 40);
		if (cut > 0)
			CHECK_INT(list[cut - 1], 7);
	}
	free(list);
}

int
main(void)
{
	RUN(items_are_zero_and_stay);
	RUN(one_that_lost_items_grows_on);
	return (check_end());
}
