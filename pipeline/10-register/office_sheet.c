/*
 * office_sheet.c - the register to and from a spreadsheet, for an office.
 */
#include "register/office.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "core/site.h"
#include "core/text.h"
#include "register/exchange.h"
#include "register/intake.h"
#include "register/konton.h"
#include "register/register.h"
#include "register/sheet.h"

int
office_export(const struct register_task *task, struct register_result *result,
    struct fail *fail)
{
	struct site site = SITE_INIT;
	struct konton konton = KONTON_INIT;
	const char *line[2] = { task->account[0], NULL };
	char *count = NULL;
	int rc = -1;

	if (site_load(&site, task->site, fail) == 0 &&
	    konton_read(&konton, site.dir, fail) == 0 &&
	    exchange_save(&konton, task->account[0], fail) == 0 &&
	    (count = text_printf(fail, "%zu", konton.count)) != NULL) {
		line[1] = count;
		rc = register_add_line(result, line, 2, fail);
	}
	free(count);
	konton_clear(&konton);
	site_clear(&site);
	return (rc);
}

/* ---- import ---- */

/* The file as the bytes of a konton.xml. */
static int
read_table(const char *path, const char *today, struct buf *xml,
    struct fail *fail)
{
	struct sheet sheet = SHEET_INIT;
	struct buf bytes = BUF_INIT;
	int rc = -1;

	if (file_read(path, &bytes, EXCHANGE_MAX_BYTES, fail) == 0 &&
	    exchange_read(&sheet, &bytes, path, fail) == 0)
		rc = intake_make(&sheet, path, today, xml, fail);
	sheet_clear(&sheet);
	buf_clear(&bytes);
	return (rc);
}

/* The old one is kept first: a cut between the two leaves both. */
static int
exchange_files(const char *path, const struct buf *xml, struct fail *fail)
{
	char stamp[CLOCK_TEXT], *kept;
	struct stat st;
	int rc = -1;

	if (stat(path, &st) == -1)
		return (fail_sys(fail, "cannot look at '%s'", path));
	clock_stamp(clock_now(), stamp);
	if ((kept = text_printf(fail, "%s.bak-%s", path, stamp)) == NULL)
		return (-1);
	if (file_sweep(path, fail) == 0 &&
	    file_copy(path, kept, fail) == 0 && file_sync(kept, fail) == 0 &&
	    file_write(path, xml->data, xml->size, fail) == 0) {
		/* Persons stand in it: whoever could not read it still cannot. */
		if (chmod(kept, st.st_mode & 0777) == -1 ||
		    chmod(path, st.st_mode & 0777) == -1)
			msg_warn("the mode of '%s' cannot be set as it was",
			    path);
		msg_warn("'%s' is new; the old one, with its comments, which "
		    "are not taken along, is '%s'", path, kept);
		rc = 0;
	}
	free(kept);
	return (rc);
}

static int
settle(const struct register_task *task, const struct konton *old,
    const struct buf *xml, size_t changes, struct fail *fail)
{
	if (changes == 0) {
		msg_note("'%s' changes nothing", task->account[0]);
		return (0);
	}
	if (!task->yes)
		return (fail_set(fail, FAIL_NO, "%zu %s; '%s' is as it was; to "
		    "take them, give the command again with --yes", changes,
		    changes == 1 ? "change" : "changes", old->file.path));
	return (exchange_files(old->file.path, xml, fail));
}

int
office_import(const struct register_task *task, struct register_result *result,
    struct fail *fail)
{
	struct site site = SITE_INIT;
	struct konton old = KONTON_INIT, new = KONTON_INIT;
	struct buf xml = BUF_INIT;
	char today[CLOCK_TEXT];
	size_t changes = 0;
	int rc = -1;

	clock_date(clock_now(), today);
	if (site_load(&site, task->site, fail) == 0 &&
	    konton_read(&old, site.dir, fail) == 0 &&
	    read_table(task->account[0], today, &xml, fail) == 0 &&
	    konton_parse(&new, &xml, task->account[0], today, fail) == 0 &&
	    exchange_compare(&old, &new, result, &changes, fail) == 0)
		rc = settle(task, &old, &xml, changes, fail);
	konton_clear(&new);
	konton_clear(&old);
	site_clear(&site);
	buf_clear(&xml);
	return (rc);
}
