#include "core/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/path.h"
#include "core/text.h"

#define COPY_BYTES (256 * 1024)

int
file_exists(const char *path)
{
	struct stat st;

	return (lstat(path, &st) == 0);
}

int
file_is_dir(const char *path)
{
	struct stat st;

	return (lstat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

int
file_is_file(const char *path)
{
	struct stat st;

	return (lstat(path, &st) == 0 && S_ISREG(st.st_mode));
}

int
file_size(const char *path, uint64_t *size, struct fail *fail)
{
	struct stat st;

	if (lstat(path, &st) == -1)
		return (fail_sys(fail, "cannot look at '%s'", path));
	if (!S_ISREG(st.st_mode))
		return (fail_set(fail, FAIL_DATA, "'%s' is not a regular file",
		    path));
	*size = (uint64_t)st.st_size;
	return (0);
}

/* Open a regular file to read; a pipe or device must not make us wait. */
static int
open_regular(const char *path, struct stat *st, struct fail *fail)
{
	int fd;

	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd == -1)
		return (fail_sys(fail, "cannot open '%s'", path));
	if (fstat(fd, st) == -1) {
		fail_sys(fail, "cannot look at '%s'", path);
		close(fd);
		return (-1);
	}
	if (!S_ISREG(st->st_mode)) {
		fail_set(fail, FAIL_DATA, "'%s' is not a regular file", path);
		close(fd);
		return (-1);
	}
	return (fd);
}

int
file_read(const char *path, struct buf *b, size_t max, struct fail *fail)
{
	struct stat st;
	size_t start = b->size;
	ssize_t n;
	int fd, rc = -1;

	if ((fd = open_regular(path, &st, fail)) == -1)
		return (-1);
	if ((uint64_t)st.st_size > max)
		goto large;
	for (;;) {
		size_t want = (size_t)st.st_size - (b->size - start);

		/* One byte more than it had: it may have grown. */
		want = want > COPY_BYTES ? COPY_BYTES : want + 1;
		if (buf_reserve(b, want) == -1) {
			fail_memory(fail);
			goto out;
		}
		if ((n = read(fd, b->data + b->size, want)) == -1) {
			if (errno == EINTR)
				continue;
			fail_sys(fail, "cannot read '%s'", path);
			goto out;
		}
		b->size += (size_t)n;
		b->data[b->size] = '\0';
		if (n == 0)
			break;
		if (b->size - start > max)
			goto large;
	}
	rc = 0;
	goto out;
large:
	fail_set(fail, FAIL_DATA, "'%s' is larger than %zu bytes", path, max);
out:
	close(fd);
	return (rc);
}

int
file_put(int fd, const void *bytes, size_t n)
{
	const char *at = bytes;
	ssize_t done;

	while (n > 0) {
		if ((done = write(fd, at, n)) == -1) {
			if (errno == EINTR)
				continue;
			return (-1);
		}
		at += done;
		n -= (size_t)done;
	}
	return (0);
}

int
file_flush(int fd)
{
	int rc;

	while ((rc = fsync(fd)) == -1 && errno == EINTR)
		continue;
	return (rc);
}

int
file_flush_folder(int fd)
{
	int rc = file_flush(fd);

	return (rc == -1 && (errno == EINVAL || errno == EOPNOTSUPP) ? 0 : rc);
}

int
file_sync(const char *path, struct fail *fail)
{
	int fd, rc = 0;

	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd == -1)
		return (fail_sys(fail, "cannot open '%s'", path));
	if (file_flush(fd) == -1)
		rc = fail_sys(fail, "cannot sync '%s'", path);
	close(fd);
	return (rc);
}

/* Sync the folder that holds path, so that its names are durable. */
static int
sync_above(const char *path, struct fail *fail)
{
	char *dir = path_dir(path, fail);
	int rc = -1;

	if (dir != NULL)
		rc = file_sync(dir, fail);
	free(dir);
	return (rc);
}

int
file_write(const char *path, const void *bytes, size_t n, struct fail *fail)
{
	char *part = NULL;
	int fd = -1, rc = -1;

	if ((part = text_printf(fail, "%s.part-XXXXXX", path)) == NULL)
		return (-1);
	if ((fd = mkostemp(part, O_CLOEXEC)) == -1) {
		fail_sys(fail, "cannot make a file beside '%s'", path);
		free(part);
		return (-1);
	}
	if (fchmod(fd, 0644) == -1 || file_put(fd, bytes, n) == -1 ||
	    file_flush(fd) == -1) {
		fail_sys(fail, "cannot write '%s'", part);
		goto out;
	}
	rc = close(fd);
	fd = -1;
	if (rc == -1) {
		fail_sys(fail, "cannot close '%s'", part);
		goto out;
	}
	if (file_rename_over(part, path, fail) == -1)
		goto out;
	free(part);
	return (sync_above(path, fail));
out:
	if (fd != -1)
		close(fd);
	unlink(part);
	free(part);
	return (-1);
}

int
file_make_dirs(const char *path, struct fail *fail)
{
	char *above = NULL;
	int rc = -1;

	if (mkdir(path, 0755) == 0)
		return (sync_above(path, fail));
	if (errno == EEXIST) {
		struct stat st;

		if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
			return (0);
		return (fail_set(fail, FAIL_DATA, "'%s' is not a folder",
		    path));
	}
	if (errno != ENOENT)
		return (fail_sys(fail, "cannot make the folder '%s'", path));
	if ((above = path_dir(path, fail)) == NULL)
		return (-1);
	if (file_make_dirs(above, fail) == -1)
		goto out;
	if (mkdir(path, 0755) == -1 && errno != EEXIST) {
		fail_sys(fail, "cannot make the folder '%s'", path);
		goto out;
	}
	rc = sync_above(path, fail);
out:
	free(above);
	return (rc);
}

char *
file_stage_dir(const char *final, struct fail *fail)
{
	char *stage = text_printf(fail, "%s.part-XXXXXX", final);

	if (stage == NULL)
		return (NULL);
	if (mkdtemp(stage) == NULL) {
		fail_sys(fail, "cannot make a folder beside '%s'", final);
		goto bad;
	}
	if (chmod(stage, 0755) == -1) {
		fail_sys(fail, "cannot open up the folder '%s'", stage);
		rmdir(stage);
		goto bad;
	}
	return (stage);
bad:
	free(stage);
	return (NULL);
}

int
file_commit_dir(const char *stage, const char *final, struct fail *fail)
{
	if (file_sync_tree(stage, fail) == -1 ||
	    file_rename_new(stage, final, fail) == -1)
		return (-1);
	return (sync_above(final, fail));
}

/* Copy what fd "in" holds to "out". */
static int
copy_fd(int in, int out)
{
	char *room = malloc(COPY_BYTES);
	ssize_t n = -1;

	if (room == NULL)
		return (-1);
	for (;;) {
		if ((n = read(in, room, COPY_BYTES)) == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		if (file_put(out, room, (size_t)n) == -1) {
			n = -1;
			break;
		}
	}
	free(room);
	return (n == 0 ? 0 : -1);
}

int
file_copy(const char *from, const char *to, struct fail *fail)
{
	struct stat st;
	int in, out = -1, rc = -1;

	if ((in = open_regular(from, &st, fail)) == -1)
		return (-1);
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (out == -1) {
		fail_sys(fail, "cannot make '%s'", to);
		close(in);
		return (-1);
	}
	if (copy_fd(in, out) == -1 || file_flush(out) == -1) {
		fail_sys(fail, "cannot copy '%s' to '%s'", from, to);
		goto out;
	}
	rc = 0;
out:
	if (close(out) == -1 && rc == 0)
		rc = fail_sys(fail, "cannot close '%s'", to);
	if (rc == -1)
		unlink(to);
	close(in);
	return (rc);
}

int
file_link(const char *from, const char *to, struct fail *fail)
{
	if (linkat(AT_FDCWD, from, AT_FDCWD, to, 0) == 0)
		return (0);
	if (errno == EPERM || errno == EXDEV || errno == EOPNOTSUPP ||
	    errno == ENOSYS || errno == EMLINK)
		return (file_copy(from, to, fail));
	return (fail_sys(fail, "cannot link '%s' to '%s'", from, to));
}

int
file_lock(const char *path, int wait_s, struct fail *fail)
{
	int64_t end = clock_monotonic_ms() + (int64_t)wait_s * 1000;
	int fd;

	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fd == -1)
		return (fail_sys(fail, "cannot open the lock '%s'", path));
	while (flock(fd, LOCK_EX | LOCK_NB) == -1) {
		if (errno != EWOULDBLOCK && errno != EINTR &&
		    errno != EACCES) {
			fail_sys(fail, "cannot lock '%s'", path);
			close(fd);
			return (-1);
		}
		if (clock_monotonic_ms() >= end) {
			close(fd);
			return (fail_set(fail, FAIL_LATER, "another run is at "
			    "work here and holds '%s'; wait for it to end",
			    path));
		}
		usleep(50000);
	}
	return (fd);
}
