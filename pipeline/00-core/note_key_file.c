#include "core/note_key.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base64.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/text.h"

#define PEM_MAX (16 * 1024)
#define PEM_ROOM 256

/*
 * What stands before the bytes in DER: RFC 8410, sections 4 and 7.  With them
 * the base64 of either is one line of PEM.
 */
static const uint8_t spki[] = { 0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b,
    0x65, 0x70, 0x03, 0x21, 0x00 };
static const uint8_t pkcs8[] = { 0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05,
    0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20 };
static const char pem_begin[] = "-----BEGIN PRIVATE KEY-----\n";
static const char pem_end[] = "\n-----END PRIVATE KEY-----\n";

/* Keys are the site's own files: what is wrong with one is for the site. */
static int
read_secret(const char *path, struct buf *b, struct fail *fail)
{
	struct stat st;
	ssize_t n;
	int fd, rc = -1;

	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd == -1) {
		fail_sys(fail, "cannot open the key '%s'", path);
		if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP ||
		    errno == EACCES)
			fail->kind = FAIL_CONFIG;
		return (-1);
	}
	if (fstat(fd, &st) == -1) {
		fail_sys(fail, "cannot look at '%s'", path);
		goto out;
	}
	if (!S_ISREG(st.st_mode) || st.st_size > PEM_MAX) {
		fail_set(fail, FAIL_CONFIG, "'%s' is not a file with a key",
		    path);
		goto out;
	}
	if ((st.st_mode & 077) != 0) {
		fail_set(fail, FAIL_CONFIG, "others may read the key '%s': "
		    "make its mode 600", path);
		goto out;
	}
	if (buf_reserve(b, PEM_MAX) == -1) {
		fail_memory(fail);
		goto out;
	}
	while ((n = read(fd, b->data + b->size, PEM_MAX - b->size)) != 0) {
		if (n == -1 && errno != EINTR) {
			fail_sys(fail, "cannot read '%s'", path);
			goto out;
		}
		b->size += n == -1 ? 0 : (size_t)n;
	}
	b->data[b->size] = '\0';
	rc = 0;
out:
	close(fd);
	return (rc);
}

/* The secret bytes of the PEM text; 0 or -1. */
static int
unwrap(const char *pem, uint8_t secret[NOTE_KEY_SECRET])
{
	uint8_t der[sizeof(pkcs8) + NOTE_KEY_SECRET];
	size_t begin = strlen(pem_begin), code = (sizeof(der) + 2) / 3 * 4;
	int rc = -1;

	if (strncmp(pem, pem_begin, begin) == 0 &&
	    strlen(pem + begin) == code + strlen(pem_end) &&
	    strcmp(pem + begin + code, pem_end) == 0 &&
	    base64_get(pem + begin, code, der, sizeof(der)) ==
	    (int)sizeof(der) && memcmp(der, pkcs8, sizeof(pkcs8)) == 0) {
		memcpy(secret, der + sizeof(pkcs8), NOTE_KEY_SECRET);
		rc = 0;
	}
	explicit_bzero(der, sizeof(der));
	return (rc);
}

struct note_key *
note_key_load(const char *path, const char *name, struct fail *fail)
{
	struct note_key *key = NULL;
	struct buf b = BUF_INIT;
	uint8_t secret[NOTE_KEY_SECRET];

	if (read_secret(path, &b, fail) == -1)
		goto out;
	if (unwrap(buf_text(&b), secret) == -1) {
		fail_set(fail, FAIL_CONFIG, "'%s' is not an Ed25519 private "
		    "key (PKCS#8 PEM, no password)", path);
		goto out;
	}
	key = note_key_from(secret, name, fail);
out:
	explicit_bzero(secret, sizeof(secret));
	buf_wipe(&b);
	return (key);
}

/* Add the secret as PEM. */
static int
wrap(const struct note_key *key, struct buf *pem, struct fail *fail)
{
	uint8_t der[sizeof(pkcs8) + NOTE_KEY_SECRET];
	int rc = -1;

	memcpy(der, pkcs8, sizeof(pkcs8));
	if (note_key_secret(key, der + sizeof(pkcs8), fail) == -1)
		goto out;
	/* At once, so that no part of it stays where it was moved from. */
	(void)buf_reserve(pem, PEM_ROOM);
	buf_adds(pem, pem_begin);
	base64_put(pem, der, sizeof(der));
	buf_adds(pem, pem_end);
	rc = buf_check(pem, fail);
out:
	explicit_bzero(der, sizeof(der));
	return (rc);
}

/* Write the secret into the new private file ${fd}, durably; or errno. */
static int
write_secret(const struct buf *pem, int fd)
{
	if (file_put(fd, pem->data, pem->size) == -1)
		return (-1);
	return (file_flush(fd));
}

int
note_key_save(const struct note_key *key, const char *path, struct fail *fail)
{
	char *part = NULL, *dir = NULL;
	struct buf pem = BUF_INIT;
	int fd = -1, rc = -1;

	if (wrap(key, &pem, fail) == -1 ||
	    (part = text_printf(fail, "%s.part-XXXXXX", path)) == NULL)
		goto out;
	/* mkostemp() makes it with mode 600. */
	if ((fd = mkostemp(part, O_CLOEXEC)) == -1) {
		fail_sys(fail, "cannot make a file beside '%s'", path);
		goto out;
	}
	if (write_secret(&pem, fd) == -1) {
		fail_sys(fail, "cannot write '%s'", part);
		goto out;
	}
	if (file_rename_new(part, path, fail) == -1)
		goto out;
	close(fd);
	fd = -1;		/* it has its final name */
	if ((dir = path_dir(path, fail)) != NULL)
		rc = file_sync(dir, fail);
out:
	if (fd != -1) {
		close(fd);
		unlink(part);
	}
	free(part);
	free(dir);
	buf_wipe(&pem);
	return (rc);
}

int
note_key_pem(const struct note_key *key, struct buf *b, struct fail *fail)
{
	uint8_t der[sizeof(spki) + NOTE_KEY_PUBLIC];

	memcpy(der, spki, sizeof(spki));
	memcpy(der + sizeof(spki), note_key_public(key), NOTE_KEY_PUBLIC);
	buf_adds(b, "-----BEGIN PUBLIC KEY-----\n");
	base64_put(b, der, sizeof(der));
	buf_adds(b, "\n-----END PUBLIC KEY-----\n");
	return (buf_check(b, fail));
}
