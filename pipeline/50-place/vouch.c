#include "place/vouch.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/cms.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/note.h"
#include "core/ledger.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tlog.h"
#include "core/tree.h"
#include "place/complete.h"
#include "place/package.h"
#include "place/target.h"
#include "place/vouch_entry.h"

#define LIST_MAX_BYTES (64u << 20)
#define PROOF_MAX_BYTES (1u << 20)
#define LOCK_WAIT_S 10

struct vouch {
	const struct site *site;	/* borrowed */
	struct cms_signer *signer;
	struct cms_trust *trust;	/* what our signatures chain up to */
	struct note_key *key;	/* the log's, public */
	int share, log;		/* the open folders */
	int lock;		/* of WORK/logg/.place, or -1 */
	uint64_t began;		/* the log's entries when this run began */
};

static int
load_keys(struct vouch *v, struct fail *fail)
{
	char *path = path_join(v->site->keys, "certifikat.pem", fail);

	if (path == NULL ||
	    (v->key = ledger_public(v->site, fail)) == NULL ||
	    (v->signer = cms_signer_load(v->site->keys, fail)) == NULL)
		goto out;
	if (!file_exists(path))
		fail_set(fail, FAIL_CONFIG, "'%s' is missing; run 'bevara key "
		    "new'", path);
	else
		v->trust = cms_trust_load(path, fail);
out:
	free(path);
	return (v->trust == NULL ? -1 : 0);
}

/* A log that cannot be relied on gets no package either. */
static int
look_at_log(struct vouch *v, struct fail *fail)
{
	struct tlog_head head;

	if (ledger_head(v->site, v->share, v->key, &head, NULL, fail) == -1)
		return (-1);
	v->began = head.size;
	return (0);
}

struct vouch *
vouch_new(const struct site *site, struct fail *fail)
{
	struct vouch *v = calloc(1, sizeof(*v));

	if (v == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	v->site = site;
	v->log = v->lock = -1;
	if ((v->share = site_open_archive(site, fail)) == -1 ||
	    (v->log = tree_folder(v->share, "logg", fail)) == -1 ||
	    load_keys(v, fail) == -1 || look_at_log(v, fail) == -1) {
		vouch_free(v);
		return (NULL);
	}
	return (v);
}

/* One at a time from here on: no entry is made twice. */
static int
lock(struct vouch *v, struct fail *fail)
{
	char *dir = path_join(v->site->work, "logg", fail), *path = NULL;

	if (dir != NULL && file_make_dirs(dir, fail) == 0 &&
	    (path = path_join(dir, ".place", fail)) != NULL)
		v->lock = file_lock(path, LOCK_WAIT_S, fail);
	free(path);
	free(dir);
	return (v->lock == -1 ? -1 : 0);
}

/* ---- the signature ---- */

static int
check_signature(const struct vouch *v, const struct buf *der,
    const struct buf *list, struct fail *fail)
{
	int64_t utc;

	return (cms_verify(v->trust, der, list->data, list->size, &utc, fail));
}

/* What is there must sign the list; nothing is replaced. */
static int
keep_signature(const struct vouch *v, const struct target *target,
    const char *name, const struct buf *list, struct fail *fail)
{
	struct buf der = BUF_INIT;
	int rc = -1;

	if (target_read(target, name, &der, CMS_MAX_BYTES, fail) == 0)
		rc = check_signature(v, &der, list, fail);
	if (rc == -1 && (fail->kind == FAIL_NO || fail->kind == FAIL_DATA)) {
		fail->kind = FAIL_EXISTS;
		fail_add(fail, "'%s/%s' does not sign the list beside it; "
		    "move it away, and it is made again", target->path, name);
	}
	buf_clear(&der);
	return (rc);
}

static int
make_signature(const struct vouch *v, const struct target *target,
    const char *name, const struct buf *list, struct fail *fail)
{
	struct buf der = BUF_INIT;
	int rc = -1;

	/* Verified before it counts: the certificate may not be believed. */
	if (cms_sign(v->signer, list->data, list->size, &der, fail) == 0) {
		rc = check_signature(v, &der, list, fail);
		if (rc == -1 && fail->kind == FAIL_NO) {
			fail->kind = FAIL_CONFIG;
			fail_add(fail, "the signing certificate is not the "
			    "archive's; run 'bevara key new'");
		}
	}
	if (rc == 0)
		rc = complete_file(target, name, &der, fail);
	buf_clear(&der);
	return (rc);
}

/* Read the list as it lies on the share, and see that it is signed. */
static int
sign_list(const struct vouch *v, const struct vouch_task *task,
    char sha256[65], struct fail *fail)
{
	const struct target *target = task->target;
	char *list = text_printf(fail, "%s.sha256", task->package->id);
	char *name = text_printf(fail, "%s.sha256.p7s", task->package->id);
	struct buf b = BUF_INIT;
	struct hash_sum sum;
	int has, rc = -1;

	if (list == NULL || name == NULL ||
	    target_read(target, list, &b, LIST_MAX_BYTES, fail) == -1 ||
	    hash_bytes(b.data, b.size, HASH_SHA256, &sum, fail) == -1 ||
	    (has = target_has(target, name, fail)) == -1)
		goto out;
	memcpy(sha256, sum.sha256, sizeof(sum.sha256));
	rc = has ? keep_signature(v, target, name, &b, fail) :
	    make_signature(v, target, name, &b, fail);
out:
	buf_clear(&b);
	free(list);
	free(name);
	return (rc);
}

/* ---- the proof ---- */

/* What is there must prove an entry of this list; nothing is replaced. */
static int
keep_proof(const struct target *target, const char *name,
    struct vouch_log *log, struct vouch_entry *entry, struct fail *fail)
{
	struct buf proof = BUF_INIT;
	int rc = -1;

	if (target_read(target, name, &proof, PROOF_MAX_BYTES, fail) == 0)
		rc = vouch_entry_proven(entry, log, &proof, fail);
	if (rc == -1 && (fail->kind == FAIL_NO || fail->kind == FAIL_DATA)) {
		fail->kind = FAIL_EXISTS;
		fail_add(fail, "'%s/%s' does not prove the package's entry in "
		    "the log; move it away, and it is made again",
		    target->path, name);
	}
	buf_clear(&proof);
	return (rc);
}

/* The entry first, and then its proof. */
static int
make_proof(const struct vouch_task *task, const char *name,
    struct vouch_log *log, struct vouch_entry *entry, struct fail *fail)
{
	struct buf proof = BUF_INIT;
	int rc = -1;

	if (vouch_entry_make(entry, log, task->job, fail) == 0 &&
	    tlog_prove(log->dir, &log->head, &log->checkpoint, entry->index,
	    &proof, fail) == 0)
		rc = complete_file(task->target, name, &proof, fail);
	buf_clear(&proof);
	return (rc);
}

static int
prove(const struct vouch_task *task, struct vouch_log *log,
    struct vouch_entry *entry, struct fail *fail)
{
	char *name = text_printf(fail, "%s.tlog-proof", task->package->id);
	int has, rc = -1;

	if (name == NULL || (has = target_has(task->target, name,
	    fail)) == -1)
		goto out;
	rc = has ? keep_proof(task->target, name, log, entry, fail) :
	    make_proof(task, name, log, entry, fail);
out:
	free(name);
	return (rc);
}

int
vouch_package(struct vouch *v, const struct vouch_task *task,
    uint64_t *index, struct fail *fail)
{
	struct vouch_log log = { v->site, v->key, v->share, v->log,
	    task->placed_before ? 0 : v->began, { 0, { 0 } }, BUF_INIT };
	struct vouch_entry entry = { task->package->id, "",
	    task->package->order.row, BUF_INIT, 0 };
	int rc = -1;

	if (lock(v, fail) == 0 &&
	    sign_list(v, task, entry.sha256, fail) == 0)
		rc = prove(task, &log, &entry, fail);
	*index = entry.index;
	buf_clear(&entry.bytes);
	buf_clear(&log.checkpoint);
	return (rc);
}

int
vouch_done(struct vouch *v, const char *id, struct fail *fail)
{
	return (vouch_entry_forget(v->site, id, fail));
}

void
vouch_free(struct vouch *v)
{
	if (v == NULL)
		return;
	note_key_free(v->key);
	cms_signer_free(v->signer);
	cms_trust_free(v->trust);
	if (v->log != -1)
		close(v->log);
	if (v->share != -1)
		close(v->share);
	if (v->lock != -1)
		close(v->lock);
	free(v);
}
