#include "catalogue/thumb.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/proc.h"

#define PROGRAM "pdftoppm"
#define WIDTH "240"		/* pixels */
#define HEIGHT "180"
#define TIMEOUT_S 60
#define MEMORY_MAX (1u << 30)	/* bytes of address space */
#define LEAST_BYTES 100		/* of a JPEG file */
#define MOST_BYTES (256u << 10)

char *
thumb_program(struct fail *fail)
{
	char *path = proc_find(PROGRAM, fail);

	if (path == NULL && fail->kind == FAIL_PROGRAM)
		(void)fail_set(fail, FAIL_PROGRAM, "'" PROGRAM "' is not "
		    "installed, and makes the small pictures; install "
		    "poppler-utils");
	return (path);
}

/* A JPEG file, whole by its first and last marks (ITU-T T.81, B.1.1.3). */
static int
is_jpeg(const struct buf *b)
{
	return (b->size >= LEAST_BYTES && b->size < MOST_BYTES &&
	    memcmp(b->data, "\xff\xd8\xff", 3) == 0 &&
	    memcmp(b->data + b->size - 2, "\xff\xd9", 2) == 0);
}

/* 1 if it was made, 0 if not, 2 if not within the time; or -1. */
static int
try(struct buf *jpeg, const char *program, const char *pdf, struct fail *fail)
{
	const char *const argv[] = { program, "-q", "-jpeg", "-jpegopt",
	    "quality=75", "-singlefile", "-f", "1", "-l", "1",
	    "-scale-to-x", WIDTH, "-scale-to-y", "-1", "-x", "0", "-y", "0",
	    "-W", WIDTH, "-H", HEIGHT, pdf, NULL };
	struct buf err = BUF_INIT;
	struct proc p = { argv, jpeg, &err, MOST_BYTES, TIMEOUT_S,
	    MEMORY_MAX };
	int status = 0, rc;

	rc = proc_run(&p, &status, fail);
	buf_clear(&err);
	if (rc == -1 && fail->kind == FAIL_LATER) {
		fail_clear(fail);
		return (2);
	}
	if (rc == -1 || buf_check(jpeg, fail) == -1)
		return (-1);
	return (status == 0 && is_jpeg(jpeg));
}

int
thumb_make(struct buf *jpeg, const char *program, const char *pdf,
    struct fail *fail)
{
	int i, made = 0;

	/* Twice: it may only have been short of memory for a moment. */
	for (i = 0; i < 2 && made == 0; i++) {
		buf_reset(jpeg);
		made = try(jpeg, program, pdf, fail);
	}
	if (made != 1)
		buf_reset(jpeg);
	return (made == -1 ? -1 : 0);
}
