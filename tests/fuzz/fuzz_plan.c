/*
 * fuzz_plan.c - plan.xml, as anybody may have edited it.
 *
 * Any bytes must end in plans or in an error of configuration that names
 * the file.  Built with -fsanitize=fuzzer; the corpus is samples/site and
 * samples/broken.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "register/plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* One folder for the whole run: reading a file is what the tool does. */
static const char *
folder(void)
{
	static char dir[] = "/dev/shm/fuzz_plan-XXXXXX";
	static int made;

	if (!made && mkdtemp(dir) == NULL)
		abort();
	made = 1;
	return (dir);
}

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
	char *path = path_join(folder(), "plan.xml", &fail);

	if (path == NULL || file_write(path, bytes, size, &fail) == -1)
		abort();
	if (plan_load(&plan, folder(), &fail) == 0)
		use(&plan);
	else if (fail.kind != FAIL_CONFIG ||
	    strstr(fail.text, "plan.xml:") == NULL || plan.doc != NULL)
		abort();
	plan_clear(&plan);
	free(path);
	return (0);
}
