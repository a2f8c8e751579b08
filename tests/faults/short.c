/*
 * short.c - preload: no call writes or copies more than SHORT bytes at once,
 * as a disk that is nearly full or a share that is slow may do it.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static size_t
cut(size_t n)
{
	const char *s = getenv("SHORT");
	size_t most = s == NULL ? 0 : (size_t)strtoull(s, NULL, 10);

	return (most > 0 && n > most ? most : n);
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	static ssize_t (*real)(int, const void *, size_t);

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "write");
	return (real(fd, bytes, cut(n)));
}

ssize_t
pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
	static ssize_t (*real)(int, const void *, size_t, off64_t);

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "pwrite64");
	return (real(fd, bytes, cut(n), at));
}

ssize_t
copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t n,
    unsigned flags)
{
	static ssize_t (*real)(int, off64_t *, int, off64_t *, size_t,
	    unsigned);

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "copy_file_range");
	return (real(in, from, out, to, cut(n), flags));
}
