#include "register/previous.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/record/order.h"
#include "core/text.h"

struct search {
	struct order *order;
	const char *work;
	const char *period;	/* the one that is looked through */
	int64_t newest_utc;	/* of what order names now; 0: nothing */
	struct fail *fail;
};

/* ACCOUNT, or ACCOUNT.2, ACCOUNT.3, ... */
static int
is_job(const char *name, const char *account)
{
	size_t n = strlen(account);
	int64_t number;

	if (strncmp(name, account, n) != 0)
		return (0);
	return (name[n] == '\0' || (name[n] == '.' &&
	    text_int(name + n + 1, 2, 1000000, &number) == 0));
}

/* Take the capture in place of an older one. */
static int
take(struct search *s, const struct capture *c, const char *name)
{
	struct order *o = s->order;

	if (c->ended_utc <= s->newest_utc)
		return (0);
	s->newest_utc = c->ended_utc;
	free(o->previous_id);
	free(o->previous_dir);
	o->previous_dir = NULL;
	if ((o->previous_id = text_copy(c->id, s->fail)) == NULL)
		return (-1);
	/* From WORK/PERIOD/ACCOUNT up to WORK. */
	o->previous_dir = text_printf(s->fail, "../../%s/%s/capture",
	    s->period, name);
	return (o->previous_dir == NULL ? -1 : 0);
}

static int
look_in_job(struct search *s, const char *name)
{
	struct capture c = { 0 };
	struct fail bad = FAIL_INIT;
	char *receipt = NULL, *record = NULL;
	int rc = -1;

	if ((receipt = text_printf(s->fail, "%s/%s/%s/receipt.xml", s->work,
	    s->period, name)) == NULL ||
	    (record = text_printf(s->fail, "%s/%s/%s/capture/capture.xml",
	    s->work, s->period, name)) == NULL)
		goto out;
	rc = 0;
	if (!file_is_file(receipt) || !file_is_file(record))
		goto out;
	if (capture_load(&c, record, &bad) == 0)
		rc = take(s, &c, name);
	else
		msg_warn("an earlier capture is damaged and not compared "
		    "with: %s", bad.text);
out:
	capture_clear(&c);
	free(receipt);
	free(record);
	return (rc);
}

static int
look_in_period(struct search *s)
{
	struct file_list list = FILE_LIST_INIT;
	char *dir;
	size_t i;
	int rc = -1;

	if ((dir = path_join(s->work, s->period, s->fail)) == NULL)
		return (-1);
	if (file_list_dir(dir, &list, s->fail) == -1)
		goto out;
	rc = 0;
	for (i = 0; rc == 0 && i < list.count; i++)
		if (list.entry[i].kind == 'd' &&
		    is_job(list.entry[i].path, s->order->account))
			rc = look_in_job(s, list.entry[i].path);
out:
	file_list_clear(&list);
	free(dir);
	return (rc);
}

int
previous_find(struct order *o, const char *work, struct fail *fail)
{
	struct search s = { o, work, NULL, 0, fail };
	struct file_list list = FILE_LIST_INIT;
	size_t i;
	int rc = -1;

	if (!file_is_dir(work))
		return (0);
	if (file_list_dir(work, &list, fail) == -1)
		goto out;
	rc = 0;
	/* Half-years sort by their names: the newest first. */
	for (i = list.count; rc == 0 && s.newest_utc == 0 && i > 0; i--) {
		s.period = list.entry[i - 1].path;
		if (list.entry[i - 1].kind == 'd' &&
		    path_is_period(s.period) &&
		    strcmp(s.period, o->period) < 0)
			rc = look_in_period(&s);
	}
out:
	if (rc == -1)
		fail_add(fail, "looking for the account's last record");
	file_list_clear(&list);
	return (rc);
}
