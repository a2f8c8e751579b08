#include "verify/crew.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/msg.h"
#include "verify/check.h"

#define MOST_THREADS 32
#define PROGRESS_EVERY 8		/* packages */

struct shared {
	struct crew *crew;
	pthread_mutex_t lock;	/* of all below, and of the crew's sums */
	size_t next;		/* the package to take */
	size_t done;
	struct fail fail;	/* the first that stopped a thread */
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

/* Check package ${at} and put what was found where the crew can see it. */
static int
work_on(struct shared *shared, size_t at, struct fail *fail)
{
	struct crew *crew = shared->crew;
	struct check check = { 0 };
	int rc;

	rc = check_package(&check, crew->share, crew->fd,
	    &crew->packages->item[at], fail);
	pthread_mutex_lock(&shared->lock);
	if (rc == 0)
		rc = keep_beside(crew, &check, fail);
	crew->findings[at] = check.findings;
	memset(&check.findings, 0, sizeof(check.findings));	/* the crew's */
	crew->file_count += check.file_count;
	crew->size_bytes += check.size_bytes;
	shared->done++;
	pthread_mutex_unlock(&shared->lock);
	check_clear(&check);
	return (rc);
}

static void *
work(void *arg)
{
	struct shared *shared = arg;
	struct fail fail = FAIL_INIT;
	size_t at, count = shared->crew->packages->count;

	for (;;) {
		pthread_mutex_lock(&shared->lock);
		at = shared->fail.kind == FAIL_NONE ? shared->next++ : count;
		if (at < count && at % PROGRESS_EVERY == 0)
			msg_progress("%zu of %zu packages", shared->done,
			    count);
		pthread_mutex_unlock(&shared->lock);
		if (at >= count)
			return (NULL);
		if (work_on(shared, at, &fail) == -1) {
			pthread_mutex_lock(&shared->lock);
			shared->fail = fail;
			pthread_mutex_unlock(&shared->lock);
		}
	}
}

/* How many threads help the one that asks. */
static size_t
helpers(size_t packages)
{
	cpu_set_t set;
	size_t n = 1;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		n = (size_t)CPU_COUNT(&set);
	if (n > MOST_THREADS)
		n = MOST_THREADS;
	if (n > packages)
		n = packages;
	return (n > 0 ? n - 1 : 0);
}

int
crew_work(struct crew *crew, struct fail *fail)
{
	struct shared shared = { crew, PTHREAD_MUTEX_INITIALIZER, 0, 0,
	    FAIL_INIT };
	pthread_t thread[MOST_THREADS];
	size_t i, n, started;

	crew->findings = calloc(crew->packages->count + 1,
	    sizeof(*crew->findings));
	if (crew->findings == NULL)
		return (fail_memory(fail));
	n = helpers(crew->packages->count);
	for (started = 0; started < n; started++)
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

	if (crew->findings != NULL)
		for (i = 0; i < crew->packages->count; i++)
			finding_clear(&crew->findings[i]);
	free(crew->findings);
	crew->findings = NULL;
	shelf_list_clear(&crew->beside);
}
