#include "verify/restore.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/list.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tree.h"
#include "verify/check.h"
#include "verify/deep.h"
#include "verify/reader.h"
#include "verify/restore_part.h"
#include "verify/shelf.h"
#include "verify/verify.h"

#define USUAL 3			/* packages */
#define MOST 1000000

int
restore_add(struct restore *restore, const struct restore_package *package,
    const struct restore_said *said, struct fail *fail)
{
	static const char *const words[] = { "passed", "refused", "failed",
	    "not there" };
	struct restore_row *row = list_grow(restore->row, &restore->count,
	    sizeof(*row), fail);

	if (row == NULL)
		return (-1);
	restore->row = row;
	row += restore->count - 1;
	row->package = text_printf(fail, "%s/%s", package->period,
	    package->id);
	row->judge = text_copy(said->judge, fail);
	row->detail = text_copy(said->detail, fail);
	row->verdict = words[said->verdict];
	if (said->verdict == RESTORE_REFUSED ||
	    said->verdict == RESTORE_FAILED)
		restore->bad_count++;
	return (row->package == NULL || row->judge == NULL ||
	    (said->detail != NULL && row->detail == NULL) ? -1 : 0);
}

/* ---- the folder ---- */

static int
is_below(const char *path, const char *folder)
{
	size_t size = strlen(folder);

	return (text_prefix(path, folder) &&
	    (path[size] == '/' || path[size] == '\0'));
}

/* Make the folder, or see that it is empty; and that it is not the share's. */
static int
take_folder(const char *dir, const char *share, struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	char *above = NULL, *full = NULL, *archive = NULL;
	int rc = -1;

	if ((above = path_dir(dir, fail)) == NULL ||
	    (full = path_full(file_exists(dir) ? dir : above, fail)) == NULL ||
	    (archive = path_full(share, fail)) == NULL)
		goto out;
	if (is_below(full, archive)) {
		fail_set(fail, FAIL_USAGE, "'%s' lies on the archive share; "
		    "restore to another disk", dir);
		goto out;
	}
	if (mkdir(dir, 0777) == 0) {
		rc = 0;
	} else if (errno != EEXIST) {
		fail_sys(fail, "cannot make the folder '%s'", dir);
	} else if (!file_is_dir(dir)) {
		fail_set(fail, FAIL_USAGE, "'%s' is no folder", dir);
	} else if (file_list_dir(dir, &list, fail) == 0) {
		rc = list.count == 0 ? 0 : fail_set(fail, FAIL_USAGE,
		    "the folder '%s' is not empty; give a new one", dir);
	}
out:
	file_list_clear(&list);
	free(above);
	free(full);
	free(archive);
	return (rc);
}

/* ---- the copy beside its list ---- */

static int
tell_findings(struct restore *restore, const struct restore_package *package,
    const struct check *check, struct fail *fail)
{
	struct restore_said said = { "sums", RESTORE_REFUSED, NULL };
	const struct finding *f = check->findings.item;
	char *text;
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < check->findings.count; i++) {
		text = text_printf(fail, "%s %s%s%s", finding_word(f[i].kind),
		    f[i].path, f[i].detail == NULL ? "" : ": ",
		    f[i].detail == NULL ? "" : f[i].detail);
		if (text == NULL)
			return (-1);
		said.detail = text;
		rc = restore_add(restore, package, &said, fail);
		free(text);
	}
	if (check->findings.count > 0)
		return (rc);
	if ((text = text_printf(fail, "%" PRIu64 " files, %" PRIu64
	    " more digests in them", check->file_count,
	    check->digest_count)) == NULL)
		return (-1);
	said.verdict = RESTORE_PASSED;
	said.detail = text;
	rc = restore_add(restore, package, &said, fail);
	free(text);
	return (rc);
}

/* Our own look at the copy, as deep as it goes. */
static int
check_copy(struct restore *restore, const struct restore_package *package,
    struct fail *fail)
{
	struct shelf_item item = { (char *)(uintptr_t)package->period,
	    (char *)(uintptr_t)package->id, 1, 1, 0, 0 };
	struct reader reader = { 0 };
	struct check check = { 0 };
	int rc = -1;

	check.reader = &reader;
	check.share = package->dir;
	if (reader_init(&reader, HASH_BOTH, fail) == -1 ||
	    (check.deep = deep_new(1, fail)) == NULL)
		goto out;
	if (check_package(&check, package->to, &item, fail) == 0)
		rc = tell_findings(restore, package, &check, fail);
out:
	deep_free(check.deep);
	check_clear(&check);
	reader_clear(&reader);
	return (rc);
}

/* ---- packages ---- */

/* The half-year's folder, there and here. */
static int
open_periods(struct restore_package *package, int share, struct fail *fail)
{
	if ((package->place = path_join(package->dir, package->period,
	    fail)) == NULL || file_make_dirs(package->place, fail) == -1)
		return (-1);
	package->from = tree_folder(share, package->period, fail);
	if (package->from == -1)
		return (-1);
	package->to = tree_folder(AT_FDCWD, package->place, fail);
	return (package->to == -1 ? -1 : 0);
}

static int
restore_one(struct restore *restore, struct restore_package *package,
    const struct site *site, int share, struct fail *fail)
{
	struct restore_said said = { "copy", RESTORE_REFUSED, NULL };
	struct fail why = FAIL_INIT;
	int rc;

	msg_progress("%s/%s", package->period, package->id);
	if (open_periods(package, share, &why) == -1 ||
	    restore_copy(package, &restore->size_bytes, &why) == -1) {
		said.detail = why.text;
		rc = restore_add(restore, package, &said, fail);
	} else {
		restore->package_count++;
		rc = check_copy(restore, package, fail);
		if (rc == 0)
			rc = restore_judge(restore, package, site, fail);
	}
	if (package->from != -1)
		close(package->from);
	if (package->to != -1)
		close(package->to);
	free(package->place);
	sums_clear(&package->sums);
	return (rc);
}

/* What is needed for all packages. */
struct drill {
	struct restore *restore;
	const struct site *site;
	const struct shelf_list *packages;
	char *dir;		/* absolute; owned */
	int share;		/* open */
};

static int
restore_all(struct drill *drill, struct fail *fail)
{
	struct restore_package package;
	const struct shelf_item *item;
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < drill->packages->count; i++) {
		item = &drill->packages->item[i];
		package = (struct restore_package){ drill->dir, item->period,
		    item->name, -1, -1, NULL, SUMS_INIT };
		rc = restore_one(drill->restore, &package, drill->site,
		    drill->share, fail);
	}
	msg_progress_end();
	return (rc);
}

/* The packages named; all of them must be there. */
static int
take_named(const struct verify_order *order, struct shelf_list *packages,
    struct fail *fail)
{
	char *found = calloc(order->id_count, 1);
	size_t i;
	int rc = 0;

	if (found == NULL)
		return (fail_memory(fail));
	shelf_keep(packages, order->ids, order->id_count, found);
	for (i = 0; rc == 0 && i < order->id_count; i++)
		if (!found[i])
			rc = fail_set(fail, FAIL_NO, "the share has no "
			    "package '%s'", order->ids[i]);
	free(found);
	return (rc);
}

static int
take_sample(const struct verify_order *order, struct shelf_list *packages,
    struct fail *fail)
{
	int64_t count = USUAL;
	uint64_t seed;

	if (order->sample != NULL &&
	    text_int(order->sample, 1, MOST, &count) == -1)
		return (fail_set(fail, FAIL_USAGE, "'%s' is no number of "
		    "packages; give 1 or more", order->sample));
	if (getrandom(&seed, sizeof(seed), 0) != (ssize_t)sizeof(seed))
		return (fail_sys(fail, "cannot get random bytes"));
	msg_note("a sample of %" PRId64 " packages with seed %016" PRIx64,
	    count, seed);
	shelf_sample(packages, (size_t)count, seed);
	return (0);
}

static int
take_packages(const struct verify_order *order, struct shelf_list *packages,
    struct fail *fail)
{
	if (order->deep || order->max_duration != NULL ||
	    order->part != NULL || order->no_report ||
	    (order->sample != NULL && order->id_count > 0))
		return (fail_set(fail, FAIL_USAGE, "--restore goes with "
		    "--sample or with package ids, and with nothing else; it "
		    "looks as deep as --deep anyway"));
	if (order->id_count > 0)
		return (take_named(order, packages, fail));
	return (take_sample(order, packages, fail));
}

/* Say plainly who did not judge, and what the answer is. */
static int
answer(const struct restore *restore, struct fail *fail)
{
	struct buf missing = BUF_INIT;
	const struct restore_row *row;
	size_t i;

	for (i = 0; i < restore->count; i++) {
		row = &restore->row[i];
		if (strcmp(row->verdict, "not there") == 0 &&
		    strstr(buf_text(&missing), row->judge) == NULL)
			buf_addf(&missing, "%s%s", missing.size > 0 ? ", " :
			    "", row->judge);
	}
	if (missing.size > 0)
		msg_warn("judges that are not installed and said nothing: %s",
		    buf_text(&missing));
	buf_clear(&missing);
	if (restore->bad_count > 0)
		return (fail_set(fail, FAIL_NO, "%zu judgements against what "
		    "was taken back; compare with the share, and with a "
		    "backup", restore->bad_count));
	if (restore->package_count == 0)
		msg_warn("the share holds no package: nothing was taken back");
	return (0);
}

int
restore_drill(struct restore *restore, const struct verify_order *order,
    struct fail *fail)
{
	struct finding_list other = FINDING_LIST_INIT;
	struct shelf shelf = SHELF_INIT;
	struct site site = SITE_INIT;
	struct drill drill = { restore, &site, &shelf.packages, NULL, -1 };
	int rc = -1;

	if (site_load(&site, order->site, fail) == -1 ||
	    (drill.share = site_open_archive(&site, fail)) == -1 ||
	    shelf_read(&shelf, drill.share, &other, fail) == -1 ||
	    take_packages(order, &shelf.packages, fail) == -1 ||
	    take_folder(order->restore, site.share, fail) == -1 ||
	    (drill.dir = path_full(order->restore, fail)) == NULL ||
	    restore_all(&drill, fail) == -1)
		goto out;
	restore->answered = 1;
	rc = answer(restore, fail);
out:
	if (drill.share != -1)
		close(drill.share);
	free(drill.dir);
	finding_clear(&other);
	shelf_clear(&shelf);
	site_clear(&site);
	return (rc);
}

void
restore_clear(struct restore *restore)
{
	size_t i;

	for (i = 0; i < restore->count; i++) {
		free(restore->row[i].package);
		free(restore->row[i].judge);
		free(restore->row[i].detail);
	}
	free(restore->row);
	*restore = (struct restore)RESTORE_INIT;
}
