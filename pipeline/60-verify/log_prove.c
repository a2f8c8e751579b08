#include "verify/log_prove.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/ledger.h"
#include "core/list.h"
#include "core/msg.h"
#include "core/note.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tree.h"
#include "verify/log.h"

#define PLACED "bevara/1 placed\n"

struct wanted {			/* one package */
	char *id;		/* owned */
	char *period;		/* owned; NULL: not on the share */
	char sha256[65];	/* of its list */
	int found;
	uint64_t index;		/* of its entry */
	struct buf entry;
};

struct wish {			/* all of them */
	struct wanted *wanted;	/* owned */
	size_t count;
};
#define WISH_INIT { NULL, 0 }

static struct wanted *
add_wanted(struct wish *wish, char *id, struct fail *fail)
{
	struct wanted *list = id == NULL ? NULL : list_grow(wish->wanted,
	    &wish->count, sizeof(*list), fail);

	if (list == NULL) {
		free(id);
		return (NULL);
	}
	wish->wanted = list;
	list += wish->count - 1;
	list->id = id;
	return (list);
}

static void
wish_clear(struct wish *wish)
{
	size_t i;

	for (i = 0; i < wish->count; i++) {
		free(wish->wanted[i].id);
		free(wish->wanted[i].period);
		buf_clear(&wish->wanted[i].entry);
	}
	free(wish->wanted);
	*wish = (struct wish)WISH_INIT;
}

/* ---- where a package lies ---- */

/* Take the sum of PERIOD/ID.sha256, if that is there. */
static int
look_in(struct wanted *w, int period, const char *name, struct fail *fail)
{
	struct hash_sum sum;
	char *list = text_printf(fail, "%s.sha256", w->id);
	int rc = -1;

	if (list == NULL)
		return (-1);
	if (w->period != NULL ||
	    faccessat(period, list, F_OK, AT_SYMLINK_NOFOLLOW) == -1)
		rc = 0;
	else if (tree_hash(period, list, &sum, fail) == 0 &&
	    (w->period = text_copy(name, fail)) != NULL) {
		memcpy(w->sha256, sum.sha256, sizeof(w->sha256));
		rc = 0;
	}
	free(list);
	return (rc);
}

static int
visit_period(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct wish *wish = arg;
	size_t i;
	int fd, rc = 0;

	if (item->kind != TREE_FOLDER || !path_is_period(item->name))
		return (0);
	if ((fd = tree_folder(item->dir, item->name, fail)) == -1)
		return (-1);
	for (i = 0; i < wish->count && rc == 0; i++)
		rc = look_in(&wish->wanted[i], fd, item->name, fail);
	close(fd);
	return (rc);
}

/* ---- its entry ---- */

/* 1 if the entry holds the line "name value". */
static int
has_line(const struct tlog_entry *entry, const char *name, const char *value,
    struct fail *fail)
{
	char *line = text_printf(fail, "\n%s%s\n", name, value);
	int has;

	if (line == NULL)
		return (-1);
	has = memmem(entry->bytes, entry->size, line, strlen(line)) != NULL;
	free(line);
	return (has);
}

static int
take_entry(struct wanted *w, uint64_t index, const struct tlog_entry *entry,
    struct fail *fail)
{
	w->found = 1;
	w->index = index;
	buf_reset(&w->entry);
	buf_add(&w->entry, entry->bytes, entry->size);
	return (buf_check(&w->entry, fail));
}

static int
is_placed(const struct tlog_entry *entry)
{
	return (entry->size > strlen(PLACED) &&
	    memcmp(entry->bytes, PLACED, strlen(PLACED)) == 0);
}

/* Is it the entry of a package that is wanted?  The first one counts. */
static int
visit_known(void *arg, uint64_t index, const struct tlog_entry *entry,
    struct fail *fail)
{
	struct wish *wish = arg;
	struct wanted *w;
	size_t i;
	int has = 0;

	if (!is_placed(entry))
		return (0);
	for (i = 0; i < wish->count; i++) {
		w = &wish->wanted[i];
		if (w->found || w->period == NULL)
			continue;
		if ((has = has_line(entry, "id ", w->id, fail)) == 1)
			has = has_line(entry, "sums sha256:", w->sha256, fail);
		if (has == -1 || (has == 1 &&
		    take_entry(w, index, entry, fail) == -1))
			return (-1);
	}
	return (0);
}

/* Want each package that the log names. */
static int
visit_new(void *arg, uint64_t index, const struct tlog_entry *entry,
    struct fail *fail)
{
	const char *id, *end;
	struct wanted *w;

	if (!is_placed(entry) || (id = memmem(entry->bytes, entry->size,
	    "\nid ", 4)) == NULL)
		return (0);
	id += 4;
	end = memchr(id, '\n', entry->size -
	    (size_t)(id - (const char *)entry->bytes));
	if (end == NULL)
		return (0);
	w = add_wanted(arg, text_printf(fail, "%.*s", (int)(end - id), id),
	    fail);
	return (w == NULL ? -1 : take_entry(w, index, entry, fail));
}

/* ---- the proof ---- */

/*
 * A file server may refuse to replace a file that is read-only, as Windows
 * does, so the old proof is made writable first; some file systems have no
 * such mark, or give it to the owner only.
 */
static int
replace(int period, const char *name, const struct buf *proof,
    struct fail *fail)
{
	/* Stays in the open folder, whatever its name leads to by now. */
	char *path = text_printf(fail, "/proc/self/fd/%d/./%s", period, name);
	struct stat st;
	int rc;

	if (path == NULL)
		return (-1);
	if (fstatat(period, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode))
		(void)fchmodat(period, name, 0644, 0);
	if ((rc = file_write(path, proof->data, proof->size, fail)) == 0)
		(void)fchmodat(period, name, 0444, 0);
	free(path);
	return (rc);
}

static int
write_proof(const struct log_prover *p, const struct wanted *w,
    const struct buf *proof, struct fail *fail)
{
	char *name = text_printf(fail, "%s.tlog-proof", w->id);
	int fd = -1, rc = -1;

	if (name == NULL ||
	    (fd = tree_folder(p->share, w->period, fail)) == -1)
		goto out;
	if ((rc = replace(fd, name, proof, fail)) == -1)
		fail_add(fail, "writing '%s/%s'", w->period, name);
out:
	if (fd != -1)
		close(fd);
	free(name);
	return (rc);
}

static int
report(const struct wanted *w, struct log_result *result, struct fail *fail)
{
	char *path = text_printf(fail, "%s/%s.tlog-proof", w->period, w->id);
	char index[32];
	const char *const line[] = { "proved", w->id, index, path };
	int rc;

	if (path == NULL)
		return (-1);
	(void)snprintf(index, sizeof(index), "%" PRIu64, w->index);
	rc = log_result_add(result, line, 4, fail);
	free(path);
	return (rc);
}

static int
prove_one(const struct log_prover *p, const struct wanted *w,
    struct log_result *result, struct fail *fail)
{
	const struct tlog_entry entry = { w->entry.data, w->entry.size };
	struct buf proof = BUF_INIT;
	uint64_t index;
	int rc = -1;

	if (tlog_prove(p->log, &p->head, p->checkpoint, w->index, &proof,
	    fail) == 0 &&
	    tlog_check_proof(proof.data, proof.size, p->key, &entry, &index,
	    fail) == 0 &&
	    write_proof(p, w, &proof, fail) == 0)
		rc = report(w, result, fail);
	buf_clear(&proof);
	return (rc);
}

/* What was asked for by name must be there. */
static int
prove_named(const struct log_prover *p, const struct wanted *w,
    struct log_result *result, struct fail *fail)
{
	if (w->period == NULL)
		return (fail_set(fail, FAIL_NO, "the archive share has no "
		    "package '%s'", w->id));
	if (!w->found)
		return (fail_set(fail, FAIL_NO, "the log has no entry that "
		    "placed '%s/%s.sha256' as it is now; place its job "
		    "again, or see 'bevara verify'", w->period, w->id));
	return (prove_one(p, w, result, fail));
}

/* All that can be proved; then the first failure. */
static int
prove_all(const struct log_prover *p, const struct wish *wish,
    struct log_result *result, struct fail *fail)
{
	struct fail first = FAIL_INIT;
	size_t i;

	for (i = 0; i < wish->count; i++) {
		if (prove_named(p, &wish->wanted[i], result, fail) == 0)
			continue;
		if (first.kind == FAIL_NONE)
			first = *fail;
		else
			msg_warn("%s", fail->text);
		fail_clear(fail);
	}
	*fail = first;
	return (first.kind == FAIL_NONE ? 0 : -1);
}

static int
wish_for(struct wish *wish, char *const *ids, size_t count, struct fail *fail)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (path_check_name(ids[i], fail) == -1) {
			fail->kind = FAIL_USAGE;
			return (-1);
		}
		if (add_wanted(wish, text_copy(ids[i], fail), fail) == NULL)
			return (-1);
	}
	return (0);
}

int
log_prove(const struct site *site, char *const *ids, size_t count,
    struct log_result *result, struct fail *fail)
{
	struct log_prover p = { -1, -1, NULL, { 0, { 0 } }, NULL };
	struct buf checkpoint = BUF_INIT;
	struct wish wish = WISH_INIT;
	struct note_key *key = NULL;
	int rc = -1;

	if (wish_for(&wish, ids, count, fail) == -1 ||
	    (p.share = site_open_archive(site, fail)) == -1 ||
	    (p.log = tree_folder(p.share, "logg", fail)) == -1 ||
	    (key = ledger_public(site, fail)) == NULL ||
	    ledger_head(site, p.share, key, &p.head, &checkpoint, fail) == -1)
		goto out;
	p.key = key;
	p.checkpoint = &checkpoint;
	if (tree_each(p.share, visit_period, &wish, fail) == 0 &&
	    tlog_each(p.log, &p.head, 0, visit_known, &wish, fail) == 0)
		rc = prove_all(&p, &wish, result, fail);
out:
	wish_clear(&wish);
	note_key_free(key);
	buf_clear(&checkpoint);
	if (p.log != -1)
		close(p.log);
	if (p.share != -1)
		close(p.share);
	return (rc);
}

int
log_prove_since(const struct log_prover *p, uint64_t first,
    struct log_result *result, struct fail *fail)
{
	struct wish wish = WISH_INIT;
	struct wanted *w;
	size_t i;
	int has, rc = -1;

	if (tlog_each(p->log, &p->head, first, visit_new, &wish, fail) == -1 ||
	    tree_each(p->share, visit_period, &wish, fail) == -1)
		goto out;
	for (i = 0; i < wish.count; i++) {
		struct tlog_entry entry;

		w = &wish.wanted[i];
		entry.bytes = w->entry.data;
		entry.size = w->entry.size;
		/* Cleared out since, or changed: for verify to tell. */
		has = w->period == NULL ? 0 :
		    has_line(&entry, "sums sha256:", w->sha256, fail);
		if (has == -1 ||
		    (has == 1 && prove_one(p, w, result, fail) == -1))
			goto out;
	}
	rc = 0;
out:
	wish_clear(&wish);
	return (rc);
}
