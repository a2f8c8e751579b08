/*
 * memory.c - preload: the MEMORY-th request for memory fails, and only that.
 * What a child of a fork asks for is counted on from where its parent was.
 */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

static long left = -1;		/* until the failure; -1: not looked up yet */

/*
 * The environment is read by hand: getenv() may not be called before main()
 * has begun.
 */
static int
fails(void)
{
	extern char **environ;
	char **e;

	if (left == -1) {
		left = 0;
		for (e = environ; e != NULL && *e != NULL; e++)
			if (strncmp(*e, "MEMORY=", 7) == 0)
				left = strtol(*e + 7, NULL, 10);
	}
	if (left == 0 || --left > 0)
		return (0);
	errno = ENOMEM;
	return (1);
}

void *
malloc(size_t n)
{
	return (fails() ? NULL : __libc_malloc(n));
}

void *
calloc(size_t n, size_t size)
{
	return (fails() ? NULL : __libc_calloc(n, size));
}

void *
realloc(void *old, size_t n)
{
	return (fails() ? NULL : __libc_realloc(old, n));
}
