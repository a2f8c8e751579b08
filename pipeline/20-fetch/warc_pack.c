#include "fetch/warc_pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/text.h"

#define OUT_BYTES 65536
#define GZIP_WINDOW (15 + 16)	/* zlib's way to ask for gzip's format */

struct warc_pack_state {
	z_stream z;
	uint8_t out[OUT_BYTES];
};

static int
broken(const struct warc_pack *p, struct fail *fail)
{
	return (fail_set(fail, FAIL_IO, "cannot compress '%s'", p->path));
}

/* What zlib has put out since its room was given. */
static int
write_out(struct warc_pack *p, struct fail *fail)
{
	const uint8_t *s = p->state->out;
	size_t n = OUT_BYTES - p->state->z.avail_out;
	ssize_t put;

	while (n > 0) {
		put = write(p->fd, s, n);
		if (put == -1 && errno == EINTR)
			continue;
		if (put == -1)
			return (fail_sys(fail, "cannot write '%s'", p->path));
		s += put;
		n -= (size_t)put;
	}
	return (0);
}

static void
give_room(struct warc_pack *p)
{
	p->state->z.next_out = p->state->out;
	p->state->z.avail_out = OUT_BYTES;
}

/* Compress ${n} bytes, fewer than zlib can count; ${flush} is zlib's. */
static int
squeeze(struct warc_pack *p, const void *bytes, size_t n, int flush,
    struct fail *fail)
{
	z_stream *z = &p->state->z;

	z->next_in = (Bytef *)(uintptr_t)bytes;
	z->avail_in = (uInt)n;
	do {
		give_room(p);
		if (deflate(z, flush) == Z_STREAM_ERROR)
			return (broken(p, fail));
		if (write_out(p, fail) == -1)
			return (-1);
	} while (z->avail_out == 0);
	return (0);
}

int
warc_pack_open(struct warc_pack *p, const char *path, struct fail *fail)
{
	memset(p, 0, sizeof(*p));
	p->fd = -1;
	if ((p->path = text_copy(path, fail)) == NULL)
		return (-1);
	if ((p->state = calloc(1, sizeof(*p->state))) == NULL)
		return (fail_memory(fail));
	p->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (p->fd == -1)
		return (fail_sys(fail, "cannot create '%s'", path));
	if (deflateInit2(&p->state->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
	    GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return (fail_memory(fail));
	p->ready = 1;
	return (0);
}

int
warc_pack_add(struct warc_pack *p, const void *bytes, size_t n,
    struct fail *fail)
{
	const uint8_t *s = bytes;
	size_t part;

	for (; n > 0; s += part, n -= part) {
		part = n > (1u << 30) ? 1u << 30 : n;
		if (squeeze(p, s, part, Z_NO_FLUSH, fail) == -1)
			return (-1);
	}
	return (0);
}

int
warc_pack_store(struct warc_pack *p, int on, struct fail *fail)
{
	z_stream *z = &p->state->z;
	int rc;

	z->next_in = NULL;
	z->avail_in = 0;
	do {
		give_room(p);
		rc = deflateParams(z, on ? Z_NO_COMPRESSION :
		    Z_DEFAULT_COMPRESSION, Z_DEFAULT_STRATEGY);
		if (rc != Z_OK && rc != Z_BUF_ERROR)
			return (broken(p, fail));
		if (write_out(p, fail) == -1)
			return (-1);
	} while (rc == Z_BUF_ERROR);
	return (0);
}

int
warc_pack_end(struct warc_pack *p, struct fail *fail)
{
	if (squeeze(p, NULL, 0, Z_FINISH, fail) == -1)
		return (-1);
	return (deflateReset(&p->state->z) == Z_OK ? 0 : broken(p, fail));
}

int
warc_pack_close(struct warc_pack *p, struct fail *fail)
{
	int rc = 0;

	if (file_flush(p->fd) == -1)
		rc = fail_sys(fail, "cannot sync '%s'", p->path);
	if (close(p->fd) == -1 && rc == 0)
		rc = fail_sys(fail, "cannot close '%s'", p->path);
	p->fd = -1;
	return (rc);
}

void
warc_pack_clear(struct warc_pack *p)
{
	if (p->ready)
		deflateEnd(&p->state->z);
	if (p->state != NULL && p->fd != -1)
		close(p->fd);
	free(p->state);
	free(p->path);
	memset(p, 0, sizeof(*p));
}
