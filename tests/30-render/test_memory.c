/*
 * test_memory.c - what a page of 1366 x 20000 px costs: at most 32 MB, most of
 * it the programs' own libraries, since pictures are never held in memory.
 */
#include "../harness/check.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "render/render.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MOST_KB (32 * 1024 * 8)
#endif
#endif
#if !defined(MOST_KB) && defined(__SANITIZE_ADDRESS__)
#define MOST_KB (32 * 1024 * 8)	/* the checker's shadow and quarantine */
#endif
#ifndef MOST_KB
#define MOST_KB (32 * 1024)
#endif

static const char *maker;

static void
make_capture(const char *name, char *job)
{
	pid_t pid;
	int status = -1;

	if ((pid = fork()) == 0) {
		(void)execl(maker, maker, "make", name, job, (char *)NULL);
		_exit(127);
	}
	NEED(pid > 0 && waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
}

static void
measure(const char *name, enum render_paper paper, long most_kb)
{
	char job[] = "/tmp/test_memory.XXXXXX";
	struct render r = RENDER_INIT;
	struct fail fail = FAIL_INIT;
	struct rusage used;
	pid_t pid;
	int status = -1;

	NEED(mkdtemp(job) != NULL);
	make_capture(name, job);
	if ((pid = fork()) == 0) {
		status = render_job(&r, job, NULL, paper, &fail);
		render_clear(&r);
		_exit(status != 0);
	}
	NEED(pid > 0 && wait4(pid, &status, 0, &used) == pid);
	CHECK_INT(status, 0);
	CHECK(used.ru_maxrss > 1000);
	if (used.ru_maxrss > most_kb)
		CHECK_INT(used.ru_maxrss, most_kb);
	printf("# %s: %ld KB, %ld.%02ld s\n", name, used.ru_maxrss,
	    used.ru_utime.tv_sec + used.ru_stime.tv_sec,
	    (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 10000);
	file_remove_tree(job);
}

/* 10 MB of picture, 10,000 words. */
static void
a_page_of_photographs_needs_32_mb(void)
{
	measure("photo", RENDER_TALL, MOST_KB);
}

/* Three times as tall: no more. */
static void
a_tall_page_needs_no_more(void)
{
	measure("tall", RENDER_TALL, MOST_KB);
}

int
main(int argc, char **argv)
{
	struct fail fail = FAIL_INIT;
	char *dir, *path = NULL;

	(void)argc;
	if ((dir = path_dir(argv[0], &fail)) == NULL ||
	    (path = path_join(dir, "test_capture", &fail)) == NULL)
		return (1);
	maker = path;
	RUN(a_page_of_photographs_needs_32_mb);
	RUN(a_tall_page_needs_no_more);
	free(dir);
	free(path);
	return (check_end());
}
