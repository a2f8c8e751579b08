#include "register/past.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/text.h"

struct search {
	struct past *past;
	const struct past_want *want;
	const char *period;	/* the one that is looked through */
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
	struct past *p = s->past;

	if (c->ended_utc <= p->ended_utc)
		return (0);
	past_clear(p);
	p->ended_utc = c->ended_utc;
	if ((p->id = text_copy(c->id, s->fail)) == NULL ||
	    (p->period = text_copy(s->period, s->fail)) == NULL)
		return (-1);
	p->job = text_copy(name, s->fail);
	return (p->job == NULL ? -1 : 0);
}

static int
look_in_job(struct search *s, const char *name)
{
	struct capture c = { 0 };
	struct fail bad = FAIL_INIT;
	char *receipt = NULL, *record = NULL;
	int placed, rc = -1;

	if ((receipt = text_printf(s->fail, "%s/%s/%s/receipt.xml",
	    s->want->work, s->period, name)) == NULL ||
	    (record = text_printf(s->fail, "%s/%s/%s/capture/capture.xml",
	    s->want->work, s->period, name)) == NULL)
		goto out;
	rc = 0;
	placed = file_is_file(receipt);
	if ((!placed && !s->want->good_too) || !file_is_file(record))
		goto out;
	if (capture_load(&c, record, &bad) == -1)
		msg_warn("an earlier capture is damaged and not compared "
		    "with: %s", bad.text);
	else if (placed || strcmp(c.verdict, "good") == 0)
		rc = take(s, &c, name);
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

	if ((dir = path_join(s->want->work, s->period, s->fail)) == NULL)
		return (-1);
	if (file_list_dir(dir, &list, s->fail) == -1)
		goto out;
	rc = 0;
	for (i = 0; rc == 0 && i < list.count; i++)
		if (list.entry[i].kind == 'd' &&
		    is_job(list.entry[i].path, s->want->account))
			rc = look_in_job(s, list.entry[i].path);
out:
	file_list_clear(&list);
	free(dir);
	return (rc);
}

int
past_find(struct past *past, const struct past_want *want, struct fail *fail)
{
	struct search s = { past, want, NULL, fail };
	struct file_list list = FILE_LIST_INIT;
	size_t i;
	int rc = -1;

	if (!file_is_dir(want->work))
		return (0);
	if (file_list_dir(want->work, &list, fail) == -1)
		goto out;
	rc = 0;
	/* Half-years sort by their names: the newest first. */
	for (i = list.count; rc == 0 && past->id == NULL && i > 0; i--) {
		s.period = list.entry[i - 1].path;
		if (list.entry[i - 1].kind == 'd' &&
		    path_is_period(s.period) && (want->before == NULL ||
		    strcmp(s.period, want->before) < 0))
			rc = look_in_period(&s);
	}
out:
	if (rc == -1) {
		fail_add(fail, "looking for the account's last record");
		past_clear(past);
	}
	file_list_clear(&list);
	return (rc);
}

void
past_clear(struct past *past)
{
	free(past->id);
	free(past->period);
	free(past->job);
	past->id = past->period = past->job = NULL;
	past->ended_utc = 0;
}
