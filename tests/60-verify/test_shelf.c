/*
 * The list of packages: what is kept, sampled and dropped, without loss.
 */
#include "../harness/check.h"

#include <stdlib.h>

#include "core/fail.h"
#include "verify/shelf.h"

static void
fill(struct shelf_list *list, int count)
{
	struct fail fail = FAIL_INIT;
	char name[16];
	int i;

	for (i = 0; i < count; i++) {
		(void)snprintf(name, sizeof(name), "p%03d", i);
		CHECK_INT(shelf_add(list, "2026-H2", name, &fail), 0);
	}
}

static void
a_sample_has_no_package_twice(void)
{
	struct shelf_list list;
	size_t i;
	int seed;

	for (seed = 0; seed < 50; seed++) {
		list = (struct shelf_list)SHELF_LIST_INIT;
		fill(&list, 100);
		shelf_sample(&list, 30, (unsigned long long)seed);
		CHECK_INT(list.count, 30);
		for (i = 1; i < list.count; i++)
			CHECK(strcmp(list.item[i - 1].name,
			    list.item[i].name) < 0);
		shelf_list_clear(&list);
	}
}

static void
every_package_is_sampled_as_often(void)
{
	struct shelf_list list;
	int hits[10] = { 0 }, seed, i;

	for (seed = 0; seed < 2000; seed++) {
		list = (struct shelf_list)SHELF_LIST_INIT;
		fill(&list, 10);
		shelf_sample(&list, 3, (unsigned long long)seed);
		for (i = 0; i < 3; i++)
			hits[list.item[i].name[3] - '0']++;
		shelf_list_clear(&list);
	}
	/* 600 are to be expected; 100 is over four standard deviations. */
	for (i = 0; i < 10; i++)
		CHECK(hits[i] > 500 && hits[i] < 700);
}

static void
a_large_sample_is_all(void)
{
	struct shelf_list list = SHELF_LIST_INIT;

	fill(&list, 5);
	shelf_sample(&list, 5, 1);
	CHECK_INT(list.count, 5);
	shelf_sample(&list, 99, 1);
	CHECK_INT(list.count, 5);
	shelf_list_clear(&list);
}

static void
keeps_the_named_and_tells_which_are_there(void)
{
	struct shelf_list list = SHELF_LIST_INIT;
	char one[] = "p001", none[] = "gone", two[] = "p007";
	char *names[] = { one, none, two };
	char found[3] = { 0 };

	fill(&list, 10);
	shelf_keep(&list, names, 3, found);
	CHECK_INT(list.count, 2);
	CHECK_STR(list.item[0].name, "p001");
	CHECK_STR(list.item[1].name, "p007");
	CHECK_INT(found[0], 1);
	CHECK_INT(found[1], 0);
	CHECK_INT(found[2], 1);
	shelf_list_clear(&list);
}

static void
drops_what_the_other_holds(void)
{
	struct shelf_list list = SHELF_LIST_INIT, others = SHELF_LIST_INIT;
	struct fail fail = FAIL_INIT;

	fill(&list, 3);
	shelf_drop(&list, &others);
	CHECK_INT(list.count, 3);
	CHECK_INT(shelf_add(&others, "2026-H2", "p002", &fail), 0);
	CHECK_INT(shelf_add(&others, "2026-H1", "p001", &fail), 0);
	shelf_drop(&list, &others);
	CHECK_INT(list.count, 2);
	CHECK_STR(list.item[0].name, "p000");
	CHECK_STR(list.item[1].name, "p001");
	shelf_list_clear(&list);
	shelf_list_clear(&others);
}

int
main(void)
{
	RUN(a_sample_has_no_package_twice);
	RUN(every_package_is_sampled_as_often);
	RUN(a_large_sample_is_all);
	RUN(keeps_the_named_and_tells_which_are_there);
	RUN(drops_what_the_other_holds);
	return (check_end());
}
