/* One checkpoint's folder: stamp_room_check() of verify/stamp_room.h. */
#include "verify/stamp_room.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/hash.h"
#include "core/site.h"
#include "core/sums.h"
#include "core/text.h"
#include "verify/finding.h"
#include "verify/stamp.h"
#include "verify/stamp_store.h"

#define SKEW_S 300		/* how far two authorities' clocks may be apart */

struct check {
	const struct stamp_room *room;
	const struct stamp_folder *folder;
	struct stamp_folder copy;	/* the same in the copy; fd -1: none */
	struct stamp_state *state;
	struct finding_list *findings;
};

struct generation {
	int number;
	int64_t first_utc;	/* its first good token's time; 0: none */
	int64_t until_utc;	/* until when one of them holds */
};

static int
tell(const struct check *c, enum finding_kind kind, const char *name,
    const char *detail, struct fail *fail)
{
	char *path = text_printf(fail, "logg/stamplar/%s/%s", c->folder->name,
	    name);
	int rc = -1;

	if (path != NULL)
		rc = finding_add(c->findings, kind, path, detail, fail);
	free(path);
	return (rc);
}

/* What was found wrong becomes a finding; what we could not do does not. */
static int
tell_why(const struct check *c, const char *name, struct fail *fail)
{
	enum finding_kind kind = FINDING_CHANGED;
	struct fail why = *fail;

	if (why.kind == FAIL_LATER)
		return (-1);
	if (why.kind != FAIL_NO && why.kind != FAIL_DATA)
		kind = FINDING_UNREADABLE;
	fail_clear(fail);
	return (tell(c, kind, name, why.text, fail));
}

/*
 * Read a file of the folder: 1, or 0 when it is a finding that it cannot be,
 * or -1.
 */
static int
get(const struct check *c, const char *name, struct buf *b, struct fail *fail)
{
	if (stamp_folder_find(c->folder, name) == NULL)
		return (tell(c, FINDING_MISSING, name, NULL, fail));
	if (stamp_folder_read(c->folder, name, b, fail) == 0)
		return (1);
	return (tell_why(c, name, fail));
}

/* ---- the checkpoint ---- */

static int
check_checkpoint(const struct check *c, const struct buf *bytes,
    struct fail *fail)
{
	struct tlog_head head;

	if (tlog_parse_head(bytes->data, bytes->size, c->room->key, &head,
	    fail) == -1)
		return (tell_why(c, "checkpoint", fail));
	if (head.size != c->folder->size)
		return (tell(c, FINDING_CHANGED, "checkpoint",
		    "it counts other entries than its folder's name", fail));
	if (!c->room->head_known)
		return (0);
	if (tlog_check_consistent(c->room->log, &head, &c->room->head,
	    fail) == 0)
		return (0);
	if (fail->kind == FAIL_NO)
		fail_add(fail, "the log does not continue it");
	return (tell_why(c, "checkpoint", fail));
}

/* ---- a stamp ---- */

/* The root of an authority that bevara.xml has no more: by the copy. */
static int
former_trust(const struct check *c, const struct stamp_file *chain,
    struct stamp_trust **trust, struct fail *fail)
{
	struct buf pem = BUF_INIT;
	int rc;

	*trust = NULL;
	if (c->copy.fd == -1 ||
	    stamp_folder_find(&c->copy, chain->name) == NULL)
		return (0);
	if ((rc = stamp_folder_read(&c->copy, chain->name, &pem, fail)) == 0 &&
	    (*trust = stamp_trust_parse(&pem, fail)) == NULL)
		rc = fail->kind == FAIL_DATA ? 0 : -1;
	if (rc == 0)
		fail_clear(fail);
	buf_clear(&pem);
	return (rc);
}

static struct stamp_trust *
present_trust(const struct check *c, const char *authority)
{
	size_t i;

	for (i = 0; i < c->room->site->authority_count; i++)
		if (strcmp(c->room->site->authority[i].name, authority) == 0)
			return (c->room->trust[i]);
	return (NULL);
}

static void
note_good(const struct check *c, struct generation *g,
    const struct stamp *stamp)
{
	if (g->first_utc == 0 || stamp->time_utc < g->first_utc)
		g->first_utc = stamp->time_utc;
	if (stamp->until_utc > g->until_utc)
		g->until_utc = stamp->until_utc;
	if (stamp->time_utc > c->state->newest_utc)
		c->state->newest_utc = stamp->time_utc;
}

static int
check_token(const struct check *c, const struct stamp_file *token,
    const struct buf *data, struct generation *g, struct fail *fail)
{
	struct stamp_trust *former = NULL;
	const struct stamp_trust *trust = present_trust(c, token->authority);
	struct buf answer = BUF_INIT, pem = BUF_INIT;
	const struct stamp_kept kept = { &answer, &pem, data };
	struct stamp stamp = STAMP_INIT;
	struct stamp_file chain;
	int got, rc = -1;

	stamp_file_make(&chain, STAMP_CHAIN, token->generation,
	    token->authority);
	if ((got = get(c, token->name, &answer, fail)) != 1 ||
	    get(c, chain.name, &pem, fail) == -1) {
		rc = got == 1 ? -1 : got;
		goto out;
	}
	if (trust == NULL) {
		if (former_trust(c, &chain, &former, fail) == -1)
			goto out;
		trust = former;
	}
	if (trust == NULL)
		rc = tell(c, FINDING_UNREADABLE, token->name, "neither "
		    "bevara.xml nor the copy has this service's root "
		    "certificate", fail);
	else if (stamp_check(&kept, trust, &stamp, fail) == -1)
		rc = tell_why(c, token->name, fail);
	else {
		note_good(c, g, &stamp);
		rc = 0;
	}
out:
	stamp_clear(&stamp);
	stamp_trust_free(former);
	buf_clear(&answer);
	buf_clear(&pem);
	return (rc);
}

static int
check_tokens(const struct check *c, const struct buf *data,
    struct generation *g, struct fail *fail)
{
	const struct stamp_file *file;
	size_t i;

	for (i = 0; i < c->folder->count; i++) {
		file = &c->folder->file[i];
		if (file->kind != STAMP_TOKEN ||
		    file->generation != g->number)
			continue;
		c->state->token_count++;
		if (check_token(c, file, data, g, fail) == -1)
			return (-1);
	}
	return (0);
}

/* ---- a renewal's list ---- */

static int
check_listed(const struct check *c, const struct stamp_file *file,
    const struct sums *sums, const char *list, struct fail *fail)
{
	const struct sums_line *line = sums_find(sums, file->name);
	struct buf bytes = BUF_INIT;
	struct hash_sum sum;
	char *detail = NULL;
	int rc;

	if (line == NULL) {
		detail = text_printf(fail, "not in %s", list);
		rc = detail == NULL ? -1 : tell(c, FINDING_UNTRACKED,
		    file->name, detail, fail);
		goto out;
	}
	if ((rc = get(c, file->name, &bytes, fail)) != 1)
		goto out;
	if ((rc = hash_bytes(bytes.data, bytes.size, HASH_SHA256, &sum,
	    fail)) == 0 && strcmp(sum.sha256, line->sha256) != 0) {
		detail = text_printf(fail, "not as %s has it", list);
		rc = detail == NULL ? -1 : tell(c, FINDING_CHANGED,
		    file->name, detail, fail);
	}
out:
	free(detail);
	buf_clear(&bytes);
	return (rc);
}

/* Each file before the renewal is in its list, and the list has no other. */
static int
check_list(const struct check *c, int number, const struct buf *text,
    struct fail *fail)
{
	struct sums sums = SUMS_INIT;
	struct stamp_file list;
	size_t i;
	int rc = -1;

	stamp_file_make(&list, STAMP_LIST, number, NULL);
	if (sums_parse(&sums, list.name, buf_text(text), text->size,
	    fail) == -1) {
		rc = tell_why(c, list.name, fail);
		goto out;
	}
	if (sums.count == 0) {
		rc = tell(c, FINDING_CHANGED, list.name, "it lists nothing",
		    fail);
		goto out;
	}
	sums_sort(&sums);
	for (i = 0; i < c->folder->count; i++)
		if (c->folder->file[i].kind != STAMP_OTHER &&
		    c->folder->file[i].generation < number &&
		    check_listed(c, &c->folder->file[i], &sums, list.name,
		    fail) == -1)
			goto out;
	for (i = 0; i < sums.count; i++)
		if (stamp_folder_find(c->folder, sums.line[i].path) == NULL &&
		    tell(c, FINDING_MISSING, sums.line[i].path, "a renewal "
		    "lists it", fail) == -1)
			goto out;
	rc = 0;
out:
	sums_clear(&sums);
	return (rc);
}

/* ---- all of it ---- */

static int
tell_expired(const struct check *c, const struct generation *g, int64_t when,
    struct fail *fail)
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
		rc = tell(c, FINDING_EXPIRED, file.name, detail, fail);
	free(detail);
	return (rc);
}

/* The bytes that a generation's tokens stamp: 1, 0 or -1 as get(). */
static int
check_data(const struct check *c, int number, struct buf *data,
    struct fail *fail)
{
	struct stamp_file file;
	int got;

	stamp_file_make(&file, number == 0 ? STAMP_CHECKPOINT : STAMP_LIST,
	    number, NULL);
	if ((got = get(c, file.name, data, fail)) != 1)
		return (got);
	if ((number == 0 ? check_checkpoint(c, data, fail) :
	    check_list(c, number, data, fail)) == -1)
		return (-1);
	return (1);
}

static int
check_generation(const struct check *c, struct generation *g,
    const struct generation *before, struct fail *fail)
{
	struct buf data = BUF_INIT;
	struct stamp_file list;
	int rc = -1, got;

	if ((got = check_data(c, g->number, &data, fail)) == -1 ||
	    (got == 1 && check_tokens(c, &data, g, fail) == -1))
		goto out;
	rc = 0;
	if (g->number == 0 || g->first_utc == 0)
		goto out;
	stamp_file_make(&list, STAMP_LIST, g->number, NULL);
	if (g->first_utc < before->first_utc - SKEW_S)
		rc = tell(c, FINDING_CHANGED, list.name, "stamped before what "
		    "it renews", fail);
	else
		rc = tell_expired(c, before, g->first_utc, fail);
out:
	buf_clear(&data);
	return (rc);
}

static int
check_generations(const struct check *c, struct fail *fail)
{
	struct generation before = { 0, 0, 0 }, g = { 0, 0, 0 };
	int n;

	for (n = 0; n <= c->folder->last; n++) {
		g = (struct generation){ n, 0, 0 };
		if (check_generation(c, &g, &before, fail) == -1)
			return (-1);
		before = g;
	}
	c->state->until_utc = g.until_utc;
	return (tell_expired(c, &g, clock_now(), fail));
}

/* Names that are of no use: left by a run that was cut, or not ours. */
static int
check_names(const struct check *c, struct fail *fail)
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
		rc = tell(c, kind, file->name, NULL, fail);
	}
	return (rc);
}

/* What the copy has, the share has, byte for byte. */
static int
compare_copy(const struct check *c, struct fail *fail)
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
			rc = tell(c, FINDING_MISSING, file->name, "the copy "
			    "has it", fail);
		else if (stamp_folder_read(&c->copy, file->name, &ours,
		    fail) == -1)
			rc = -1;
		else if ((got = get(c, file->name, &theirs, fail)) != 1)
			rc = got;
		else if (ours.size != theirs.size || (ours.size > 0 &&
		    memcmp(ours.data, theirs.data, ours.size) != 0))
			rc = tell(c, FINDING_CHANGED, file->name, "not as the "
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
	struct check c = { room, folder, STAMP_FOLDER_INIT, state, findings };
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
		    tell(&c, FINDING_LEFTOVER, "", NULL, fail);
		goto out;
	}
	if (check_generations(&c, fail) == 0 && check_names(&c, fail) == 0)
		rc = compare_copy(&c, fail);
out:
	stamp_folder_clear(&c.copy);
	return (rc);
}
