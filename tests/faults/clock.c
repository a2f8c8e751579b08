/*
 * clock.c - preload: the time of day stands still at CLOCK_AT seconds since
 * 1970.  Clocks that only measure go on as they are.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static time_t
at(void)
{
	const char *s = getenv("CLOCK_AT");

	return (s == NULL ? 0 : (time_t)strtoll(s, NULL, 10));
}

time_t
time(time_t *t)
{
	if (t != NULL)
		*t = at();
	return (at());
}

int
gettimeofday(struct timeval *restrict tv, void *restrict zone)
{
	(void)zone;
	tv->tv_sec = at();
	tv->tv_usec = 0;
	return (0);
}

int
clock_gettime(clockid_t id, struct timespec *ts)
{
	static int (*real)(clockid_t, struct timespec *);

	if (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE) {
		ts->tv_sec = at();
		ts->tv_nsec = 0;
		return (0);
	}
	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "clock_gettime");
	return (real(id, ts));
}
