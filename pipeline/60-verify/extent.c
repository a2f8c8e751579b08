#include "verify/extent.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "core/fail.h"
#include "core/hash.h"
#include "core/msg.h"
#include "core/text.h"
#include "verify/finding.h"
#include "verify/shelf.h"
#include "verify/verify.h"

#define MOST_SAMPLE 1000000000
#define MOST_DURATION 1000000
#define MOST_PARTS 10000
#define PART_DIGITS 15			/* of the hash: fits 63 bits */

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

static int
read_sample(struct extent *extent, const char *text, struct fail *fail)
{
	extent->kind = EXTENT_SAMPLE;
	if (text_int(text, 1, MOST_SAMPLE, &extent->sample) == -1)
		return (fail_set(fail, FAIL_USAGE, "'%s' is no number of "
		    "packages; give 1 or more", text));
	if (getrandom(&extent->seed, sizeof(extent->seed), 0) !=
	    (ssize_t)sizeof(extent->seed))
		return (fail_sys(fail, "cannot get random bytes"));
	return (0);
}

static int
read_part(struct extent *extent, const char *text, struct fail *fail)
{
	const char *slash = strchr(text, '/');
	char *first = NULL;
	int rc = -1;

	extent->kind = EXTENT_PART;
	if (slash != NULL)
		first = strndup(text, (size_t)(slash - text));
	if (first != NULL &&
	    text_int(slash + 1, 1, MOST_PARTS, &extent->parts) == 0 &&
	    text_int(first, 1, extent->parts, &extent->part) == 0)
		rc = 0;
	else
		fail_set(fail, FAIL_USAGE, "'%s' is no part; give for "
		    "instance 2/7 for the second of seven", text);
	free(first);
	return (rc);
}

int
extent_read(struct extent *extent, const struct verify_order *order,
    struct fail *fail)
{
	memset(extent, 0, sizeof(*extent));
	extent->deep = order->deep;
	if ((order->sample != NULL) + (order->part != NULL) +
	    (order->id_count > 0) > 1)
		return (fail_set(fail, FAIL_USAGE, "only one of a part, a "
		    "sample and ids can be checked at a time"));
	if (order->max_duration != NULL && (extent->limit_s =
	    duration(order->max_duration, fail)) == -1)
		return (-1);
	if (order->sample != NULL)
		return (read_sample(extent, order->sample, fail));
	if (order->part != NULL)
		return (read_part(extent, order->part, fail));
	extent->kind = order->id_count > 0 ? EXTENT_NAMED : EXTENT_WHOLE;
	extent->ids = order->ids;
	extent->id_count = order->id_count;
	return (0);
}

/* Keep only the packages named. */
static int
take_named(struct extent *extent, struct shelf_list *packages,
    struct finding_list *findings, struct fail *fail)
{
	char *found;
	size_t i;
	int rc = 0;

	if ((found = calloc(extent->id_count, 1)) == NULL)
		return (fail_memory(fail));
	shelf_keep(packages, extent->ids, extent->id_count, found);
	for (i = 0; i < extent->id_count && rc == 0; i++) {
		if (found[i])
			continue;
		if (extent->absent == NULL)
			extent->absent = extent->ids[i];
		rc = finding_add(findings, FINDING_MISSING, extent->ids[i],
		    "no such package", fail);
	}
	free(found);
	return (rc);
}

static int
is_in_part(void *arg, const struct shelf_item *item)
{
	return (extent_has_part(arg, item->name));
}

int
extent_take(struct extent *extent, struct shelf_list *packages,
    struct finding_list *findings, struct fail *fail)
{
	switch (extent->kind) {
	case EXTENT_NAMED:
		return (take_named(extent, packages, findings, fail));
	case EXTENT_SAMPLE:
		msg_note("a sample of %" PRId64 " packages with seed %016"
		    PRIx64, extent->sample, extent->seed);
		shelf_sample(packages, (size_t)extent->sample, extent->seed);
		return (0);
	case EXTENT_PART:
		shelf_filter(packages, is_in_part, extent);
		return (0);
	default:
		return (0);
	}
}

int
extent_has_part(const struct extent *extent, const char *id)
{
	struct fail fail = FAIL_INIT;
	struct hash_sum sum;
	uint64_t number = 0;
	size_t i;

	if (extent->kind != EXTENT_PART)
		return (1);
	/* Never left out for want of memory: rather twice than not at all. */
	if (hash_bytes(id, strlen(id), HASH_SHA256, &sum, &fail) == -1)
		return (1);
	for (i = 0; i < PART_DIGITS; i++)
		number = number << 4 | (uint64_t)(sum.sha256[i] <= '9' ?
		    sum.sha256[i] - '0' : sum.sha256[i] - 'a' + 10);
	return ((int64_t)(number % (uint64_t)extent->parts) + 1 ==
	    extent->part);
}

int
extent_goes_on(const struct extent *extent)
{
	return (extent->kind == EXTENT_WHOLE || extent->kind == EXTENT_PART);
}

void
extent_name(const struct extent *extent, char out[EXTENT_NAME])
{
	static const char *const word[] = { "whole", "part", "sample",
	    "named" };

	const char *deep = extent->deep ? "-deep" : "";

	if (extent->kind == EXTENT_PART)
		(void)snprintf(out, EXTENT_NAME, "part-%" PRId64 "-of-%"
		    PRId64 "%s", extent->part, extent->parts, deep);
	else
		(void)snprintf(out, EXTENT_NAME, "%s%s", word[extent->kind],
		    deep);
}
