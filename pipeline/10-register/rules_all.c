/*
 * rules_all.c - the rules that closed accounts are asked for too: dates, the
 * board's plan, the last capture, and accounts that stand twice.
 */
#include "register/rules.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"
#include "core/watch.h"
#include "register/check.h"
#include "register/konton.h"
#include "register/past.h"
#include "register/plan.h"

/* A last capture shows the half-year before the account was closed. */
#define LAST_S (184 * 86400)

#define SHARE_WAIT_S 20		/* for a share that hangs, once */

static int
rule_status(const struct check *c, const struct konton_account *a)
{
	int active = strcmp(a->status, KONTON_ACTIVE) == 0;

	if (active && a->closes != NULL)
		return (check_say(c, a, FINDING_CLOSING, "Kontot är aktivt men "
		    "har slutdatum %s.", a->closes));
	if (active)
		return (0);
	if (a->closes == NULL)
		return (check_say(c, a, FINDING_CLOSING, "Kontot har status %s "
		    "men inget slutdatum.", a->status));
	if (strcmp(a->status, KONTON_CLOSED) == 0 &&
	    strcmp(a->closes, c->today) > 0)
		return (check_say(c, a, FINDING_CLOSING, "Kontot har status "
		    "avslutad men slutdatum %s, som inte har varit än.",
		    a->closes));
	return (0);
}

int
rules_closing(const struct check *c, const struct konton_account *a)
{
	const char *decided = xml_get(c->konton->file.doc,
	    xml_first(a->node, "beslut"), "datum");

	if (rule_status(c, a) == -1)
		return (-1);
	if (a->closes == NULL || strcmp(a->status, KONTON_ACTIVE) == 0)
		return (0);
	if (strcmp(a->status, KONTON_CLOSING) == 0 &&
	    strcmp(a->closes, c->today) < 0 && check_say(c, a, FINDING_PASSED,
	    "Kontot skulle ha avslutats %s.", a->closes) == -1)
		return (-1);
	/* A date that is yet to come is told of by rules_decision(). */
	if (decided == NULL || strcmp(decided, c->today) > 0 ||
	    strcmp(a->closes, decided) >= 0)
		return (0);
	return (check_say(c, a, FINDING_CLOSING, "Slutdatum %s är före "
	    "beslutet om kontot, %s.", a->closes, decided));
}

int
rules_plan(const struct check *c, const struct konton_account *a)
{
	if (plan_in_force(c->plan, a->board, c->today) != NULL)
		return (0);
	return (check_say(c, a, FINDING_NO_PLAN, "Nämnden \"%s\" har ingen "
	    "gällande dokumenthanteringsplan i plan.xml, så allt bevaras "
	    "tills vidare.", a->board));
}

/* ---- the last capture ---- */

/* The newest package of the account in a half-year's folder on the share. */
static int
newest_in(const char *dir, const char *account, int64_t *newest,
    struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	size_t i, n = strlen(account);
	int64_t t;

	if (file_list_dir(dir, &list, fail) == -1)
		return (-1);
	for (i = 0; i < list.count; i++) {
		const char *id = list.entry[i].path;

		if (list.entry[i].kind == 'd' && path_is_id(id) &&
		    strncmp(id, account, n) == 0 && id[n] == '_' &&
		    clock_parse(id + n + 1, &t) == 0 && t > *newest)
			*newest = t;
	}
	file_list_clear(&list);
	return (0);
}

struct look {			/* at the share, by a child that may hang */
	const struct site *site;
	const char *account;
};

/* The same of the whole share; 0 is said if there is none. */
static int
look_at_share(void *arg, const struct watch *watch, struct buf *said,
    struct fail *fail)
{
	const struct look *look = arg;
	struct file_list list = FILE_LIST_INIT;
	int64_t newest = 0;
	char *dir;
	size_t i;
	int fd = site_open_archive(look->site, fail);
	int rc = fd == -1 ? -1 : file_list_dir(look->site->share, &list, fail);

	for (i = 0; rc == 0 && i < list.count; i++) {
		watch_beat(watch);
		if (list.entry[i].kind != 'd' ||
		    !path_is_period(list.entry[i].path))
			continue;
		dir = path_join(look->site->share, list.entry[i].path, fail);
		rc = dir == NULL ? -1 : newest_in(dir, look->account, &newest,
		    fail);
		free(dir);
	}
	buf_addf(said, "%" PRId64, newest);
	file_list_clear(&list);
	if (fd != -1)
		close(fd);
	return (rc);
}

/* The account's newest record: where it was made, else on the share. */
static int
find_last(const struct check *c, const struct konton_account *a,
    int64_t *newest)
{
	const struct past_want want = { c->site->work, a->id, NULL, 0 };
	struct look look = { c->site, a->id };
	const struct watch_work work = { look_at_share, &look,
	    "the archive share", SHARE_WAIT_S, 0 };
	struct past past = PAST_INIT;
	struct buf said = BUF_INIT;
	struct fail why = FAIL_INIT;

	if (past_find(&past, &want, c->fail) == -1)
		return (-1);
	*newest = past.ended_utc;
	past_clear(&past);
	if (*newest != 0 || *c->away)
		return (0);
	if (watch_run(&work, &said, &why) == -1) {
		msg_warn("%s", why.text);
		*c->away = 1;
	} else
		(void)text_int(buf_text(&said), 0, INT64_MAX, newest);
	buf_clear(&said);
	return (0);
}

int
rules_last(const struct check *c, const struct konton_account *a)
{
	char day[CLOCK_TEXT];
	int64_t newest = 0, closed = 0;
	char *noon;

	if (strcmp(a->status, KONTON_CLOSED) != 0 || a->closes == NULL ||
	    strcmp(a->closes, c->today) > 0)
		return (0);
	if ((noon = text_printf(c->fail, "%sT12:00:00Z", a->closes)) == NULL)
		return (-1);
	(void)clock_parse(noon, &closed);
	free(noon);
	if (find_last(c, a, &newest) == -1)
		return (-1);
	if (newest == 0 && *c->away)
		return (check_unknown(c, a, FINDING_NO_LAST, "Arkivytan är "
		    "inte tillgänglig, så det går inte att se om kontot "
		    "arkiverades innan det avslutades."));
	if (newest == 0)
		return (check_say(c, a, FINDING_NO_LAST, "Kontot avslutades %s "
		    "men har aldrig arkiverats.", a->closes));
	if (newest >= closed - LAST_S)
		return (0);
	clock_date(newest, day);
	return (check_say(c, a, FINDING_NO_LAST, "Kontot avslutades %s men "
	    "arkiverades senast %s, mer än ett halvår innan.", a->closes,
	    day));
}

/* ---- twice ---- */

int
rules_twins(const struct check *c, const struct konton_account *a)
{
	const struct konton_account *other;
	struct fail why = FAIL_INIT;

	for (other = c->konton->account; other < a; other++) {
		if (strcmp(other->id, a->id) == 0)
			return (check_say(c, a, FINDING_SAME_ID, "Id %s står "
			    "två gånger, på rad %d och rad %d i konton.xml.",
			    a->id, other->line, a->line));
		if (rules_same_address(other->address, a->address))
			return (check_say(c, a, FINDING_SAME_ADDRESS, "Samma "
			    "adress har kontot %s: %s.", other->id,
			    other->address));
	}
	if (path_check_name(a->id, &why) == 0)
		return (0);
	return (check_say(c, a, FINDING_ID, "Id %s kan inte vara ett filnamn "
	    "i Windows.", a->id));
}
