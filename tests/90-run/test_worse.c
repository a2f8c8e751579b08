/* Which of two statuses a run ends with. */
#include "../harness/check.h"

#include "run/run.h"

static void
what_a_person_must_see_is_worse_than_what_may_pass(void)
{
	static const struct {
		int a, b, worse;
	} cases[] = {
		{ 0, 0, 0 }, { 0, 1, 1 }, { 0, 75, 75 }, { 1, 75, 1 },
		{ 65, 75, 65 }, { 78, 75, 78 }, { 1, 65, 65 }, { 75, 75, 75 },
		{ 69, 74, 74 },
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CHECK_INT(run_worse(cases[i].a, cases[i].b), cases[i].worse);
		CHECK_INT(run_worse(cases[i].b, cases[i].a), cases[i].worse);
	}
}

int
main(void)
{
	RUN(what_a_person_must_see_is_worse_than_what_may_pass);
	return (check_end());
}
