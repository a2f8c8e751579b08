/* One checkpoint's folder: stamp_room_check() of verify/stamp_room.h. */
#include "verify/stamp_check.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/text.h"
#include "core/tlog.h"
#include "verify/stamp_store.h"

#define SKEW_S 300		/* how far two authorities' clocks may be apart */

int
stamp_check_tell(const struct stamp_checking *c, enum finding_kind kind,
    const char *name, const char *detail, struct fail *fail)
{
	char *path = text_printf(fail, "logg/" STAMP_STORE "/%s/%s",
	    c->folder->name, name);
	int rc = -1;

	if (path != NULL)
		rc = finding_add(c->findings, kind, path, detail, fail);
	free(path);
	return (rc);
}

int
stamp_check_why(const struct stamp_checking *c, const char *name,
    struct fail *fail)
{
	enum finding_kind kind = FINDING_CHANGED;
	struct fail why = *fail;

	if (why.kind == FAIL_LATER)
		return (-1);
	if (why.kind != FAIL_NO && why.kind != FAIL_DATA)
		kind = FINDING_UNREADABLE;
	fail_clear(fail);
	return (stamp_check_tell(c, kind, name, why.text, fail));
}

int
stamp_check_get(const struct stamp_checking *c, const char *name,
    struct buf *b, struct fail *fail)
{
	if (stamp_folder_find(c->folder, name) == NULL)
		return (stamp_check_tell(c, FINDING_MISSING, name, NULL, fail));
	if (stamp_folder_read(c->folder, name, b, fail) == 0)
		return (1);
	return (stamp_check_why(c, name, fail));
}

/* ---- the checkpoint ---- */

static int
check_checkpoint(const struct stamp_checking *c, const struct buf *bytes,
    struct fail *fail)
{
	struct tlog_head head;

	if (tlog_parse_head(bytes->data, bytes->size, c->room->key, &head,
	    fail) == -1)
		return (stamp_check_why(c, "checkpoint", fail));
	if (head.size != c->folder->size)
		return (stamp_check_tell(c, FINDING_CHANGED, "checkpoint",
		    "it counts other entries than its folder's name", fail));
	if (!c->room->head_known)
		return (0);
	if (tlog_check_consistent(c->room->log, &head, &c->room->head,
	    fail) == 0)
		return (0);
	if (fail->kind == FAIL_NO)
		fail_add(fail, "the log does not continue it");
	return (stamp_check_why(c, "checkpoint", fail));
}

/* ---- all of it ---- */

static int
tell_expired(const struct stamp_checking *c,
    const struct stamp_generation *g, int64_t when, struct fail *fail)
{
	struct stamp_file file;
	char until[CLOCK_TEXT], *detail;
	int rc = -1;

	if (g->until_utc == 0 || when <= g->until_utc)
		return (0);
	stamp_file_make(&file, g->number == 0 ? STAMP_CHECKPOINT : STAMP_LIST,
	    g->number, NULL);
	clock_utc(g->until_utc, until);
	if ((detail = text_printf(fail, "the certificate of its time stamp "
	    "ended %s, before it was renewed", until)) != NULL)
		rc = stamp_check_tell(c, FINDING_EXPIRED, file.name, detail, fail);
	free(detail);
	return (rc);
}

/* What a generation's tokens stamp: 1, 0 or -1 as stamp_check_get(). */
static int
check_data(const struct stamp_checking *c, int number, struct buf *data,
    struct fail *fail)
{
	struct stamp_file file;
	int got;

	stamp_file_make(&file, number == 0 ? STAMP_CHECKPOINT : STAMP_LIST,
	    number, NULL);
	if ((got = stamp_check_get(c, file.name, data, fail)) != 1)
		return (got);
	if ((number == 0 ? check_checkpoint(c, data, fail) :
	    stamp_check_list(c, number, data, fail)) == -1)
		return (-1);
	return (1);
}

static int
check_generation(const struct stamp_checking *c, struct stamp_generation *g,
    const struct stamp_generation *before, struct fail *fail)
{
	struct buf data = BUF_INIT;
	struct stamp_file list;
	int rc = -1, got;

	if ((got = check_data(c, g->number, &data, fail)) == -1 ||
	    (got == 1 && stamp_check_tokens(c, &data, g, fail) == -1))
		goto out;
	rc = 0;
	if (g->number == 0 || g->first_utc == 0)
		goto out;
	stamp_file_make(&list, STAMP_LIST, g->number, NULL);
	if (g->first_utc < before->first_utc - SKEW_S)
		rc = stamp_check_tell(c, FINDING_CHANGED, list.name, "stamped before what "
		    "it renews", fail);
	else
		rc = tell_expired(c, before, g->first_utc, fail);
out:
	buf_clear(&data);
	return (rc);
}

static int
check_generations(const struct stamp_checking *c, struct fail *fail)
{
	struct stamp_generation before = { 0, 0, 0 }, g = { 0, 0, 0 };
	int n;

	for (n = 0; n <= c->folder->last; n++) {
		g = (struct stamp_generation){ n, 0, 0 };
		if (check_generation(c, &g, &before, fail) == -1)
			return (-1);
		before = g;
	}
	c->state->until_utc = g.until_utc;
	return (tell_expired(c, &g, clock_now(), fail));
}

/* Names that are of no use: left by a run that was cut, or not ours. */
static int
check_names(const struct stamp_checking *c, struct fail *fail)
{
	const struct stamp_file *file;
	enum finding_kind kind;
	size_t i;
	int rc = 0;

	for (i = 0; i < c->folder->count && rc == 0; i++) {
		file = &c->folder->file[i];
		if (stamp_folder_counts(c->folder, file))
			continue;
		kind = file->kind != STAMP_OTHER ||
		    strstr(file->name, ".part-") != NULL ? FINDING_LEFTOVER :
		    FINDING_UNTRACKED;
		rc = stamp_check_tell(c, kind, file->name, NULL, fail);
	}
	return (rc);
}

/* What the copy has, the share has, byte for byte. */
static int
compare_copy(const struct stamp_checking *c, struct fail *fail)
{
	const struct stamp_file *file;
	struct buf ours = BUF_INIT, theirs = BUF_INIT;
	int rc = 0, got;
	size_t i;

	for (i = 0; i < c->copy.count && rc == 0; i++) {
		file = &c->copy.file[i];
		if (file->kind == STAMP_OTHER)
			continue;
		buf_reset(&ours);
		buf_reset(&theirs);
		if (stamp_folder_find(c->folder, file->name) == NULL)
			rc = stamp_check_tell(c, FINDING_MISSING, file->name, "the copy "
			    "has it", fail);
		else if (stamp_folder_read(&c->copy, file->name, &ours,
		    fail) == -1)
			rc = -1;
		else if ((got = stamp_check_get(c, file->name, &theirs, fail)) != 1)
			rc = got;
		else if (ours.size != theirs.size || (ours.size > 0 &&
		    memcmp(ours.data, theirs.data, ours.size) != 0))
			rc = stamp_check_tell(c, FINDING_CHANGED, file->name, "not as the "
			    "copy has it", fail);
	}
	buf_clear(&ours);
	buf_clear(&theirs);
	return (rc);
}

static int
is_empty(const struct stamp_folder *folder)
{
	size_t i;

	for (i = 0; i < folder->count; i++)
		if (folder->file[i].kind != STAMP_OTHER)
			return (0);
	return (1);
}

int
stamp_room_check(const struct stamp_room *room,
    const struct stamp_folder *folder, struct stamp_state *state,
    struct finding_list *findings, struct fail *fail)
{
	struct stamp_checking c = { room, folder, STAMP_FOLDER_INIT, state, findings };
	int rc = -1;

	memset(state, 0, sizeof(*state));
	if (room->copy != -1 && stamp_folder_open(&c.copy, room->copy,
	    folder->size, 0, fail) == -1) {
		if (fail->kind != FAIL_DATA)
			goto out;
		fail_clear(fail);
		c.copy = (struct stamp_folder)STAMP_FOLDER_INIT;
	}
	/* Made by a run that was cut before it wrote anything: no record. */
	if (is_empty(folder) && is_empty(&c.copy)) {
		rc = folder->count > 0 ? check_names(&c, fail) :
		    stamp_check_tell(&c, FINDING_LEFTOVER, "", NULL, fail);
		goto out;
	}
	if (check_generations(&c, fail) == 0 && check_names(&c, fail) == 0)
		rc = compare_copy(&c, fail);
out:
	stamp_folder_clear(&c.copy);
	return (rc);
}
