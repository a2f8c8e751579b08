/* room: 10-register */
/*
 * fuzz_plan.c - plan.xml, as anybody may have edited it.
 *
 * Any bytes must end in plans or in an error of configuration that names
 * the file.
 */
#include "fuzz.h"
#include "fuzz_xml.h"

#include "register/plan.h"

/* What was let through can be asked for the row of any account. */
static void
use(const struct plan *plan)
{
	struct plan_subject subject = { "webb", "ett", PLAN_SNAPSHOT,
	    "2026-11-23" };
	const struct plan_row *row;
	struct fail fail;
	size_t i;

	for (i = 0; i < plan->count; i++) {
		const struct plan_board *b = &plan->board[i];

		(void)plan_in_force(plan, b->board, subject.day);
		fail_clear(&fail);
		if (plan_match(plan, b, &subject, &row, &fail) == -1 &&
		    (row != NULL || fail.kind != FAIL_CONFIG))
			abort();
		if (row != NULL && (plan_class(plan, b, row->class_code) ==
		    NULL || plan_text(plan, row, "registrering") == NULL))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct plan plan = PLAN_INIT;
	struct fail fail = FAIL_INIT;

	(void)fuzz_file("plan.xml", bytes, size);
	if (plan_load(&plan, fuzz_folder(), &fail) == 0)
		use(&plan);
	else if (fail.kind != FAIL_CONFIG ||
	    strstr(fail.text, "plan.xml:") == NULL || plan.file.doc != NULL)
		abort();
	plan_clear(&plan);
	return (0);
}
