#include "register/office.h"

#include <stdlib.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"
#include "register/check.h"
#include "register/finding.h"
#include "register/konton.h"
#include "register/plan.h"
#include "register/publish.h"
#include "register/register.h"

static int
print_findings(const struct finding_list *list,
    struct register_result *result, struct fail *fail)
{
	const struct finding *f;
	const char *line[4];
	char *text;
	size_t i;
	int rc;

	for (i = 0; i < list->count; i++) {
		f = &list->item[i];
		if (f->unknown) {
			msg_warn("'%s' is not known to be right: %s",
			    f->account, f->text);
			continue;
		}
		if ((text = text_printf(fail, "%s %s", f->text,
		    finding_advice(f->rule))) == NULL)
			return (-1);
		line[0] = f->account;
		line[1] = finding_clause(f->rule);
		line[2] = finding_id(f->rule);
		line[3] = text;
		rc = register_add_line(result, line, 4, fail);
		free(text);
		if (rc == -1)
			return (-1);
	}
	return (0);
}

static int
tell(const struct finding_list *list, const struct site *site,
    const struct register_task *task, struct register_result *result,
    struct fail *fail)
{
	size_t found = list->count - list->unknown;

	if (task->xml != NULL && finding_save(list, site->organisation,
	    task->xml, fail) == -1)
		return (-1);
	if (print_findings(list, result, fail) == -1)
		return (-1);
	if (found == 0)
		return (0);
	return (fail_set(fail, FAIL_NO, "%zu %s; each line ends with what to "
	    "do", found, found == 1 ? "finding" : "findings"));
}

int
office_check(const struct register_task *task, struct register_result *result,
    struct fail *fail)
{
	struct site site = SITE_INIT;
	struct konton konton = KONTON_INIT;
	struct plan plan = PLAN_INIT;
	struct finding_list list = FINDING_LIST_INIT;
	char today[CLOCK_TEXT];
	int away = 0, rc = -1;
	const struct check check = { &site, &konton, &plan, today, &away,
	    &list, fail };

	clock_date(clock_now(), today);
	if (site_load(&site, task->site, fail) == 0 &&
	    konton_read(&konton, site.dir, fail) == 0 &&
	    plan_load(&plan, site.dir, fail) == 0 && check_all(&check) == 0)
		rc = tell(&list, &site, task, result, fail);
	finding_clear(&list);
	plan_clear(&plan);
	konton_clear(&konton);
	site_clear(&site);
	return (rc);
}

int
office_publish(const struct register_task *task,
    struct register_result *result, struct fail *fail)
{
	static const char *const names[] = { PUBLISH_PAGE, PUBLISH_TABLE };
	struct site site = SITE_INIT;
	struct konton konton = KONTON_INIT;
	const char *dir = task->account[0], *line[1];
	char *path;
	size_t i;
	int rc = -1;

	if (site_load(&site, task->site, fail) == 0 &&
	    konton_read(&konton, site.dir, fail) == 0)
		rc = publish_write(&site, &konton, dir, fail);
	for (i = 0; rc == 0 && i < 2; i++) {
		if ((path = path_join(dir, names[i], fail)) == NULL)
			rc = -1;
		line[0] = path;
		if (rc == 0)
			rc = register_add_line(result, line, 1, fail);
		free(path);
	}
	konton_clear(&konton);
	site_clear(&site);
	return (rc);
}
