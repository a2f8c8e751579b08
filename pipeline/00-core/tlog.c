#include "core/tlog.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base64.h"
#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/file_at.h"
#include "core/note.h"
#include "core/text.h"
#include "core/tlog_head.h"
#include "core/tlog_tree.h"

#define PAUSE_US 20000
#define ANNOUNCED 20	/* bytes: a number and a newline */

int
tlog_head_number(const char *s, size_t n, uint64_t *value)
{
	uint64_t sum = 0;
	size_t i;

	if (n == 0 || n > 19 || (n > 1 && *s == '0'))
		return (-1);
	for (i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return (-1);
		sum = sum * 10 + (uint64_t)(s[i] - '0');
	}
	*value = sum;
	return (sum > TLOG_TILE_MAX_SIZE ? -1 : 0);
}

/* The end of the line at ${s}, which ends before ${end}; or NULL. */
static const char *
line_end(const char *s, const char *end)
{
	return (memchr(s, '\n', (size_t)(end - s)));
}

/* The lines of the signed text after the origin: size, root, extensions. */
static int
read_lines(const char *s, const char *end, struct tlog_head *head)
{
	const char *stop;

	if ((stop = line_end(s, end)) == NULL ||
	    tlog_head_number(s, (size_t)(stop - s), &head->size) == -1)
		return (-1);
	s = stop + 1;
	if ((stop = line_end(s, end)) == NULL ||
	    base64_get(s, (size_t)(stop - s), head->root, TLOG_HASH) !=
	    TLOG_HASH)
		return (-1);
	for (s = stop + 1; s < end; s = stop + 1)
		if ((stop = line_end(s, end)) == NULL || stop == s)
			return (-1);
	return (0);
}

int
tlog_parse_head(const void *bytes, size_t n, const struct note_key *key,
    struct tlog_head *head, struct fail *fail)
{
	const char *text = bytes, *name = note_key_name(key);
	size_t size = strlen(name), text_size;

	if (n > TLOG_CHECKPOINT_MAX)
		return (fail_set(fail, FAIL_DATA, "the checkpoint is larger "
		    "than %d bytes", TLOG_CHECKPOINT_MAX));
	if (n <= size || memcmp(text, name, size) != 0 || text[size] != '\n')
		return (fail_set(fail, FAIL_DATA, "it is not a checkpoint of "
		    "the log '%s'", name));
	if (note_open(key, bytes, n, &text_size, fail) == -1) {
		fail_add(fail, "the checkpoint of '%s'", name);
		return (-1);
	}
	if (text_size <= size ||
	    read_lines(text + size + 1, text + text_size, head) == -1)
		return (fail_set(fail, FAIL_DATA, "the checkpoint of '%s' is "
		    "not an origin, a size and a root", name));
	return (0);
}

int
tlog_read(int dir, const struct note_key *key, struct tlog_head *head,
    struct buf *checkpoint, struct fail *fail)
{
	struct buf b = BUF_INIT;
	int rc = -1;

	switch (file_at_read(dir, "checkpoint", &b, TLOG_CHECKPOINT_MAX,
	    fail)) {
	case 0:
		fail_set(fail, FAIL_LATER, "there is no log: "
		    "'checkpoint' is missing");
		break;
	case 1:
		rc = tlog_parse_head(b.data, b.size, key, head, fail);
		break;
	}
	if (rc == 0 && checkpoint != NULL) {
		buf_add(checkpoint, b.data, b.size);
		rc = buf_check(checkpoint, fail);
	}
	buf_clear(&b);
	return (rc);
}

int
tlog_head_sign(const struct note_key *key, const struct tlog_head *head,
    struct buf *note, struct fail *fail)
{
	struct buf text = BUF_INIT;
	int rc = -1;

	buf_addf(&text, "%s\n%" PRIu64 "\n", note_key_name(key), head->size);
	base64_put(&text, head->root, TLOG_HASH);
	buf_addc(&text, '\n');
	if (buf_check(&text, fail) == 0)
		rc = note_sign(key, buf_text(&text), note, fail);
	buf_clear(&text);
	return (rc);
}

int
tlog_begin(int dir, const struct note_key *key, struct fail *fail)
{
	struct tlog_edge *edge = NULL;
	struct tlog_head head = { 0, { 0 } };
	struct buf note = BUF_INIT;
	int rc = -1;

	if ((edge = tlog_edge_new(fail)) == NULL ||
	    tlog_edge_root(edge, head.root, fail) == -1 ||
	    tlog_head_sign(key, &head, &note, fail) == -1)
		goto out;
	rc = file_at_new(dir, "checkpoint", note.data, note.size, fail);
out:
	if (rc == -1)
		fail_add(fail, "beginning a log");
	tlog_edge_free(edge);
	buf_clear(&note);
	return (rc);
}

int
tlog_lock(int dir, int wait_s, struct fail *fail)
{
	int64_t end = clock_monotonic_ms() + (int64_t)wait_s * 1000;
	int fd;

	fd = openat(dir, "lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
	    0644);
	if (fd == -1)
		return (fail_sys(fail, "cannot open the log's lock"));
	/* On SMB another machine's lock is no access. */
	while (flock(fd, LOCK_EX | LOCK_NB) == -1) {
		if (errno != EWOULDBLOCK && errno != EINTR &&
		    errno != EACCES) {
			fail_sys(fail, "cannot lock the log");
			close(fd);
			return (-1);
		}
		if (clock_monotonic_ms() >= end) {
			close(fd);
			return (fail_set(fail, FAIL_LATER, "another run is "
			    "writing to the log; wait for it to end"));
		}
		usleep(PAUSE_US);
	}
	return (fd);
}

int
tlog_announce(int lock, uint64_t size, struct fail *fail)
{
	char text[ANNOUNCED + 1];
	int n = snprintf(text, sizeof(text), "%0*" PRIu64 "\n", ANNOUNCED - 1,
	    size);

	if (n != ANNOUNCED || pwrite(lock, text, ANNOUNCED, 0) != ANNOUNCED ||
	    file_flush(lock) == -1)
		return (fail_sys(fail, "cannot write to the log's lock"));
	return (0);
}

int
tlog_announced(int lock, uint64_t *size, struct fail *fail)
{
	char text[ANNOUNCED + 1] = "";
	int64_t value;
	ssize_t n;

	*size = 0;
	/* Another machine wrote it: what we remember of it does not count. */
	(void)posix_fadvise(lock, 0, 0, POSIX_FADV_DONTNEED);
	if ((n = pread(lock, text, ANNOUNCED, 0)) == -1)
		return (fail_sys(fail, "cannot read the log's lock"));
	/* Torn or strange: then nothing was said. */
	if (n == ANNOUNCED && text[ANNOUNCED - 1] == '\n') {
		text[ANNOUNCED - 1] = '\0';
		if (text_int(text, 0, INT64_MAX, &value) == 0)
			*size = (uint64_t)value;
	}
	return (0);
}
