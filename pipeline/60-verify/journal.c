#include "verify/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "core/text.h"
#include "verify/journal_line.h"

#define MOST_BYTES (512u << 20)		/* a larger journal is not read */
#define EACH_MS 1000			/* between two writings */
#define LOCK_TRIES 20			/* for a second */
#define LOCK_US 50000

struct journal {
	char *path;		/* owned */
	int fd;			/* locked for us */
	pthread_mutex_t lock;	/* of all below */
	struct buf waiting;	/* lines that are not written yet */
	int64_t written_ms;	/* when the last were */
	int writing;		/* 1: a thread is at it */
	int broken;		/* 1: it could not be written */
};

static int
write_all(struct journal *j, const struct buf *b, struct fail *fail)
{
	size_t at = 0;
	ssize_t n;

	while (at < b->size) {
		n = write(j->fd, b->data + at, b->size - at);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return (fail_sys(fail, "cannot write '%s'", j->path));
		at += (size_t)n;
	}
	if (b->size > 0 && fdatasync(j->fd) == -1)
		return (fail_sys(fail, "cannot sync '%s'", j->path));
	return (0);
}

/* Write what waits, with the lock held at the call and on return. */
static int
flush(struct journal *j, struct fail *fail)
{
	struct buf now = j->waiting;
	int rc;

	j->waiting = (struct buf)BUF_INIT;
	j->writing = 1;
	pthread_mutex_unlock(&j->lock);
	rc = j->broken ? 0 : buf_check(&now, fail);
	if (rc == 0 && !j->broken)
		rc = write_all(j, &now, fail);
	buf_clear(&now);
	pthread_mutex_lock(&j->lock);
	j->writing = 0;
	j->written_ms = clock_monotonic_ms();
	if (rc == -1)
		j->broken = 1;
	return (rc);
}

static void
flush_or_warn(struct journal *j)
{
	struct fail fail = FAIL_INIT;

	if (flush(j, &fail) == -1)
		msg_warn("%s; if this check is cut it has to begin again",
		    fail.text);
}

void
journal_add(struct journal *j, const struct shelf_item *item,
    const struct outcome *outcome, const struct sums *sums)
{
	pthread_mutex_lock(&j->lock);
	if (!j->broken)
		journal_block(&j->waiting, item, outcome, sums);
	if (!j->writing && clock_monotonic_ms() - j->written_ms >= EACH_MS)
		flush_or_warn(j);
	pthread_mutex_unlock(&j->lock);
}

int
journal_mark(struct journal *j, const struct journal_report *report,
    struct fail *fail)
{
	int rc;

	pthread_mutex_lock(&j->lock);
	buf_addf(&j->waiting, "r\t%s\t%s\t%" PRIu64 "\t%" PRIu64 "\n",
	    report->stamp, report->sha256, report->package_count,
	    report->finding_count);
	rc = flush(j, fail);
	pthread_mutex_unlock(&j->lock);
	return (rc);
}

/* A run that was killed may not be gone to the last. */
static int
lock_soon(int fd)
{
	int tries;

	for (tries = 0; flock(fd, LOCK_EX | LOCK_NB) == -1; tries++) {
		if (errno != EWOULDBLOCK || tries == LOCK_TRIES)
			return (-1);
		usleep(LOCK_US);
	}
	return (0);
}

/* Open and lock the file that has the name now. */
static int
open_locked(struct journal *j, struct fail *fail)
{
	struct stat st;

	for (;;) {
		j->fd = open(j->path,
		    O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (j->fd == -1)
			return (fail_sys(fail, "cannot open '%s'", j->path));
		if (lock_soon(j->fd) == -1)
			return (errno == EWOULDBLOCK ? fail_set(fail,
			    FAIL_LATER, "another run is at the same check; "
			    "its journal is '%s'", j->path) :
			    fail_sys(fail, "cannot lock '%s'", j->path));
		/* Whoever had it may have ended the check and removed it. */
		if (fstat(j->fd, &st) == 0 && S_ISREG(st.st_mode) &&
		    st.st_nlink > 0)
			return (0);
		if (!S_ISREG(st.st_mode))
			return (fail_set(fail, FAIL_CONFIG,
			    "'%s' is not a file; remove it", j->path));
		close(j->fd);
		j->fd = -1;
	}
}

/* Read what is there; what is not ours any more is cut off. */
static int
read_past(struct journal *j, const struct journal_name *name,
    struct journal_past *past, struct fail *fail)
{
	struct buf b = BUF_INIT;
	int rc = -1;

	if (file_read(j->path, &b, MOST_BYTES, fail) == -1 ||
	    journal_parse(past, name, b.data, b.size, fail) == -1)
		goto out;
	if (past->good_bytes < b.size) {
		msg_note("'%s': the last %zu bytes were cut and are not used",
		    j->path, b.size - past->good_bytes);
		if (ftruncate(j->fd, (off_t)past->good_bytes) == -1) {
			fail_sys(fail, "cannot cut '%s'", j->path);
			goto out;
		}
	}
	if (lseek(j->fd, (off_t)past->good_bytes, SEEK_SET) == -1) {
		fail_sys(fail, "cannot read '%s'", j->path);
		goto out;
	}
	rc = 0;
out:
	buf_clear(&b);
	return (rc);
}

struct journal *
journal_open(const struct journal_name *name, struct journal_past *past,
    struct fail *fail)
{
	struct journal *j = calloc(1, sizeof(*j));
	char *dir = text_printf(fail, "%s/verify", name->work);
	int rc = -1;

	if (j == NULL || dir == NULL) {
		fail_memory(fail);
		goto out;
	}
	j->fd = -1;
	(void)pthread_mutex_init(&j->lock, NULL);
	j->written_ms = clock_monotonic_ms();
	j->path = text_printf(fail, "%s/%s.journal", dir, name->name);
	if (j->path == NULL || file_make_dirs(dir, fail) == -1 ||
	    open_locked(j, fail) == -1 ||
	    read_past(j, name, past, fail) == -1)
		goto out;
	if (past->started_utc == 0) {
		past->started_utc = clock_now();
		journal_head(&j->waiting, name, past->started_utc);
	}
	rc = 0;
out:
	free(dir);
	if (rc == -1) {
		journal_past_clear(past);
		journal_close(j);
		return (NULL);
	}
	return (j);
}

static void
journal_free(struct journal *j)
{
	if (j->fd != -1)
		close(j->fd);
	(void)pthread_mutex_destroy(&j->lock);
	buf_clear(&j->waiting);
	free(j->path);
	free(j);
}

void
journal_close(struct journal *j)
{
	if (j == NULL)
		return;
	pthread_mutex_lock(&j->lock);
	if (j->fd != -1)
		flush_or_warn(j);
	pthread_mutex_unlock(&j->lock);
	journal_free(j);
}

void
journal_end(struct journal *j)
{
	if (j == NULL)
		return;
	/* Under the lock: nobody else's is removed. */
	(void)unlink(j->path);
	journal_free(j);
}
