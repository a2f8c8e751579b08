/*
 * check.h - claims about C code, one function each, for tests/NN-room/test_x.c.
 *
 *	static void
 *	joins_two_names(void)
 *	{
 *		CHECK_STR(path, "a/b");
 *	}
 *
 *	int
 *	main(void)
 *	{
 *		RUN(joins_two_names);
 *		return (check_end());
 *	}
 *
 * RUN prints "ok joins_two_names", or "not ok joins_two_names (file:line:
 * why)"; every further failure of the same claim is a line of its own before
 * it.  A failed CHECK goes on; a failed NEED leaves the claim, for what the
 * rest cannot do without.  check_end() gives main's status: 1 if a claim
 * failed, or if there was none.
 *
 * Included by one file per program; its state is that file's.
 */
#ifndef HARNESS_CHECK_H
#define HARNESS_CHECK_H

#include <stdio.h>
#include <string.h>

static struct {
	int claims;		/* run so far */
	int failed;		/* of those */
	int faults;		/* failed checks in the present claim */
	char first[1024];	/* the first of them */
} check_state;

#define CHECK_UNUSED __attribute__((unused))

/* check_fault(file, line, text): note one failed check. */
static CHECK_UNUSED void
check_fault(const char *file, int line, const char *text)
{
	if (check_state.faults++ == 0)
		(void)snprintf(check_state.first, sizeof(check_state.first),
		    "%s:%d: %s", file, line, text);
	else
		printf("# %s:%d: %s\n", file, line, text);
}

static CHECK_UNUSED int
check_true(int truth, const char *what, const char *file, int line)
{
	if (!truth)
		check_fault(file, line, what);
	return (truth);
}

static CHECK_UNUSED void
check_int(long long got, long long want, const char *what, const char *file,
    int line)
{
	char text[512];

	if (got == want)
		return;
	(void)snprintf(text, sizeof(text), "%s is %lld, not %lld", what, got,
	    want);
	check_fault(file, line, text);
}

static CHECK_UNUSED void
check_str(const char *got, const char *want, const char *what,
    const char *file, int line)
{
	char text[900];

	if (got == want ||
	    (got != NULL && want != NULL && strcmp(got, want) == 0))
		return;
	(void)snprintf(text, sizeof(text), "%s is '%.400s', not '%.400s'", what,
	    got == NULL ? "(NULL)" : got, want == NULL ? "(NULL)" : want);
	check_fault(file, line, text);
}

static CHECK_UNUSED void
check_run(const char *name, void (*claim)(void))
{
	check_state.faults = 0;
	claim();
	check_state.claims++;
	if (check_state.faults == 0) {
		printf("ok %s\n", name);
	} else {
		check_state.failed++;
		printf("not ok %s (%s)\n", name, check_state.first);
	}
	(void)fflush(stdout);	/* a later crash must not hide it */
}

static CHECK_UNUSED int
check_end(void)
{
	return (check_state.claims == 0 || check_state.failed > 0);
}

#define CHECK(cond) \
	(check_true(!!(cond), "not so: " #cond, __FILE__, __LINE__))
#define CHECK_INT(got, want) \
	check_int((long long)(got), (long long)(want), #got, __FILE__, __LINE__)
#define CHECK_STR(got, want) \
	check_str((got), (want), #got, __FILE__, __LINE__)
#define NEED(cond) do { \
	if (!check_true(!!(cond), "not so: " #cond, __FILE__, __LINE__)) \
		return; \
} while (0)
#define RUN(claim) check_run(#claim, claim)

#endif /* !HARNESS_CHECK_H */
