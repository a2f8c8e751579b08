#include "verify/verify.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"
#include "verify/crew.h"
#include "verify/shelf.h"

#define MOST_SAMPLE 1000000000
#define MOST_DURATION 1000000

/* Keep only some packages, if that was asked for. */
static int
take_sample(const struct verify_order *order, struct shelf_list *packages,
    struct fail *fail)
{
	int64_t count;
	uint64_t seed;

	if (order->sample == NULL)
		return (0);
	if (text_int(order->sample, 1, MOST_SAMPLE, &count) == -1)
		return (fail_set(fail, FAIL_USAGE, "'%s' is no number of "
		    "packages; give 1 or more", order->sample));
	if (getrandom(&seed, sizeof(seed), 0) != (ssize_t)sizeof(seed))
		return (fail_sys(fail, "cannot get random bytes"));
	msg_note("a sample of %" PRId64 " packages with seed %016" PRIx64,
	    count, seed);
	shelf_sample(packages, (size_t)count, seed);
	return (0);
}

/* Seconds of "90s", "30m", "2h" or "1d", or -1. */
static int64_t
duration(const char *text, struct fail *fail)
{
	static const struct {
		char unit;
		int64_t seconds;
	} units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };
	size_t i, size = strlen(text);
	char *number = size == 0 ? NULL : strndup(text, size - 1);
	int64_t n, seconds = -1;

	for (i = 0; number != NULL && i < sizeof(units) / sizeof(units[0]); i++)
		if (text[size - 1] == units[i].unit &&
		    text_int(number, 1, MOST_DURATION, &n) == 0)
			seconds = n * units[i].seconds;
	free(number);
	if (seconds == -1)
		fail_set(fail, FAIL_USAGE, "'%s' is no duration; give for "
		    "instance 90s, 30m or 2h", text);
	return (seconds);
}

/*
 * With a limit begin anywhere, so that runs that are all too short get to all
 * packages in the end.
 */
static int
take_limit(const struct verify_order *order, struct crew *crew,
    int64_t start_ms, struct fail *fail)
{
	int64_t seconds;
	uint64_t seed;

	if (order->max_duration == NULL)
		return (0);
	if ((seconds = duration(order->max_duration, fail)) == -1)
		return (-1);
	crew->until_ms = start_ms + seconds * 1000;
	if (crew->packages->count == 0)
		return (0);
	if (getrandom(&seed, sizeof(seed), 0) != (ssize_t)sizeof(seed))
		return (fail_sys(fail, "cannot get random bytes"));
	crew->first = (size_t)(seed % crew->packages->count);
	return (0);
}

/* Keep only the packages named; ${absent} is the first that is not there. */
static int
take_named(struct verify *verify, const struct verify_order *order,
    struct shelf_list *packages, const char **absent, struct fail *fail)
{
	char *found;
	size_t i;
	int rc = 0;

	*absent = NULL;
	if (order->id_count == 0)
		return (0);
	if ((found = calloc(order->id_count, 1)) == NULL)
		return (fail_memory(fail));
	shelf_keep(packages, order->ids, order->id_count, found);
	for (i = 0; i < order->id_count && rc == 0; i++) {
		if (found[i])
			continue;
		if (*absent == NULL)
			*absent = order->ids[i];
		rc = finding_add(&verify->findings, FINDING_MISSING,
		    order->ids[i], "no such package", fail);
	}
	free(found);
	return (rc);
}

/* Files that lie in a half-year's folder and in no package's list. */
static int
tell_loose(struct verify *verify, const struct shelf_list *loose,
    struct fail *fail)
{
	char *path;
	size_t i;
	int rc = 0;

	for (i = 0; i < loose->count && rc == 0; i++) {
		path = path_join(loose->item[i].period, loose->item[i].name,
		    fail);
		rc = path == NULL ? -1 : finding_add(&verify->findings,
		    FINDING_UNTRACKED, path, NULL, fail);
		free(path);
	}
	return (rc);
}

static int
check_all(struct verify *verify, struct crew *crew, struct shelf *shelf,
    int whole, struct fail *fail)
{
	size_t i;

	if (crew_work(crew, fail) == -1)
		return (-1);
	for (i = 0; i < crew->packages->count; i++)
		if (finding_move(&verify->findings, &crew->findings[i],
		    fail) == -1)
			return (-1);
	verify->package_count = crew->package_count;
	verify->unchecked_count = crew->packages->count - crew->package_count;
	verify->file_count = crew->file_count;
	verify->size_bytes = crew->size_bytes;
	verify->record_count = crew->record_count;
	verify->digest_count = crew->digest_count;
	verify->bare_count = crew->bare_count;
	/* A loose file may be in a list that was not read. */
	if (!whole || verify->unchecked_count > 0)
		return (0);
	shelf_drop(&shelf->loose, &crew->beside);
	return (tell_loose(verify, &shelf->loose, fail));
}

/* The answer to the question whether all is as it should be. */
static int
answer(const struct verify *verify, const char *absent, const char *share,
    struct fail *fail)
{
	size_t i, bad = 0, left = 0;

	for (i = 0; i < verify->findings.count; i++)
		if (verify->findings.item[i].kind == FINDING_LEFTOVER)
			left++;
		else
			bad++;
	if (left > 0)
		msg_warn("%zu leftovers of runs that were cut; they are part "
		    "of nothing, and 'bevara place' on the same job removes "
		    "them", left);
	if (absent != NULL)
		return (fail_set(fail, FAIL_NO, "the share '%s' has no "
		    "package '%s'", share, absent));
	if (bad > 0)
		return (fail_set(fail, FAIL_NO, "%zu findings on the share "
		    "'%s'; compare with a backup, and find out who changed "
		    "what", bad, share));
	if (verify->unchecked_count > 0)
		return (fail_set(fail, FAIL_LATER, "the time was up with %"
		    PRIu64 " packages still to check; nothing is wrong with "
		    "the others", verify->unchecked_count));
	if (verify->package_count == 0)
		msg_warn("the share '%s' holds no package", share);
	return (0);
}

/* On the open share. */
static int
verify_open(struct verify *verify, const struct verify_order *order,
    const char *share, int fd, struct fail *fail)
{
	struct finding_list other = FINDING_LIST_INIT, *loose;
	struct shelf shelf = SHELF_INIT;
	struct crew crew = { .share = share, .fd = fd,
	    .packages = &shelf.packages, .deep = order->deep };
	int64_t start_ms = clock_monotonic_ms();
	int whole = order->id_count == 0 && order->sample == NULL;
	const char *absent;
	int rc = -1;

	/* Names that are in no package matter when all is looked at. */
	loose = whole ? &verify->findings : &other;
	if (shelf_read(&shelf, fd, loose, fail) == -1 ||
	    take_named(verify, order, &shelf.packages, &absent, fail) == -1 ||
	    take_sample(order, &shelf.packages, fail) == -1 ||
	    take_limit(order, &crew, start_ms, fail) == -1 ||
	    check_all(verify, &crew, &shelf, whole, fail) == -1)
		goto out;
	rc = answer(verify, absent, share, fail);
out:
	crew_clear(&crew);
	shelf_clear(&shelf);
	finding_clear(&other);
	return (rc);
}

int
verify_share(struct verify *verify, const struct verify_order *order,
    struct fail *fail)
{
	struct site site = SITE_INIT;
	int fd = -1, rc = -1;

	if (site_load(&site, order->site, fail) == -1 ||
	    (fd = site_open_archive(&site, fail)) == -1)
		goto out;
	rc = verify_open(verify, order, site.share, fd, fail);
out:
	if (fd != -1)
		close(fd);
	site_clear(&site);
	return (rc);
}

void
verify_clear(struct verify *verify)
{
	finding_clear(&verify->findings);
	*verify = (struct verify)VERIFY_INIT;
}
