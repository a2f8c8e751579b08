#include "verify/log.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/ledger.h"
#include "core/list.h"
#include "core/msg.h"
#include "core/note.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tlog.h"
#include "verify/finding.h"
#include "verify/log_prove.h"
#include "verify/stamp_work.h"
#include "verify/stamps.h"

#define WITHIN "P90D"
#define MOST_YEARS 100

struct desk {			/* what a verb works with */
	const struct log_order *order;
	struct site site;
	struct log_result *result;
};

int
log_result_add(struct log_result *result, const char *const *field,
    size_t count, struct fail *fail)
{
	struct log_line *line = list_grow(result->line, &result->count,
	    sizeof(*line), fail);
	size_t i;

	if (line == NULL)
		return (-1);
	result->line = line;
	line += result->count - 1;
	for (i = 0; i < count && i < LOG_FIELDS; i++)
		if ((line->field[i] = text_copy(field[i], fail)) == NULL)
			return (-1);
	return (0);
}

void
log_result_clear(struct log_result *result)
{
	size_t i, j;

	for (i = 0; i < result->count; i++)
		for (j = 0; j < LOG_FIELDS; j++)
			free(result->line[i].field[j]);
	free(result->line);
	*result = (struct log_result)LOG_RESULT_INIT;
}

/* ---- stamp, restamp, flush ---- */

static int
do_flush(struct desk *desk, struct fail *fail)
{
	return (ledger_flush(&desk->site, fail));
}

/* Days of a part of a period, "3M"; moves on.  0: it has none such. */
static int64_t
take_days(const char **at, char unit, int64_t days)
{
	size_t n = strspn(*at, "0123456789");
	int64_t value = 0;
	size_t i;

	if (n == 0 || n > 5 || (*at)[n] != unit)
		return (0);
	for (i = 0; i < n; i++)
		value = 10 * value + ((*at)[i] - '0');
	*at += n + 1;
	return (value * days);
}

/* Seconds of "P1Y", "P6M", "P90D" or such together, or -1. */
static int64_t
within_seconds(const char *text, struct fail *fail)
{
	const char *at = text + 1;
	int64_t days = 0;

	if (*text == 'P') {
		days += take_days(&at, 'Y', 366);
		days += take_days(&at, 'M', 31);
		days += take_days(&at, 'W', 7);
		days += take_days(&at, 'D', 1);
	}
	if (*text != 'P' || *at != '\0' || days <= 0 ||
	    days > MOST_YEARS * 366)
		return (fail_set(fail, FAIL_USAGE, "'%s' is no period; give "
		    "for instance P1Y, P6M or P90D", text));
	return (days * 86400);
}

static int
has_authority(const struct site *site)
{
	if (site->authority_count > 0)
		return (1);
	msg_note("bevara.xml names no service for time stamps; nothing is "
	    "asked");
	return (0);
}

/* Do the work on the open share; ${before_utc} 0: stamp, else renew. */
static int
work(struct desk *desk, int64_t before_utc, struct fail *fail)
{
	struct stamp_work work;
	int share, rc;

	if (!has_authority(&desk->site))
		return (0);
	if ((share = site_open_archive(&desk->site, fail)) == -1)
		return (-1);
	rc = stamp_work_begin(&work, &desk->site, share, desk->result, fail);
	if (rc == 0) {
		rc = before_utc == 0 ? stamp_work_stamp(&work, fail) :
		    stamp_work_renew(&work, before_utc, fail);
		if (rc == -1)
			stamp_work_note(&work, fail);
		rc = stamp_work_end(&work, fail);
	}
	close(share);
	return (rc);
}

static int
do_stamp(struct desk *desk, struct fail *fail)
{
	if (ledger_flush(&desk->site, fail) == -1)
		return (-1);
	return (work(desk, 0, fail));
}

static int
do_restamp(struct desk *desk, struct fail *fail)
{
	const char *within = desk->order->within;
	int64_t seconds = within_seconds(within == NULL ? WITHIN : within,
	    fail);

	return (seconds == -1 ? -1 : work(desk, clock_now() + seconds, fail));
}

/* ---- prove ---- */

static int
do_prove(struct desk *desk, struct fail *fail)
{
	const struct log_order *order = desk->order;

	if (order->id_count == 0)
		return (fail_set(fail, FAIL_USAGE, "name the packages whose "
		    "proofs are to be written"));
	if (ledger_flush(&desk->site, fail) == -1)
		return (-1);
	return (log_prove(&desk->site, order->ids, order->id_count,
	    desk->result, fail));
}

/* ---- show ---- */

static int
line(struct desk *desk, const char *name, const char *value, const char *more,
    struct fail *fail)
{
	const char *const field[] = { name, value, more };

	return (log_result_add(desk->result, field, more == NULL ? 2 : 3,
	    fail));
}

static int
line_count(struct desk *desk, const char *name, uint64_t count,
    const char *more, struct fail *fail)
{
	char number[32];

	(void)snprintf(number, sizeof(number), "%" PRIu64, count);
	return (line(desk, name, number, more, fail));
}

/* Oldest of the entries that are not in the log yet. */
static int
show_waiting(struct desk *desk, struct fail *fail)
{
	size_t count;
	int64_t oldest;
	char time[CLOCK_TEXT];

	if (ledger_waiting(&desk->site, &count, &oldest, fail) == -1)
		return (-1);
	clock_utc(oldest, time);
	return (line_count(desk, "entries waiting", count,
	    count == 0 ? NULL : time, fail));
}

static int
show_head(struct desk *desk, int share, struct fail *fail)
{
	struct note_key *key = ledger_public(&desk->site, fail);
	struct tlog_head head;
	int rc = -1;

	if (key != NULL && ledger_head(&desk->site, share, key, &head, NULL,
	    fail) == 0)
		rc = line_count(desk, "entries", head.size, NULL, fail);
	note_key_free(key);
	return (rc);
}

static int
show_time(struct desk *desk, const char *name, int64_t utc,
    struct fail *fail)
{
	char time[CLOCK_TEXT];

	if (utc == 0)
		return (line(desk, name, "-", NULL, fail));
	clock_utc(utc, time);
	return (line(desk, name, time, NULL, fail));
}

static int
show_stamps(struct desk *desk, int share, struct fail *fail)
{
	struct finding_list list = FINDING_LIST_INIT;
	struct stamps stamps = STAMPS_INIT;
	size_t i, bad = 0;
	int rc = -1;

	if (stamps_check(&stamps, &desk->site, share, &list, fail) == -1 ||
	    line_count(desk, "stamps", stamps.token_count, NULL, fail) == -1 ||
	    line_count(desk, "stamps waiting", stamps.waiting_count, NULL,
	    fail) == -1 ||
	    show_time(desk, "newest stamp", stamps.newest_utc, fail) == -1 ||
	    show_time(desk, "stamps hold until", stamps.until_utc,
	    fail) == -1)
		goto out;
	for (i = 0; i < list.count; i++) {
		if (list.item[i].kind != FINDING_LEFTOVER)
			bad++;
		if (line(desk, finding_word(list.item[i].kind),
		    list.item[i].path, list.item[i].detail, fail) == -1)
			goto out;
	}
	rc = bad == 0 ? 0 : fail_set(fail, FAIL_NO, "%zu findings in the "
	    "log's time stamps; compare with a backup, and find out who "
	    "changed what", bad);
out:
	finding_clear(&list);
	return (rc);
}

static int
do_show(struct desk *desk, struct fail *fail)
{
	int share, rc = -1;

	if (line(desk, "log", desk->site.log_name, NULL, fail) == -1 ||
	    show_waiting(desk, fail) == -1 ||
	    (share = site_open_archive(&desk->site, fail)) == -1)
		return (-1);
	if (show_head(desk, share, fail) == 0)
		rc = show_stamps(desk, share, fail);
	close(share);
	return (rc);
}

/* ---- the verbs ---- */

typedef int verb(struct desk *, struct fail *);

static verb *
find_verb(const struct log_order *order, struct fail *fail)
{
	static const struct {
		const char *name;
		verb *does;
	} verbs[] = { { "stamp", do_stamp }, { "restamp", do_restamp },
	    { "prove", do_prove }, { "flush", do_flush },
	    { "show", do_show } };
	size_t i;

	if (order->id_count > 0 && strcmp(order->verb, "prove") != 0) {
		fail_set(fail, FAIL_USAGE, "'%s' is one word too many; only "
		    "'prove' takes packages", order->ids[0]);
		return (NULL);
	}
	if (order->within != NULL && strcmp(order->verb, "restamp") != 0) {
		fail_set(fail, FAIL_USAGE, "--within goes with 'restamp'");
		return (NULL);
	}
	for (i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (strcmp(verbs[i].name, order->verb) == 0)
			return (verbs[i].does);
	fail_set(fail, FAIL_USAGE, "'%s' is nothing that is done with the "
	    "log; it is stamp, restamp, prove, flush or show", order->verb);
	return (NULL);
}

int
log_do(const struct log_order *order, struct log_result *result,
    struct fail *fail)
{
	struct desk desk = { order, SITE_INIT, result };
	verb *does = find_verb(order, fail);
	int rc = -1;

	if (does != NULL && site_load(&desk.site, order->site, fail) == 0)
		rc = does(&desk, fail);
	site_clear(&desk.site);
	return (rc);
}
