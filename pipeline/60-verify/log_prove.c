#include "verify/log_prove.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/ledger.h"
#include "core/msg.h"
#include "core/note.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tlog.h"
#include "core/tree.h"
#include "verify/log.h"



struct wanted {			/* one package */
	const char *id;
	char *period;		/* owned; NULL: not on the share */
	char *line;		/* "\nid ID\nsums sha256:HEX\n"; owned */
	int found;
	uint64_t index;		/* of its entry */
	struct buf entry;
};

struct proving {
	const struct site *site;
	int share, log;
	struct note_key *key;
	struct tlog_head head;
	struct buf checkpoint;
	struct wanted *wanted;	/* owned */
	size_t count;
};

/* ---- where a package lies ---- */

/* Take the sums of PERIOD/ID.sha256, if that is there. */
static int
look_in(struct wanted *w, int period, const char *name, struct fail *fail)
{
	struct hash_sum sum;
	char *list = text_printf(fail, "%s.sha256", w->id);
	int rc = -1;

	if (list == NULL)
		return (-1);
	if (faccessat(period, list, F_OK, AT_SYMLINK_NOFOLLOW) == -1) {
		rc = 0;
		goto out;
	}
	if (tree_hash(period, list, &sum, fail) == -1)
		goto out;
	free(w->period);
	free(w->line);
	w->line = NULL;
	if ((w->period = text_copy(name, fail)) == NULL ||
	    (w->line = text_printf(fail, "\nid %s\nsums sha256:%s\n", w->id,
	    sum.sha256)) == NULL)
		goto out;
	rc = 0;
out:
	free(list);
	return (rc);
}

static int
visit_period(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct proving *p = arg;
	size_t i;
	int fd, rc = 0;

	if (item->kind != TREE_FOLDER || !path_is_period(item->name))
		return (0);
	if ((fd = tree_folder(item->dir, item->name, fail)) == -1)
		return (-1);
	for (i = 0; i < p->count && rc == 0; i++)
		rc = look_in(&p->wanted[i], fd, item->name, fail);
	close(fd);
	return (rc);
}

/* ---- its entry ---- */

static int
is_entry(const struct wanted *w, const struct tlog_entry *entry)
{
	static const char first[] = "bevara/1 placed\n";

	return (entry->size > strlen(first) &&
	    memcmp(entry->bytes, first, strlen(first)) == 0 &&
	    memmem(entry->bytes, entry->size, w->line,
	    strlen(w->line)) != NULL);
}

/* Placed twice, the first time counts. */
static int
visit_entry(void *arg, uint64_t index, const struct tlog_entry *entry,
    struct fail *fail)
{
	struct proving *p = arg;
	struct wanted *w;
	size_t i, left = 0;

	for (i = 0; i < p->count; i++) {
		w = &p->wanted[i];
		if (w->line != NULL && !w->found && is_entry(w, entry)) {
			w->found = 1;
			w->index = index;
			buf_add(&w->entry, entry->bytes, entry->size);
			if (buf_check(&w->entry, fail) == -1)
				return (-1);
		}
		left += w->line != NULL && !w->found;
	}
	/* Stops the reading; find_entries() knows. */
	return (left == 0 ? -1 : 0);
}

static int
find_entries(struct proving *p, struct fail *fail)
{
	if (tlog_each(p->log, &p->head, 0, visit_entry, p, fail) == -1 &&
	    fail->kind != FAIL_NONE)
		return (-1);
	return (0);
}

/* ---- the proof ---- */

static int
write_proof(const struct proving *p, const struct wanted *w,
    const struct buf *proof, struct fail *fail)
{
	int fd = tree_folder(p->share, w->period, fail), rc = -1;
	char *path = NULL;

	if (fd == -1)
		return (-1);
	/* Stays in the open folder, whatever its name leads to by now. */
	path = text_printf(fail, "/proc/self/fd/%d/./%s.tlog-proof", fd,
	    w->id);
	if (path != NULL && (rc = file_write(path, proof->data, proof->size,
	    fail)) == -1)
		fail_add(fail, "writing '%s/%s.tlog-proof'", w->period, w->id);
	free(path);
	close(fd);
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
prove_one(const struct proving *p, const struct wanted *w,
    struct log_result *result, struct fail *fail)
{
	const struct tlog_entry entry = { w->entry.data, w->entry.size };
	struct buf proof = BUF_INIT;
	uint64_t index;
	int rc = -1;

	if (w->period == NULL) {
		fail_set(fail, FAIL_NO, "the share '%s' has no package '%s'",
		    p->site->share, w->id);
		goto out;
	}
	if (!w->found) {
		fail_set(fail, FAIL_NO, "the log has no entry that placed "
		    "'%s/%s.sha256' as it is now; place its job again, or "
		    "see 'bevara verify'", w->period, w->id);
		goto out;
	}
	if (tlog_prove(p->log, &p->head, &p->checkpoint, w->index, &proof,
	    fail) == -1 ||
	    tlog_check_proof(proof.data, proof.size, p->key, &entry, &index,
	    fail) == -1 ||
	    write_proof(p, w, &proof, fail) == -1 ||
	    report(w, result, fail) == -1)
		goto out;
	rc = 0;
out:
	buf_clear(&proof);
	return (rc);
}

static int
open_all(struct proving *p, char *const *ids, struct fail *fail)
{
	size_t i;

	if ((p->wanted = calloc(p->count, sizeof(*p->wanted))) == NULL)
		return (fail_memory(fail));
	for (i = 0; i < p->count; i++) {
		p->wanted[i].id = ids[i];
		if (path_check_name(ids[i], fail) == -1) {
			fail->kind = FAIL_USAGE;
			return (-1);
		}
	}
	if ((p->share = site_open_archive(p->site, fail)) == -1 ||
	    (p->log = tree_folder(p->share, "logg", fail)) == -1 ||
	    (p->key = ledger_public(p->site, fail)) == NULL)
		return (-1);
	return (ledger_head(p->site, p->share, p->key, &p->head,
	    &p->checkpoint, fail));
}

static void
close_all(struct proving *p)
{
	size_t i;

	for (i = 0; p->wanted != NULL && i < p->count; i++) {
		free(p->wanted[i].period);
		free(p->wanted[i].line);
		buf_clear(&p->wanted[i].entry);
	}
	free(p->wanted);
	note_key_free(p->key);
	buf_clear(&p->checkpoint);
	if (p->log != -1)
		close(p->log);
	if (p->share != -1)
		close(p->share);
}

int
log_prove(const struct site *site, char *const *ids, size_t count,
    struct log_result *result, struct fail *fail)
{
	struct proving p = { site, -1, -1, NULL, { 0, { 0 } }, BUF_INIT, NULL,
	    count };
	struct fail first = FAIL_INIT;
	size_t i;

	if (open_all(&p, ids, fail) == -1 ||
	    tree_each(p.share, visit_period, &p, fail) == -1 ||
	    find_entries(&p, fail) == -1)
		goto out;
	for (i = 0; i < count; i++) {
		if (prove_one(&p, &p.wanted[i], result, fail) == 0)
			continue;
		if (first.kind == FAIL_NONE)
			first = *fail;
		else
			msg_warn("%s", fail->text);
		fail_clear(fail);
	}
	*fail = first;
out:
	close_all(&p);
	return (fail->kind == FAIL_NONE ? 0 : -1);
}
