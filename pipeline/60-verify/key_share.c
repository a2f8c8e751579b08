#include "verify/key_share.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/file_at.h"
#include "core/ledger.h"
#include "core/ledger_copy.h"
#include "core/msg.h"
#include "core/note.h"
#include "core/path.h"
#include "core/site.h"
#include "core/tlog.h"
#include "core/tree.h"

#define FOLDER "logg"
#define CERTIFICATES "certifikat.pem"
#define PUBLIC_MAX_BYTES (1u << 20)
#define LOCK_WAIT_S 10

static int
has_copy(const struct site *site, int *has, struct fail *fail)
{
	char *path = path_join(site->log_copy, "checkpoint", fail);

	if (path == NULL)
		return (-1);
	*has = file_exists(path);
	free(path);
	return (0);
}

int
key_share_has_log(const struct site *site, int share, int *has,
    struct fail *fail)
{
	int copy;

	*has = faccessat(share, FOLDER "/checkpoint", F_OK,
	    AT_SYMLINK_NOFOLLOW) == 0;
	if (*has)
		return (0);
	if (errno != ENOENT)
		return (fail_sys(fail, "cannot look into '%s/" FOLDER "'",
		    site->share));
	if (has_copy(site, &copy, fail) == -1)
		return (-1);
	if (copy)
		return (fail_set(fail, FAIL_NO, "the archive share '%s' has no "
		    "log, but '%s' has seen one there: mount the share, or "
		    "put its log back from a backup; nothing was begun",
		    site->share, site->log_copy));
	return (0);
}

/* The log's folder, made if missing; open. */
static int
open_folder(const struct site *site, int share, struct fail *fail)
{
	int fd;

	if (mkdirat(share, FOLDER, 0777) == -1 && errno != EEXIST)
		return (fail_sys(fail, "cannot make the folder '%s/" FOLDER
		    "'", site->share));
	if ((fd = tree_folder(share, FOLDER, fail)) == -1)
		fail_add(fail, "'%s'", site->share);
	else if (file_flush_folder(share) == -1) {
		fail_sys(fail, "cannot sync the folder '%s'", site->share);
		close(fd);
		fd = -1;
	}
	return (fd);
}

/* Write what is to be there for good; other bytes are another log's. */
static int
put(const struct site *site, int dir, const char *name,
    const struct buf *bytes, struct fail *fail)
{
	struct buf there = BUF_INIT;
	int has, rc = -1;

	if ((has = file_at_read(dir, name, &there, PUBLIC_MAX_BYTES,
	    fail)) == -1)
		goto out;
	if (!has)
		rc = file_at_replace(dir, name, bytes->data, bytes->size,
		    fail);
	else if (there.size == bytes->size &&
	    memcmp(there.data, bytes->data, there.size) == 0)
		rc = 0;
	else
		fail_set(fail, FAIL_NO, "it is of another key than those in "
		    "'%s'; nothing was touched", site->keys);
out:
	if (rc == -1)
		fail_add(fail, "'%s/" FOLDER "/%s'", site->share, name);
	buf_clear(&there);
	return (rc);
}

int
key_share_add(int dir, const struct buf *certificate, struct fail *fail)
{
	struct buf all = BUF_INIT;
	int rc = -1;

	if (file_at_read(dir, CERTIFICATES, &all, PUBLIC_MAX_BYTES,
	    fail) == -1)
		goto out;
	if (strstr(buf_text(&all), buf_text(certificate)) != NULL) {
		rc = 0;
		goto out;
	}
	if (all.size > 0 && all.data[all.size - 1] != '\n')
		buf_addc(&all, '\n');
	buf_add(&all, certificate->data, certificate->size);
	if (buf_check(&all, fail) == 0)
		rc = file_at_replace(dir, CERTIFICATES, all.data, all.size,
		    fail);
out:
	buf_clear(&all);
	return (rc);
}

/* The keys with which all that lies there can be verified. */
static int
put_public(const struct site *site, int dir, const struct note_key *pair,
    const struct buf *certificate, struct fail *fail)
{
	struct buf vkey = BUF_INIT, pem = BUF_INIT;
	int rc = -1;

	note_key_vkey(pair, &vkey);
	buf_addc(&vkey, '\n');
	if (note_key_pem(pair, &pem, fail) == -1 ||
	    buf_check(&vkey, fail) == -1 ||
	    put(site, dir, "nyckel.vkey", &vkey, fail) == -1 ||
	    put(site, dir, "nyckel.pem", &pem, fail) == -1)
		goto out;
	if ((rc = key_share_add(dir, certificate, fail)) == -1)
		fail_add(fail, "'%s/" FOLDER "'", site->share);
out:
	buf_clear(&vkey);
	buf_clear(&pem);
	return (rc);
}

struct begun {			/* a log, while it is begun */
	const struct site *site;
	const struct note_key *pair;
	int share, dir;		/* the share's and the log's open folders */
	struct tlog_head head;
	struct buf checkpoint;	/* owned */
};

/* The log's own checkpoint, begun with no entry if there is none. */
static int
begin(struct begun *b, struct fail *fail)
{
	if (tlog_begin(b->dir, b->pair, fail) == -1) {
		if (fail->kind != FAIL_EXISTS)
			return (-1);
		fail_clear(fail);
	}
	if (tlog_read(b->dir, b->pair, &b->head, &b->checkpoint, fail) == 0)
		return (0);
	if (fail->kind == FAIL_DATA)
		fail->kind = FAIL_NO;
	fail_add(fail, "the log in '%s/" FOLDER "'", b->site->share);
	return (-1);
}

/* What the copy has seen must go on in the log; then it has seen all of it. */
static int
save_copy(struct begun *b, struct fail *fail)
{
	const struct site *site = b->site;
	int has;

	if (file_make_dirs(site->log_copy, fail) == -1 ||
	    has_copy(site, &has, fail) == -1)
		return (-1);
	if (has) {
		buf_reset(&b->checkpoint);
		if (ledger_head(site, b->share, b->pair, &b->head,
		    &b->checkpoint, fail) == -1)
			return (-1);
	} else if (b->head.size > 0)
		msg_warn("'%s' had no copy of the log's state; it is begun "
		    "from the share's log as it stands, with %" PRIu64
		    " entries: nothing tells any more whether that was rolled "
		    "back before", site->log_copy, b->head.size);
	return (ledger_copy_save(site, &b->checkpoint, fail));
}

int
key_share_begin(const struct site *site, int share,
    const struct note_key *pair, const struct buf *certificate,
    struct fail *fail)
{
	struct begun b = { site, pair, share, -1, { 0, { 0 } }, BUF_INIT };
	int lock = -1, rc = -1;

	if ((b.dir = open_folder(site, share, fail)) == -1)
		return (-1);
	if ((lock = tlog_lock(b.dir, LOCK_WAIT_S, fail)) != -1 &&
	    put_public(site, b.dir, pair, certificate, fail) == 0 &&
	    begin(&b, fail) == 0)
		rc = save_copy(&b, fail);
	if (lock != -1)
		close(lock);
	close(b.dir);
	buf_clear(&b.checkpoint);
	return (rc);
}
