/* Work in a child: what it says comes back, and one that hangs is given up. */
#include "../harness/check.h"

#include <signal.h>
#include <stdint.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/watch.h"

/* Run ${work} with so long a bound; its kind of failure. */
static enum fail_kind
run(int (*work)(void *, const struct watch *, struct buf *, struct fail *),
    int wait_s, struct buf *said, struct fail *fail)
{
	int number = 7;
	struct watch_work w = { work, &number, "the share", wait_s, 0 };
	int rc = watch_run(&w, said, fail);

	CHECK_INT(rc, fail->kind == FAIL_NONE ? 0 : -1);
	return (fail->kind);
}

static int
says(void *arg, const struct watch *watch, struct buf *said,
    struct fail *fail)
{
	(void)fail;
	watch_beat(watch);
	/* A byte of each value: none of them is taken for something else. */
	for (int i = 0; i < 256; i++)
		buf_addc(said, i);
	buf_addf(said, "%d", *(int *)arg);
	return (0);
}

static void
what_it_says_comes_back(void)
{
	struct fail fail = FAIL_INIT;
	struct buf said = BUF_INIT;
	int wait_s, i;

	for (wait_s = 0; wait_s <= 5; wait_s += 5) {
		CHECK_INT(run(says, wait_s, &said, &fail), FAIL_NONE);
		NEED(said.size == 257);
		for (i = 0; i < 256; i++)
			CHECK_INT(said.data[i], i);
		CHECK_INT(said.data[256], '7');
		buf_clear(&said);
	}
}

static int
refuses(void *arg, const struct watch *watch, struct buf *said,
    struct fail *fail)
{
	(void)arg;
	(void)watch;
	buf_adds(said, "of no use");
	return (fail_set(fail, FAIL_EXISTS, "'%s' is there", "x"));
}

static void
so_does_its_failure(void)
{
	struct fail fail = FAIL_INIT;
	struct buf said = BUF_INIT;

	CHECK_INT(run(refuses, 5, &said, &fail), FAIL_EXISTS);
	CHECK_STR(fail.text, "'x' is there");
	CHECK_INT((long long)said.size, 0);
	buf_clear(&said);
}

static int
hangs(void *arg, const struct watch *watch, struct buf *said,
    struct fail *fail)
{
	(void)arg;
	(void)said;
	(void)fail;
	watch_beat(watch);
	sleep(30);
	return (0);
}

static void
what_hangs_is_given_up(void)
{
	struct fail fail = FAIL_INIT;
	struct buf said = BUF_INIT;
	int64_t start = clock_monotonic_ms(), took;

	CHECK_INT(run(hangs, 1, &said, &fail), FAIL_LATER);
	took = clock_monotonic_ms() - start;
	CHECK(took >= 1000 && took < 10000);
	CHECK_STR(fail.text, "the share has not answered for 1 seconds; see "
	    "that it is there, and try again");
	buf_clear(&said);
}

static int
gets_on(void *arg, const struct watch *watch, struct buf *said,
    struct fail *fail)
{
	int i;

	(void)arg;
	(void)fail;
	for (i = 0; i < 8; i++) {
		usleep(300000);
		watch_beat(watch);
	}
	buf_adds(said, "done");
	return (0);
}

static void
what_is_slow_but_gets_on_is_not(void)
{
	struct fail fail = FAIL_INIT;
	struct buf said = BUF_INIT;

	CHECK_INT(run(gets_on, 1, &said, &fail), FAIL_NONE);
	CHECK_STR(buf_text(&said), "done");
	buf_clear(&said);
}

static int
is_killed(void *arg, const struct watch *watch, struct buf *said,
    struct fail *fail)
{
	(void)arg;
	(void)watch;
	(void)said;
	(void)fail;
	kill(getpid(), SIGKILL);
	return (0);
}

static int
is_ended(void *arg, const struct watch *watch, struct buf *said,
    struct fail *fail)
{
	(void)arg;
	(void)watch;
	(void)said;
	(void)fail;
	kill(getpid(), SIGTERM);
	return (0);
}

static void
what_dies_is_no_success(void)
{
	struct fail fail = FAIL_INIT;
	struct buf said = BUF_INIT;

	CHECK_INT(run(is_killed, 5, &said, &fail), FAIL_LATER);
	CHECK_INT(run(is_ended, 5, &said, &fail), FAIL_IO);
	buf_clear(&said);
}

static int
says_much(void *arg, const struct watch *watch, struct buf *said,
    struct fail *fail)
{
	int i;

	(void)arg;
	(void)fail;
	for (i = 0; i < 70000; i++) {
		watch_beat(watch);
		buf_addf(said, "%010d", i);
	}
	return (0);
}

/* More than a pipe holds, of beats and of words. */
static void
much_is_taken_too(void)
{
	struct fail fail = FAIL_INIT;
	struct buf said = BUF_INIT;

	CHECK_INT(run(says_much, 20, &said, &fail), FAIL_NONE);
	CHECK_INT((long long)said.size, 700000);
	CHECK_STR(buf_text(&said) + said.size - 10, "0000069999");
	buf_clear(&said);
}

/* ---- without beats ---- */

static enum fail_kind
run_by_time(int (*work)(void *, const struct watch *, struct buf *,
    struct fail *), int wait_s)
{
	struct fail fail = FAIL_INIT;
	struct buf said = BUF_INIT;
	struct watch_work w = { work, NULL, "the share", wait_s, 1 };

	(void)watch_run(&w, &said, &fail);
	buf_clear(&said);
	return (fail.kind);
}

/* A tenth of a second each: what a lock that is waited for may use. */
static int
asks_again(void *arg, const struct watch *watch, struct buf *said,
    struct fail *fail)
{
	int i;

	(void)arg;
	(void)watch;
	(void)said;
	(void)fail;
	for (i = 0; i < 30; i++) {
		usleep(100000);
		(void)access("/nothing", F_OK);
	}
	return (0);
}

static int
wakes_and_sleeps(void *arg, const struct watch *watch, struct buf *said,
    struct fail *fail)
{
	int i;

	(void)arg;
	(void)watch;
	(void)said;
	(void)fail;
	for (i = 0; i < 3; i++)
		sleep(10);
	return (0);
}

static void
what_works_is_seen_without_beats(void)
{
	CHECK_INT(run_by_time(asks_again, 1), FAIL_NONE);
	CHECK_INT(run_by_time(wakes_and_sleeps, 2), FAIL_LATER);
	CHECK_INT(run_by_time(hangs, 2), FAIL_LATER);
}

static int
prints_late(void *arg, const struct watch *watch, struct buf *said,
    struct fail *fail)
{
	(void)arg;
	(void)said;
	(void)fail;
	watch_over(watch);
	sleep(3);
	return (0);
}

static void
what_is_over_has_all_time(void)
{
	CHECK_INT(run_by_time(prints_late, 1), FAIL_NONE);
}

static void
a_wait_is_a_number(void)
{
	struct fail fail = FAIL_INIT;
	int wait_s = -1;

	CHECK_INT(watch_wait(NULL, &wait_s, &fail), 0);
	CHECK_INT(wait_s, WATCH_WAIT_S);
	CHECK_INT(watch_wait("0", &wait_s, &fail), 0);
	CHECK_INT(wait_s, 0);
	CHECK_INT(watch_wait("-1", &wait_s, &fail), -1);
	CHECK_INT(fail.kind, FAIL_USAGE);
}

int
main(void)
{
	RUN(what_it_says_comes_back);
	RUN(so_does_its_failure);
	RUN(what_hangs_is_given_up);
	RUN(what_is_slow_but_gets_on_is_not);
	RUN(what_dies_is_no_success);
	RUN(much_is_taken_too);
	RUN(what_works_is_seen_without_beats);
	RUN(what_is_over_has_all_time);
	RUN(a_wait_is_a_number);
	return (check_end());
}
