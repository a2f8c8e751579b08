/*
 * unlocked.c - preloaded: a file system without locks, for files of one name.
 *
 * UNLOCKED is how the names end.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

int
flock(int fd, int how)
{
	const char *end = getenv("UNLOCKED");
	char link[40], path[4096];
	size_t size = end == NULL ? 0 : strlen(end);
	ssize_t n;

	(void)snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof(path));
	if (end != NULL && n > 0 && (size_t)n >= size &&
	    memcmp(path + n - size, end, size) == 0) {
		errno = ENOLCK;
		return (-1);
	}
	return ((int)syscall(SYS_flock, fd, how));
}
