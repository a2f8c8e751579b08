/* Renewals before certificates end: stamp_work_renew(). */
#include "verify/stamp_work.h"

#include <stdlib.h>

#include "core/clock.h"
#include "core/hash.h"
#include "core/site.h"
#include "core/sums.h"
#include "verify/stamp_folder.h"
#include "verify/stamp_store.h"

/* The sums of all that the next generation is to vouch for. */
static int
make_list(const struct stamp_folder *folder, struct buf *text,
    struct fail *fail)
{
	struct sums sums = SUMS_INIT;
	const struct stamp_file *file;
	struct buf b = BUF_INIT;
	struct hash_sum sum;
	size_t i;
	int rc = -1;

	for (i = 0; i < folder->count; i++) {
		file = &folder->file[i];
		if (file->kind == STAMP_OTHER ||
		    file->generation > folder->last)
			continue;
		buf_reset(&b);
		if (stamp_folder_read(folder, file->name, &b, fail) == -1 ||
		    hash_bytes(b.data, b.size, HASH_SHA256, &sum, fail) == -1 ||
		    sums_add(&sums, file->name, sum.sha256, fail) == -1)
			goto out;
	}
	sums_sort(&sums);
	sums_text(&sums, text);
	rc = buf_check(text, fail);
out:
	sums_clear(&sums);
	buf_clear(&b);
	return (rc);
}

/*
 * A stamp by the certificate that ends, or one that ends sooner, would only
 * be one more to renew.  What an authority has to offer is asked for once.
 */
static int
is_of_use(struct stamp_work *work, size_t authority, int64_t until,
    struct fail *fail)
{
	int64_t offered = work->offered_utc[authority];
	char end[CLOCK_TEXT];

	if (offered == 0 || offered > until)
		return (1);
	clock_utc(offered, end);
	fail_set(fail, FAIL_LATER, "the time-stamp service '%s' still uses a "
	    "certificate that ends %s; nothing was renewed by it; try again "
	    "later, or add another service to bevara.xml",
	    work->room.site->authority[authority].name, end);
	stamp_work_note(work, fail);
	return (0);
}

static int
renew_by(struct stamp_work *work, struct stamp_folder *folder, int generation,
    struct stamp_asked *asked, int64_t until, struct fail *fail)
{
	int rc;

	if (!is_of_use(work, asked->authority, until, fail))
		return (0);
	if ((rc = stamp_work_ask(work, asked, fail)) != 1)
		return (rc);
	work->offered_utc[asked->authority] = asked->stamp.until_utc;
	if (!is_of_use(work, asked->authority, until, fail))
		return (0);
	return (stamp_work_keep(work, folder, generation, asked, fail));
}

static int
renew_folder(struct stamp_work *work, struct stamp_folder *folder,
    int64_t until, struct fail *fail)
{
	int generation = folder->last + 1, rc = -1;
	struct stamp_asked asked;
	struct buf list = BUF_INIT;
	size_t i;

	if (generation > STAMP_GENERATIONS)
		return (fail_set(fail, FAIL_DATA, "%s was renewed %d times; "
		    "that is not done again", folder->name,
		    STAMP_GENERATIONS));
	if (make_list(folder, &list, fail) == -1)
		goto out;
	for (i = 0; i < work->room.site->authority_count; i++) {
		if (work->away & 1u << i)
			continue;
		asked = (struct stamp_asked)STAMP_ASKED_INIT;
		asked.authority = i;
		asked.data = &list;
		rc = renew_by(work, folder, generation, &asked, until, fail);
		stamp_asked_clear(&asked);
		if (rc == -1)
			goto out;
	}
	rc = stamp_work_settle(work, folder, fail);
out:
	buf_clear(&list);
	return (rc);
}

static int
look_at(struct stamp_work *work, uint64_t size, int64_t before_utc,
    struct fail *fail)
{
	struct stamp_folder folder;
	struct stamp_state state;
	int rc;

	if (stamp_folder_open(&folder, work->room.store, size, 0, fail) == -1)
		return (-1);
	rc = stamp_work_sound(work, &folder, &state, fail);
	if (rc == 1 && state.until_utc != 0 && state.until_utc <= before_utc)
		rc = renew_folder(work, &folder, state.until_utc, fail);
	stamp_folder_clear(&folder);
	return (rc == -1 ? -1 : 0);
}

int
stamp_work_renew(struct stamp_work *work, int64_t before_utc,
    struct fail *fail)
{
	struct stamp_sizes sizes = STAMP_SIZES_INIT;
	size_t i;
	int rc;

	rc = stamp_store_sizes(work->room.store, &sizes, NULL, fail);
	for (i = 0; i < sizes.count && rc == 0; i++)
		rc = look_at(work, sizes.size[i], before_utc, fail);
	stamp_sizes_clear(&sizes);
	return (rc);
}
