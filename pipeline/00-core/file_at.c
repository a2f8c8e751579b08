#include "core/file_at.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"

#define READ_BYTES (64 * 1024)
#define PATIENCE_MS 5000
#define PAUSE_US 20000
#define FOLDER (O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)

/*
 * Open the folder that holds the path's last part, which is given as ${base};
 * with ${make}, make what is missing.  The caller's; -1 with errno set.
 */
static int
open_above(int dir, const char *path, int make, const char **base)
{
	char name[NAME_MAX + 1];
	const char *slash;
	int fd, next, error;

	if ((fd = openat(dir, ".", FOLDER)) == -1)
		return (-1);
	while ((slash = strchr(path, '/')) != NULL) {
		if ((size_t)(slash - path) >= sizeof(name)) {
			errno = ENAMETOOLONG;
			goto bad;
		}
		memcpy(name, path, (size_t)(slash - path));
		name[slash - path] = '\0';
		next = openat(fd, name, FOLDER);
		if (next == -1 && errno == ENOENT && make) {
			if (mkdirat(fd, name, 0755) == -1 && errno != EEXIST)
				goto bad;
			next = openat(fd, name, FOLDER);
		}
		if (next == -1)
			goto bad;
		close(fd);
		fd = next;
		path = slash + 1;
	}
	*base = path;
	return (fd);
bad:
	error = errno;
	close(fd);
	errno = error;
	return (-1);
}

/* Add all that can be read; -1 with errno, EFBIG if there is too much. */
static int
read_all(int fd, struct buf *b, size_t max)
{
	size_t start = b->size, want;
	ssize_t n;

	do {
		want = max - (b->size - start) + 1;
		if (want > READ_BYTES)
			want = READ_BYTES;
		if (buf_reserve(b, want) == -1) {
			errno = ENOMEM;
			return (-1);
		}
		n = read(fd, b->data + b->size, want);
		if (n == -1 && errno != EINTR)
			return (-1);
		if (n > 0)
			b->size += (size_t)n;
		b->data[b->size] = '\0';
		if (b->size - start > max) {
			errno = EFBIG;
			return (-1);
		}
	} while (n != 0);
	return (0);
}

int
file_at_read(int dir, const char *path, struct buf *b, size_t max,
    struct fail *fail)
{
	struct stat st;
	const char *base;
	int above, fd = -1, rc = -1;

	if ((above = open_above(dir, path, 0, &base)) != -1)
		fd = openat(above, base,
		    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd == -1) {
		rc = errno == ENOENT ? 0 :
		    fail_sys(fail, "cannot open '%s'", path);
		goto out;
	}
	if (fstat(fd, &st) == -1) {
		fail_sys(fail, "cannot look at '%s'", path);
		goto out;
	}
	if (!S_ISREG(st.st_mode)) {
		fail_set(fail, FAIL_DATA, "'%s' is not a regular file", path);
		goto out;
	}
	if (read_all(fd, b, max) == -1) {
		if (errno == EFBIG)
			fail_set(fail, FAIL_DATA, "'%s' is larger than %zu "
			    "bytes", path, max);
		else
			fail_sys(fail, "cannot read '%s'", path);
		goto out;
	}
	rc = 1;
out:
	if (fd != -1)
		close(fd);
	if (above != -1)
		close(above);
	return (rc);
}

int
file_at_is_remote(int dir)
{
	/* statfs(2): SMB2, CIFS, SMB, NFS, 9P (WSL's drives), FUSE */
	static const unsigned int types[] = { 0xfe534d42, 0xff534d42, 0x517b,
	    0x6969, 0x01021997, 0x65735546 };
	struct statfs st;
	size_t i;

	if (fstatfs(dir, &st) == -1)
		return (0);
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if ((unsigned int)st.f_type == types[i])
			return (1);
	return (0);
}

/* Wait a little longer each time; 0 when patience is over. */
static int
pause_until(int64_t end, useconds_t *pause)
{
	if (clock_monotonic_ms() >= end)
		return (0);
	usleep(*pause);
	if (*pause < 500000)
		*pause *= 2;
	return (1);
}

/*
 * Open a new file, never through an old name: that may be a link to another
 * file.  On SMB a name may be known here as gone and be there, for a second,
 * or be there until another machine, which died, has closed it.
 */
static int
open_new(int above, const char *base)
{
	int64_t end = clock_monotonic_ms() + PATIENCE_MS;
	useconds_t pause = PAUSE_US;
	int fd;

	do {
		if (unlinkat(above, base, 0) == -1 && errno != ENOENT)
			return (-1);
		fd = openat(above, base, O_WRONLY | O_CREAT | O_EXCL |
		    O_CLOEXEC | O_NOFOLLOW, 0644);
	} while (fd == -1 && (errno == EEXIST || errno == EBUSY) &&
	    pause_until(end, &pause));
	return (fd);
}

/* A new file ${base} in ${above}, synced if ${sync}; -1 with errno. */
static int
make_file(int above, const char *base, const void *bytes, size_t n, int sync)
{
	const char *at = bytes;
	ssize_t done;
	int fd, error;

	if ((fd = open_new(above, base)) == -1)
		return (-1);
	for (; n > 0; at += done, n -= (size_t)done) {
		if ((done = write(fd, at, n)) == -1) {
			if (errno != EINTR)
				goto bad;
			done = 0;
		}
	}
	if (sync && file_flush(fd) == -1)
		goto bad;
	if (close(fd) == 0)
		return (0);
	fd = -1;
bad:
	error = errno;
	if (fd != -1)
		close(fd);
	unlinkat(above, base, 0);
	errno = error;
	return (-1);
}

int
file_at_put(int dir, const char *path, const void *bytes, size_t n,
    struct fail *fail)
{
	const char *base;
	int above, rc = 0;

	if ((above = open_above(dir, path, 1, &base)) == -1)
		return (fail_sys(fail, "cannot make the folder of '%s'", path));
	if (make_file(above, base, bytes, n, 0) == -1)
		rc = fail_sys(fail, "cannot write '%s'", path);
	close(above);
	return (rc);
}

int
file_at_sync(int dir, const char *path, struct fail *fail)
{
	const char *base;
	int above, fd = -1, rc = 0;

	if ((above = open_above(dir, path, 0, &base)) != -1)
		fd = openat(above, *base == '\0' ? "." : base,
		    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd == -1)
		rc = fail_sys(fail, "cannot open '%s'", path);
	else if (file_flush(fd) == -1)
		rc = fail_sys(fail, "cannot sync '%s'", path);
	if (fd != -1)
		close(fd);
	if (above != -1)
		close(above);
	return (rc);
}

/* Rename without replacing; some file systems have only link and unlink. */
static int
rename_new(int dir, const char *from, const char *to)
{
	if (renameat2(dir, from, dir, to, RENAME_NOREPLACE) == 0)
		return (0);
	if (errno != EINVAL && errno != ENOSYS)
		return (-1);
	return (linkat(dir, from, dir, to, 0) == -1 ? -1 :
	    unlinkat(dir, from, 0));
}

/* SMB refuses to replace a file while anybody has it open: ask again. */
static int
rename_patiently(int dir, const char *from, const char *to, int replace)
{
	int64_t end = clock_monotonic_ms() + PATIENCE_MS;
	useconds_t pause = PAUSE_US;

	while ((replace ? renameat(dir, from, dir, to) :
	    rename_new(dir, from, to)) == -1)
		if ((errno != EACCES && errno != EBUSY && errno != EAGAIN &&
		    errno != EINTR) || !pause_until(end, &pause))
			return (-1);
	return (0);
}

/* What file_at_replace() and file_at_new() write, and how. */
struct change {
	const void *bytes;
	size_t size;
	int replace;
};

static int
commit(int dir, const char *name, const struct change *change,
    struct fail *fail)
{
	char part[NAME_MAX + 1];
	int rc = -1;

	if (snprintf(part, sizeof(part), "%s.part-new", name) >=
	    (int)sizeof(part))
		return (fail_set(fail, FAIL_DATA, "the name '%.40s...' is too "
		    "long", name));
	if (make_file(dir, part, change->bytes, change->size, 1) == -1)
		return (fail_sys(fail, "cannot write '%s'", part));
	if (rename_patiently(dir, part, name, change->replace) == 0)
		rc = file_at_sync(dir, "", fail);
	else if (errno == EEXIST)
		fail_set(fail, FAIL_EXISTS, "'%s' exists already", name);
	else
		fail_sys(fail, "cannot rename '%s' to '%s'", part, name);
	if (rc == -1)
		unlinkat(dir, part, 0);
	return (rc);
}

int
file_at_replace(int dir, const char *name, const void *bytes, size_t n,
    struct fail *fail)
{
	const struct change change = { bytes, n, 1 };

	return (commit(dir, name, &change, fail));
}

int
file_at_new(int dir, const char *name, const void *bytes, size_t n,
    struct fail *fail)
{
	const struct change change = { bytes, n, 0 };

	return (commit(dir, name, &change, fail));
}

/* Remove the files right in the folder. */
static void
empty_folder(int above, const char *base)
{
	struct dirent *entry;
	DIR *dir;
	int fd;

	if ((fd = openat(above, base, FOLDER)) == -1)
		return;
	if ((dir = fdopendir(fd)) == NULL) {
		close(fd);
		return;
	}
	while ((entry = readdir(dir)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			unlinkat(fd, entry->d_name, 0);
	closedir(dir);
}

void
file_at_remove(int dir, const char *path)
{
	const char *base;
	int above;

	if ((above = open_above(dir, path, 0, &base)) == -1)
		return;
	if (unlinkat(above, base, 0) == -1 && errno == EISDIR) {
		empty_folder(above, base);
		unlinkat(above, base, AT_REMOVEDIR);
	}
	close(above);
}
