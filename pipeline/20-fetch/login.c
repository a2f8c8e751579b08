#include "fetch/login.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <stdlib.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/record/order.h"
#include "core/site.h"
#include "core/text.h"
#include "fetch/cookies.h"

#define HALF_YEAR_S (184LL * 24 * 3600)

/* No core file of this process, nor of the browser, which inherits it. */
static int
forbid_cores(struct fail *fail)
{
	const struct rlimit none = { 0, 0 };

	if (setrlimit(RLIMIT_CORE, &none) == -1 ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == -1)
		return (fail_sys(fail, "cannot forbid core files"));
	return (0);
}

/* A session that the next half-year's run will find dead. */
static int
warn_of_end(const struct cookies *jar, struct capture *c, struct fail *fail)
{
	char day[CLOCK_TEXT];

	if (jar->ends_utc == 0 || jar->ends_utc > c->started_utc + HALF_YEAR_S)
		return (0);
	clock_date(jar->ends_utc, day);
	msg_warn("%s: the session ends on %s, before the next half-year's run; "
	    "log in anew and export its cookies before then", c->account, day);
	return (capture_add_warning(c, fail, "the session that it was made "
	    "with ends on %s", day));
}

int
login_prepare(struct cookies *jar, struct capture *c, const struct site *site,
    const struct order *order, struct fail *fail)
{
	const char *state = order->login.by == NULL ? "logged-out" :
	    "logged-in";
	char *path;
	int rc;

	if ((c->login = text_copy(state, fail)) == NULL)
		return (-1);
	if (order->login.by == NULL)
		return (0);
	if (site->cookies == NULL)
		return (fail_set(fail, FAIL_CONFIG, "konton.xml has a decision "
		    "that '%s' is captured while logged in (inloggadInsamling)"
		    ", but bevara.xml names no folder of cookie files; write "
		    "kakor there, or take the decision out", order->account));
	if (forbid_cores(fail) == -1 || (path = text_printf(fail, "%s/%s.txt",
	    site->cookies, order->account)) == NULL)
		return (-1);
	rc = cookies_load(jar, path, order->address, c->started_utc, fail);
	free(path);
	if (rc == -1)
		return (-1);
	c->login_ends_utc = jar->ends_utc;
	if ((c->login_decision = text_copy(order->login.number,
	    fail)) == NULL)
		return (-1);
	return (warn_of_end(jar, c, fail));
}

/* Look through the files of ${dir}; ${where} is borrowed from ${list}. */
static int
search_files(const struct cookies *jar, const struct file_list *list,
    const char *dir, const char **where, struct fail *fail)
{
	size_t i;
	int shown = 0;

	for (i = 0; i < list->count && *where == NULL; i++) {
		char *path = path_join(dir, list->entry[i].path, fail);
		int rc = path == NULL ? -1 : cookies_shown(jar, path, &shown,
		    fail);

		free(path);
		if (rc == -1)
			return (-1);
		if (shown)
			*where = list->entry[i].path;
	}
	return (0);
}

int
login_check(const struct cookies *jar, const struct capture *c,
    const char *dir, struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	const char *where = NULL;
	int rc = -1;

	if (jar->count == 0)
		return (0);
	if (cookies_in_text(jar, c->title))
		where = "the page's title";
	else if (cookies_in_text(jar, c->final))
		where = "the page's address";
	if (file_list(dir, &list, fail) == -1 ||
	    search_files(jar, &list, dir, &where, fail) == -1)
		goto out;
	if (where == NULL)
		rc = 0;
	else
		fail_set(fail, FAIL_DATA, "the page repeats the session's own "
		    "secret (%s), so nothing of it is kept; capture the "
		    "account logged out, or by hand with 'bevara inlet'",
		    where);
out:
	file_list_clear(&list);
	return (rc);
}
