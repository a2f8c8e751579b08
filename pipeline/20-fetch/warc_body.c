#include "fetch/warc_body.h"

#include <errno.h>
#include <unistd.h>

#include "core/fail.h"
#include "fetch/warc.h"

#define PIECE_BYTES 65536

int
warc_body_each(const struct warc_body *body,
    int (*each)(void *, const void *, size_t, struct fail *), void *arg,
    struct fail *fail)
{
	char piece[PIECE_BYTES];
	size_t done = 0, want;
	ssize_t got;

	if (body->bytes != NULL)
		return (each(arg, body->bytes, body->size, fail));
	while (done < body->size) {
		want = body->size - done;
		got = pread(body->fd, piece, want < sizeof(piece) ? want :
		    sizeof(piece), body->at + (off_t)done);
		if (got == -1 && errno == EINTR)
			continue;
		if (got == -1)
			return (fail_sys(fail, "cannot read a page's bytes "
			    "that were put aside"));
		if (got == 0)
			return (fail_set(fail, FAIL_IO, "a page's bytes that "
			    "were put aside are gone"));
		if (each(arg, piece, (size_t)got, fail) == -1)
			return (-1);
		done += (size_t)got;
	}
	return (0);
}
