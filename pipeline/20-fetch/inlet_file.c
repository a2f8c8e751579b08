#include "fetch/inlet_file.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/path.h"
#include "core/text.h"

#define SNIFF 4096		/* bytes in which a page must show its kind */

static const struct {
	const char *type, *ending;
} kinds[] = {
	[INLET_PNG] = { "image/png", "png" },
	[INLET_JPEG] = { "image/jpeg", "jpg" },
	[INLET_HTML] = { "text/html", "html" },
	[INLET_MHTML] = { "multipart/related", "mhtml" },
};

#define SAVE_PICTURE "open it and save it as PNG, or take a screenshot of it"

/* What people hand in by mistake, and what to do with it. */
static const struct {
	size_t at;
	const char *bytes;
	size_t size;
	const char *name, *advice;
} others[] = {
	{ 0, "GIF8", 4, "a GIF picture", SAVE_PICTURE },
	{ 8, "WEBP", 4, "a WebP picture", SAVE_PICTURE },
	{ 4, "ftypheic", 8, "a HEIC picture", "set the phone's camera to "
	    "'most compatible', or save it as JPEG" },
	{ 4, "ftypheix", 8, "a HEIC picture", "save it as JPEG" },
	{ 4, "ftypmif1", 8, "a HEIF picture", "save it as JPEG" },
	{ 4, "ftypavif", 8, "an AVIF picture", SAVE_PICTURE },
	{ 4, "ftyp", 4, "a film", "take a screenshot of it" },
	{ 0, "%PDF", 4, "a PDF", "save the page as HTML in one file (MHTML), "
	    "or take a screenshot of it" },
	{ 0, "BM", 2, "a BMP picture", SAVE_PICTURE },
	{ 0, "II*\0", 4, "a TIFF picture", SAVE_PICTURE },
	{ 0, "MM\0*", 4, "a TIFF picture", SAVE_PICTURE },
	{ 0, "PK\3\4", 4, "a ZIP archive or an Office document",
	    "hand in the pictures that it holds" },
};

/* A word in the first bytes, whatever its case. */
static int
has_word(const uint8_t *p, size_t n, const char *word)
{
	size_t i, size = strlen(word);

	for (i = 0; i + size <= n; i++)
		if (strncasecmp((const char *)p + i, word, size) == 0)
			return (1);
	return (0);
}

/* What the text begins with, after a byte order mark and white space. */
static int
begins(const uint8_t *p, size_t n, const char *word)
{
	size_t size = strlen(word);

	if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
		p += 3;
		n -= 3;
	}
	while (n > 0 && strchr(" \t\r\n\f", *p) != NULL && *p != '\0') {
		p++;
		n--;
	}
	return (n >= size && strncasecmp((const char *)p, word, size) == 0);
}

static int
is_mhtml(const uint8_t *p, size_t n)
{
	return ((begins(p, n, "From:") || begins(p, n, "MIME-Version:") ||
	    begins(p, n, "Date:") || begins(p, n, "Subject:") ||
	    begins(p, n, "Content-Type:")) &&
	    has_word(p, n, "MIME-Version:") &&
	    has_word(p, n, "multipart/related"));
}

static int
is_html(const uint8_t *p, size_t n)
{
	return (begins(p, n, "<!doctype html") || begins(p, n, "<html") ||
	    (begins(p, n, "<!--") && has_word(p, n, "<html")));
}

static int
other_kind(const uint8_t *p, size_t n, size_t head, struct fail *fail)
{
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (n >= others[i].at + others[i].size && memcmp(p +
		    others[i].at, others[i].bytes, others[i].size) == 0)
			return (fail_set(fail, FAIL_DATA, "it is %s, which is "
			    "not taken: %s", others[i].name,
			    others[i].advice));
	if (has_word(p, head, "<svg"))
		return (fail_set(fail, FAIL_DATA, "it is an SVG drawing, which "
		    "is not taken: " SAVE_PICTURE));
	return (fail_set(fail, FAIL_DATA, "it is neither a PNG or JPEG "
	    "picture nor a saved page (HTML in one file, or MHTML), whatever "
	    "its name says: save it as one of these"));
}

int
inlet_file_kind(const uint8_t *p, size_t n, enum inlet_kind *kind,
    struct fail *fail)
{
	size_t head = n < SNIFF ? n : SNIFF;

	if (n >= 8 && memcmp(p, "\x89PNG\r\n\x1a\n", 8) == 0)
		*kind = INLET_PNG;
	else if (n >= 3 && memcmp(p, "\xff\xd8\xff", 3) == 0)
		*kind = INLET_JPEG;
	else if (is_mhtml(p, head))
		*kind = INLET_MHTML;
	else if (is_html(p, head))
		*kind = INLET_HTML;
	else
		return (other_kind(p, n, head, fail));
	return (0);
}

/* ${fd} is the file, whatever has its name by now. */
static int
check_file(struct inlet_file *f, int fd, struct fail *fail)
{
	struct stat st;

	if (fstat(fd, &st) == -1)
		return (fail_sys(fail, "cannot look at it"));
	if (S_ISDIR(st.st_mode))
		return (fail_set(fail, FAIL_DATA, "it is a folder: name the "
		    "files in it"));
	if (!S_ISREG(st.st_mode))
		return (fail_set(fail, FAIL_DATA, "it is no ordinary file: "
		    "hand in a picture or a saved page"));
	if (st.st_size == 0)
		return (fail_set(fail, FAIL_DATA, "it is empty: save it once "
		    "more, and see that it can be opened"));
	if ((uint64_t)st.st_size > INLET_MAX_BYTES)
		return (fail_set(fail, FAIL_DATA, "it has %lld bytes; at most "
		    "%u are taken: save it in several parts",
		    (long long)st.st_size, INLET_MAX_BYTES));
	f->owner = st.st_uid;
	f->changed_utc = (int64_t)st.st_mtime;
	return (buf_reserve(&f->bytes, (size_t)st.st_size + 1) == -1 ?
	    fail_memory(fail) : 0);
}

/* To its end; one that grows meanwhile is bounded too. */
static int
read_bytes(struct inlet_file *f, int fd, struct fail *fail)
{
	uint8_t piece[65536];
	ssize_t n;

	for (;;) {
		n = read(fd, piece, sizeof(piece));
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return (fail_sys(fail, "cannot read it"));
		if (n == 0)
			break;
		buf_add(&f->bytes, piece, (size_t)n);
		if (f->bytes.size > INLET_MAX_BYTES)
			return (fail_set(fail, FAIL_DATA, "it grows while it "
			    "is read: wait until it is whole"));
	}
	return (buf_check(&f->bytes, fail));
}

int
inlet_file_read(struct inlet_file *f, const char *path, struct fail *fail)
{
	int fd = -1, rc = -1;

	if ((f->path = text_copy(path, fail)) == NULL ||
	    (f->name = text_clean(path_base(path), fail)) == NULL)
		goto out;
	/* A pipe must not make us wait for who never writes. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK |
	    O_NOCTTY);
	if (fd == -1 && errno == ELOOP)
		fail_set(fail, FAIL_DATA, "it is a symbolic link: hand in the "
		    "file itself");
	else if (fd == -1 && (errno == ENOENT || errno == ENXIO))
		fail_set(fail, FAIL_DATA, "there is no such file");
	else if (fd == -1)
		fail_sys(fail, "cannot open it");
	else if (check_file(f, fd, fail) == 0 &&
	    read_bytes(f, fd, fail) == 0)
		rc = inlet_file_kind(f->bytes.data, f->bytes.size, &f->kind,
		    fail);
out:
	if (rc == -1) {
		fail_add(fail, "'%s'", path);
		inlet_file_clear(f);
	}
	if (fd != -1)
		close(fd);
	return (rc);
}

int
inlet_file_is_page(const struct inlet_file *f)
{
	return (f->kind == INLET_HTML || f->kind == INLET_MHTML);
}

const char *
inlet_file_type(const struct inlet_file *f)
{
	return (kinds[f->kind].type);
}

const char *
inlet_file_ending(const struct inlet_file *f)
{
	return (kinds[f->kind].ending);
}

void
inlet_file_clear(struct inlet_file *f)
{
	free(f->path);
	free(f->name);
	buf_clear(&f->bytes);
	memset(f, 0, sizeof(*f));
}
