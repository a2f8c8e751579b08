/*
 * test_memory.c - what a page of 1366 x 20000 px costs: at most 32 MB, most of
 * it the programs' own libraries, since pictures are never held in memory; and
 * what 1,000,000 px cost: no more but 2 KB for each tagged element.  The
 * record is at most 5 % larger than its pictures, and 250 bytes an element.
 */
#include "../harness/check.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/record/document.h"
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

/* The PDF is no larger than it may be.  Fill in how many elements it has. */
static void
check_size(const char *job, const char *pdf, int bounded, int64_t *elements)
{
	struct document d;
	struct capture c;
	struct fail fail = FAIL_INIT;
	const struct part *part;
	char path[300];
	uint64_t most = 0;
	size_t i;

	memset(&c, 0, sizeof(c));
	(void)snprintf(path, sizeof(path), "%s/capture/capture.xml", job);
	CHECK_INT(capture_load(&c, path, &fail), 0);
	(void)snprintf(path, sizeof(path), "%.*sxml",
	    (int)(strlen(pdf) - 3), pdf);
	CHECK_INT(document_load(&d, path, &fail), 0);
	*elements = d.elements;
	for (i = 0; (part = part_find(&c.files, CAPTURE_SLICE, i)) != NULL;
	    i++)
		most += part->size;
	most = most / 100 * 105 + 250 * (uint64_t)*elements;
	part = part_find(&d.files, DOCUMENT_PDF, 0);
	NEED(part != NULL);
	CHECK(i > 0 && *elements > 0);
	if (bounded && part->size > most)
		CHECK_INT(part->size, most);
	printf("# %llu bytes of %llu\n", (unsigned long long)part->size,
	    (unsigned long long)most);
	capture_clear(&c);
	document_clear(&d);
}

static void
measure(const char *name, enum render_paper paper)
{
	char job[] = "/tmp/test_memory.XXXXXX";
	struct render r = RENDER_INIT;
	struct fail fail = FAIL_INIT;
	struct rusage used;
	char pdf[100];
	int64_t most_kb = MOST_KB, elements = 0;
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
	(void)snprintf(pdf, sizeof(pdf), "%s/document%s/document.pdf", job,
	    paper == RENDER_A4 ? "-a4" : "");
	/* Only many elements may ask for more. */
	check_size(job, pdf, paper == RENDER_TALL, &elements);
	if (strcmp(name, "million") == 0)
		most_kb += 2 * elements * (MOST_KB / (32 * 1024));
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
	measure("photo", RENDER_TALL);
}

/* Three times as tall: no more. */
static void
a_tall_page_needs_no_more(void)
{
	measure("tall", RENDER_TALL);
}

/* Decoded, and packed anew by the page. */
static void
paper_needs_32_mb_too(void)
{
	measure("photo", RENDER_A4);
	measure("tall", RENDER_A4);
}

/* 250 pictures, 90,000 elements. */
static void
a_million_pixels_need_2_kb_an_element(void)
{
	measure("million", RENDER_TALL);
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
	RUN(paper_needs_32_mb_too);
	RUN(a_million_pixels_need_2_kb_an_element);
	free(dir);
	free(path);
	return (check_end());
}
