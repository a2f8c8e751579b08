#include "verify/crew.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/hash.h"
#include "core/msg.h"
#include "core/tree.h"
#include "verify/check.h"
#include "verify/deep.h"
#include "verify/journal.h"
#include "verify/reader.h"
#include "verify/seal.h"

#define MOST_THREADS 64
#define EACH_HAS 2			/* threads, of each processor */
#define PROGRESS_MS 200			/* between two lines */

struct shared {
	struct crew *crew;
	pthread_mutex_t lock;	/* of all below, and of what the crew sums up */
	size_t next;		/* packages that were taken */
	int64_t start_ms, shown_ms;
	struct fail fail;	/* the first that stopped a thread */
	int helpers;		/* threads for each hand besides its own */
};

/* What one thread has for itself. */
struct hand {
	struct reader reader;
	struct deep *deep;	/* owned; NULL: not asked for */
	const char *period;	/* whose folder is open; borrowed; or NULL */
	int fd;			/* that folder, or -1 */
};

/* Remember the names beside packages that the list gives. */
static int
keep_beside(struct crew *crew, const struct check *check, struct fail *fail)
{
	const char *path;
	size_t i;

	for (i = 0; i < check->sums.count; i++) {
		path = check->sums.line[i].path;
		if (strchr(path, '/') == NULL &&
		    shelf_add(&crew->beside, check->period, path, fail) == -1)
			return (-1);
	}
	return (0);
}

/* Open the half-year's folder, unless it is that of the package before. */
static int
open_period(struct hand *hand, int share, const char *period,
    struct fail *why)
{
	if (hand->period != NULL && strcmp(hand->period, period) == 0)
		return (0);
	if (hand->fd != -1)
		close(hand->fd);
	hand->period = NULL;
	if ((hand->fd = tree_folder(share, period, why)) == -1)
		return (-1);
	hand->period = period;
	return (0);
}

static int
check_one(struct check *check, struct hand *hand, const struct crew *crew,
    size_t at, struct fail *fail)
{
	const struct shelf_item *item = &crew->packages->item[at];
	struct fail why = FAIL_INIT;

	if (open_period(hand, crew->fd, item->period, &why) == -1) {
		check->period = item->period;
		return (check_tell(check, FINDING_UNREADABLE, item->name,
		    why.text, fail));
	}
	if (check_package(check, hand->fd, item, fail) == -1 ||
	    seal_exists(check, item, fail) == -1)
		return (-1);
	return (crew->sealed[at] ? seal_check(crew->seal, check, hand->fd,
	    item, fail) : 0);
}

/* What the check found is now the outcome's. */
static void
take_outcome(struct outcome *outcome, struct check *check)
{
	*outcome = (struct outcome)OUTCOME_INIT;
	outcome->checked_utc = clock_now();
	outcome->file_count = check->file_count;
	outcome->size_bytes = check->size_bytes;
	outcome->record_count = check->record_count;
	outcome->digest_count = check->digest_count;
	outcome->bare_count = check->bare_count;
	memcpy(outcome->sums_sha256, check->sums_sha256,
	    sizeof(outcome->sums_sha256));
	outcome->findings = check->findings;
	memset(&check->findings, 0, sizeof(check->findings));
}

/* Check package ${at} and put what was found where the crew can see it. */
static int
work_on(struct shared *shared, struct hand *hand, size_t at,
    struct fail *fail)
{
	struct crew *crew = shared->crew;
	const struct shelf_item *item = &crew->packages->item[at];
	struct check check = { 0 };
	int rc;

	check.reader = &hand->reader;
	check.deep = hand->deep;
	check.share = crew->share;
	rc = check_one(&check, hand, crew, at, fail);
	/* Nobody else looks at this outcome yet. */
	take_outcome(&crew->outcomes[at], &check);
	crew->outcomes[at].sealed = crew->sealed[at];
	if (rc == 0 && crew->journal != NULL)
		journal_add(crew->journal, item, &crew->outcomes[at],
		    &check.sums);
	pthread_mutex_lock(&shared->lock);
	if (rc == 0)
		rc = keep_beside(crew, &check, fail);
	crew->package_count++;
	pthread_mutex_unlock(&shared->lock);
	check_clear(&check);
	return (rc);
}

/* How far we are, and how long it takes still if it goes on like this. */
static void
show_progress(struct shared *shared, int64_t now_ms)
{
	size_t done = shared->crew->package_count;
	size_t all = shared->crew->order_count;
	double left;

	if (now_ms - shared->shown_ms < PROGRESS_MS)
		return;
	shared->shown_ms = now_ms;
	if (done == 0) {
		msg_progress("%zu of %zu packages", done, all);
		return;
	}
	left = (double)(now_ms - shared->start_ms) / 1000 *
	    (double)(all - done) / (double)done;
	if (left < 100)
		msg_progress("%zu of %zu packages, about %.0f s left", done,
		    all, left + 0.5);
	else
		msg_progress("%zu of %zu packages, about %.0f min left", done,
		    all, left / 60 + 0.5);
}

/* The next package to check, or -1 when it is enough. */
static long
take(struct shared *shared)
{
	const struct crew *crew = shared->crew;
	int64_t now_ms = clock_monotonic_ms();
	long at = -1;

	pthread_mutex_lock(&shared->lock);
	if (shared->fail.kind == FAIL_NONE &&
	    shared->next < crew->order_count &&
	    (crew->until_ms == 0 || now_ms < crew->until_ms)) {
		at = (long)crew->order[shared->next++];
		show_progress(shared, now_ms);
	}
	pthread_mutex_unlock(&shared->lock);
	return (at);
}

static void *
work(void *arg)
{
	struct shared *shared = arg;
	struct fail fail = FAIL_INIT;
	struct hand hand = { .fd = -1 };
	long at;
	int deep = shared->crew->deep;
	int rc = reader_init(&hand.reader, deep ? HASH_BOTH : HASH_SHA256,
	    &fail);

	if (rc == 0 && deep &&
	    (hand.deep = deep_new(shared->helpers, &fail)) == NULL)
		rc = -1;
	while (rc == 0 && (at = take(shared)) != -1)
		rc = work_on(shared, &hand, (size_t)at, &fail);
	if (rc == -1) {
		pthread_mutex_lock(&shared->lock);
		shared->fail = fail;
		pthread_mutex_unlock(&shared->lock);
	}
	if (hand.fd != -1)
		close(hand.fd);
	deep_free(hand.deep);
	reader_clear(&hand.reader);
	return (NULL);
}

static size_t
processors(void)
{
	cpu_set_t set;
	size_t n = 1;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		n = (size_t)CPU_COUNT(&set);
	return (n < 1 ? 1 : n > MOST_THREADS / EACH_HAS ?
	    MOST_THREADS / EACH_HAS : n);
}

int
crew_init(struct crew *crew, struct fail *fail)
{
	crew->outcomes = calloc(crew->packages->count + 1,
	    sizeof(*crew->outcomes));
	return (crew->outcomes == NULL ? fail_memory(fail) : 0);
}

int
crew_work(struct crew *crew, struct fail *fail)
{
	struct shared shared = { crew, PTHREAD_MUTEX_INITIALIZER, 0,
	    clock_monotonic_ms(), 0, FAIL_INIT, 0 };
	pthread_t thread[MOST_THREADS];
	size_t i, all = processors(), n = all, started;

	/* While one waits for the share another computes; with deep all do. */
	if (!crew->deep)
		n *= EACH_HAS;
	if (n > crew->order_count)
		n = crew->order_count > 0 ? crew->order_count : 1;
	/* Of few packages each has several processors. */
	shared.helpers = n < all ? (int)(all / n) - 1 : 0;
	for (started = 0; started + 1 < n; started++)
		if (pthread_create(&thread[started], NULL, work,
		    &shared) != 0)
			break;	/* fewer do it too */
	(void)work(&shared);
	for (i = 0; i < started; i++)
		pthread_join(thread[i], NULL);
	msg_progress_end();
	if (shared.fail.kind == FAIL_NONE)
		return (0);
	*fail = shared.fail;
	return (-1);
}

void
crew_clear(struct crew *crew)
{
	size_t i;

	if (crew->outcomes != NULL)
		for (i = 0; i < crew->packages->count; i++)
			finding_clear(&crew->outcomes[i].findings);
	free(crew->outcomes);
	crew->outcomes = NULL;
	shelf_list_clear(&crew->beside);
}
