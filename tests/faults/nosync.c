/*
 * nosync.c - LD_PRELOAD: nothing is synced, and all are told that it is.  The
 * control of the power cuts: with it, what was placed must be lost.
 */
#include <unistd.h>

int
fsync(int fd)
{
	(void)fd;
	return (0);
}

int
fdatasync(int fd)
{
	(void)fd;
	return (0);
}
