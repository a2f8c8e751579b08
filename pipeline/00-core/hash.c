#include "core/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/fail.h"

#define READ_BYTES (256 * 1024)

enum { SHA256, SHA512, SHA1, MD5, KINDS };	/* bits of HASH_X, by order */

struct hash {
	EVP_MD_CTX *ctx[KINDS];	/* NULL if not asked for */
	uint64_t size;
};

static const EVP_MD *
kind_of(int kind)
{
	switch (kind) {
	case SHA256:
		return (EVP_sha256());
	case SHA512:
		return (EVP_sha512());
	case SHA1:
		return (EVP_sha1());
	default:
		return (EVP_md5());
	}
}

static EVP_MD_CTX *
start(const EVP_MD *kind)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();

	if (ctx != NULL && EVP_DigestInit_ex(ctx, kind, NULL) != 1) {
		EVP_MD_CTX_free(ctx);
		return (NULL);
	}
	return (ctx);
}

struct hash *
hash_new(int which, struct fail *fail)
{
	struct hash *h = calloc(1, sizeof(*h));
	int kind;

	if (h == NULL)
		goto bad;
	for (kind = 0; kind < KINDS; kind++)
		if ((which & 1 << kind) &&
		    (h->ctx[kind] = start(kind_of(kind))) == NULL)
			goto bad;
	return (h);
bad:
	hash_free(h);
	fail_memory(fail);
	return (NULL);
}

int
hash_add(struct hash *h, const void *bytes, size_t n)
{
	int kind;

	for (kind = 0; kind < KINDS; kind++)
		if (h->ctx[kind] != NULL &&
		    EVP_DigestUpdate(h->ctx[kind], bytes, n) != 1)
			return (-1);
	h->size += n;
	return (0);
}

static int
finish(EVP_MD_CTX *ctx, char *hex)
{
	static const char digit[] = "0123456789abcdef";
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned int n = 0, i;

	*hex = '\0';
	if (ctx == NULL)
		return (0);
	if (EVP_DigestFinal_ex(ctx, md, &n) != 1)
		return (-1);
	for (i = 0; i < n; i++) {
		hex[2 * i] = digit[md[i] >> 4];
		hex[2 * i + 1] = digit[md[i] & 15];
	}
	hex[2 * n] = '\0';
	return (0);
}

int
hash_end(struct hash *h, struct hash_sum *sum, struct fail *fail)
{
	sum->size = h->size;
	if (finish(h->ctx[SHA256], sum->sha256) == -1 ||
	    finish(h->ctx[SHA512], sum->sha512) == -1 ||
	    finish(h->ctx[SHA1], sum->sha1) == -1 ||
	    finish(h->ctx[MD5], sum->md5) == -1)
		return (fail_set(fail, FAIL_IO, "the hash library failed"));
	return (0);
}

int
hash_end_sha256(struct hash *h, uint8_t out[32])
{
	return (EVP_DigestFinal_ex(h->ctx[SHA256], out, NULL) == 1 ? 0 : -1);
}

int
hash_again(struct hash *h)
{
	int kind;

	h->size = 0;
	for (kind = 0; kind < KINDS; kind++)
		if (h->ctx[kind] != NULL &&
		    EVP_DigestInit_ex(h->ctx[kind], NULL, NULL) != 1)
			return (-1);
	return (0);
}

void
hash_free(struct hash *h)
{
	int kind;

	if (h == NULL)
		return;
	for (kind = 0; kind < KINDS; kind++)
		EVP_MD_CTX_free(h->ctx[kind]);
	free(h);
}

int
hash_bytes(const void *bytes, size_t n, int which, struct hash_sum *sum,
    struct fail *fail)
{
	struct hash *h = hash_new(which, fail);
	int rc = -1;

	if (h == NULL)
		return (-1);
	if (hash_add(h, bytes, n) == -1)
		fail_set(fail, FAIL_IO, "the hash library failed");
	else
		rc = hash_end(h, sum, fail);
	hash_free(h);
	return (rc);
}

/* Feed all that can be read from fd to the computation. */
static int
add_fd(struct hash *h, int fd, const char *path, struct fail *fail)
{
	char *room = malloc(READ_BYTES);
	ssize_t n = -1;

	if (room == NULL)
		return (fail_memory(fail));
	for (;;) {
		if ((n = read(fd, room, READ_BYTES)) == -1 && errno == EINTR)
			continue;
		if (n <= 0 || hash_add(h, room, (size_t)n) == -1)
			break;
	}
	free(room);
	if (n == -1)
		return (fail_sys(fail, "cannot read '%s'", path));
	if (n > 0)
		return (fail_set(fail, FAIL_IO, "the hash library failed"));
	return (0);
}

int
hash_file(const char *path, int which, struct hash_sum *sum,
    struct fail *fail)
{
	struct hash *h = NULL;
	struct stat st;
	int fd, rc = -1;

	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd == -1)
		return (fail_sys(fail, "cannot open '%s'", path));
	if (fstat(fd, &st) == -1) {
		fail_sys(fail, "cannot look at '%s'", path);
		goto out;
	}
	if (!S_ISREG(st.st_mode)) {
		fail_set(fail, FAIL_DATA, "'%s' is not a regular file", path);
		goto out;
	}
	(void)posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	if ((h = hash_new(which, fail)) == NULL ||
	    add_fd(h, fd, path, fail) == -1)
		goto out;
	rc = hash_end(h, sum, fail);
out:
	hash_free(h);
	close(fd);
	return (rc);
}
