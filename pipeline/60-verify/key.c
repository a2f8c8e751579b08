#include "verify/key.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/cms.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/ledger.h"
#include "core/note.h"
#include "core/path.h"
#include "core/secret.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tree.h"
#include "verify/key_share.h"

#define LOCK_WAIT_S 10

struct ring {			/* the keys, while they are handled */
	struct site site;
	struct note_key *pair;	/* private; NULL for show */
	struct note_key *public;
	struct cms_signer *signer;
	int share, lock;
};

static void
ring_clear(struct ring *ring)
{
	note_key_free(ring->pair);
	note_key_free(ring->public);
	cms_signer_free(ring->signer);
	if (ring->lock != -1)
		close(ring->lock);
	if (ring->share != -1)
		close(ring->share);
	site_clear(&ring->site);
}

/* ---- to make them ---- */

/* The folder, that nobody else may look into from its first moment on. */
static int
make_folder(struct ring *ring, struct fail *fail)
{
	const char *dir = ring->site.keys;
	char *above, *lock;
	struct stat st;
	int rc = -1;

	if ((above = path_dir(dir, fail)) == NULL)
		return (-1);
	if (mkdir(dir, 0700) == 0)
		rc = file_sync(above, fail);
	else if (errno == EEXIST)
		rc = 0;
	else
		fail_sys(fail, "cannot make the folder '%s'", dir);
	free(above);
	if (rc == -1)
		return (-1);
	if (lstat(dir, &st) == -1)
		return (fail_sys(fail, "cannot look at '%s'", dir));
	if (!S_ISDIR(st.st_mode) || (st.st_mode & 077) != 0 ||
	    st.st_uid != geteuid())
		return (fail_set(fail, FAIL_CONFIG, "'%s' is no folder, or is "
		    "another user's, or others may look into it; give it to "
		    "the user that runs this, and run chmod 700 on it", dir));
	if ((lock = path_join(dir, ".lock", fail)) != NULL)
		ring->lock = file_lock(lock, LOCK_WAIT_S, fail);
	free(lock);
	return (ring->lock == -1 ? -1 : 0);
}

/* A log whose key is not here must not get another one. */
static int
make_pair(struct key *key, struct ring *ring, const char *path, int has_log,
    struct fail *fail)
{
	const struct site *site = &ring->site;
	char *vkey;
	int there;

	if (file_exists(path))
		return (0);
	if ((vkey = path_join(site->keys, "logg.vkey", fail)) == NULL)
		return (-1);
	there = file_exists(vkey);
	free(vkey);
	if (has_log || there)
		return (fail_set(fail, FAIL_NO, "%s, but its private key "
		    "'%s' is not there; put it back from the copy that was "
		    "locked away", has_log ? "the archive share has a log" :
		    "logg.vkey tells of a log", path));
	if ((ring->pair = note_key_new(site->log_name, fail)) == NULL ||
	    note_key_save(ring->pair, path, fail) == -1)
		return (-1);
	note_key_free(ring->pair);
	ring->pair = NULL;
	key->made = 1;
	return (0);
}

/* logg.vkey follows from logg.pem; a run may have been cut between them. */
static int
make_vkey(struct ring *ring, struct fail *fail)
{
	char *path = path_join(ring->site.keys, "logg.vkey", fail);
	struct buf b = BUF_INIT;
	int rc = -1;

	if (path == NULL)
		return (-1);
	note_key_vkey(ring->pair, &b);
	buf_addc(&b, '\n');
	if (file_exists(path))
		rc = 0;
	else if (buf_check(&b, fail) == 0 && file_sweep(path, fail) == 0)
		rc = file_write(path, b.data, b.size, fail);
	buf_clear(&b);
	free(path);
	return (rc);
}

static int
make_log_key(struct key *key, struct ring *ring, struct fail *fail)
{
	const struct site *site = &ring->site;
	char *path = path_join(site->keys, "logg.pem", fail);
	int has_log, rc = -1;

	if (path == NULL ||
	    key_share_has_log(site, ring->share, &has_log, fail) == -1 ||
	    file_sweep(path, fail) == -1 ||
	    make_pair(key, ring, path, has_log, fail) == -1 ||
	    (ring->pair = note_key_load(path, site->log_name, fail)) == NULL ||
	    make_vkey(ring, fail) == -1 ||
	    (ring->public = ledger_public(site, fail)) == NULL)
		goto out;
	if (note_key_same(ring->pair, ring->public))
		rc = 0;
	else
		fail_set(fail, FAIL_CONFIG, "logg.pem and logg.vkey in '%s' "
		    "are not of one key; put back the keys that the log was "
		    "begun with", site->keys);
out:
	free(path);
	return (rc);
}

/* A certificate of our own, unless the municipality has brought one. */
static int
make_signer(struct key *key, struct ring *ring, struct fail *fail)
{
	const struct site *site = &ring->site;

	if (cms_signer_make(site->keys, site->organisation, fail) == 0)
		key->made = 1;
	else if (fail->kind == FAIL_EXISTS)
		fail_clear(fail);
	else
		return (-1);
	ring->signer = cms_signer_load(site->keys, fail);
	return (ring->signer == NULL ? -1 : 0);
}

/*
 * What all signatures so far chain up to is kept with the keys too: what lies
 * on the share can be changed by others.
 */
static int
begin_log(struct ring *ring, struct fail *fail)
{
	struct buf root = BUF_INIT;
	int dir = tree_folder(AT_FDCWD, ring->site.keys, fail), rc = -1;

	if (dir != -1 && cms_signer_root(ring->signer, &root, fail) == 0 &&
	    key_share_add(dir, &root, fail) == 0)
		rc = key_share_begin(&ring->site, ring->share, ring->pair,
		    &root, fail);
	if (dir != -1)
		close(dir);
	buf_clear(&root);
	return (rc);
}

static int
make_all(struct key *key, struct ring *ring, struct fail *fail)
{
	if (secret_guard(fail) == -1 ||
	    (ring->share = site_open_share(ring->site.share, fail)) == -1 ||
	    make_folder(ring, fail) == -1 ||
	    make_log_key(key, ring, fail) == -1 ||
	    make_signer(key, ring, fail) == -1)
		return (-1);
	return (begin_log(ring, fail));
}

/* ---- to show them ---- */

static int
load_all(struct ring *ring, struct fail *fail)
{
	if ((ring->public = ledger_public(&ring->site, fail)) == NULL)
		return (-1);
	ring->signer = cms_signer_load(ring->site.keys, fail);
	return (ring->signer == NULL ? -1 : 0);
}

static int
describe(struct key *key, const struct ring *ring, struct fail *fail)
{
	struct buf vkey = BUF_INIT, pem = BUF_INIT, cert = BUF_INIT;
	struct hash_sum sum;
	int rc = -1;

	note_key_vkey(ring->public, &vkey);
	if (note_key_pem(ring->public, &pem, fail) == -1 ||
	    hash_bytes(pem.data, pem.size, HASH_SHA256, &sum, fail) == -1 ||
	    cms_signer_print(ring->signer, &cert, fail) == -1)
		goto out;
	key->cert_until_utc = cms_signer_until(ring->signer);
	if ((key->vkey = buf_take(&vkey, fail)) != NULL &&
	    (key->cert_sha256 = buf_take(&cert, fail)) != NULL &&
	    (key->log_sha256 = text_copy(sum.sha256, fail)) != NULL &&
	    (key->folder = text_copy(ring->site.keys, fail)) != NULL)
		rc = 0;
out:
	buf_clear(&vkey);
	buf_clear(&pem);
	buf_clear(&cert);
	return (rc);
}

int
key_do(struct key *key, const char *verb, const char *site,
    struct fail *fail)
{
	struct ring ring = { SITE_INIT, NULL, NULL, NULL, -1, -1 };
	int new = strcmp(verb, "new") == 0, rc = -1;

	if (!new && strcmp(verb, "show") != 0)
		return (fail_set(fail, FAIL_USAGE, "'%s' is nothing to do with "
		    "keys; give new or show", verb));
	if (site_load(&ring.site, site, fail) == -1)
		return (-1);
	if ((new ? make_all(key, &ring, fail) : load_all(&ring, fail)) == 0)
		rc = describe(key, &ring, fail);
	ring_clear(&ring);
	return (rc);
}

void
key_clear(struct key *key)
{
	free(key->folder);
	free(key->vkey);
	free(key->log_sha256);
	free(key->cert_sha256);
	*key = (struct key)KEY_INIT;
}
