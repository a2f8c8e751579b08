#include "register/init.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/share.h"
#include "core/site.h"
#include "core/text.h"

#define FILE_MAX_BYTES (1u << 20)

/* In the order that they are written: bevara.xml says that a site is there. */
static const char *const names[] = { "konton.xml", "plan.xml", "bevara.xml" };
#define NAMES (sizeof(names) / sizeof(names[0]))
#define MARK (NAMES - 1)

struct sample {			/* what the files hold */
	struct buf file[NAMES];
	char *folder[2];	/* to be made too; NULL if outside the site */
};

/* ---- the samples ---- */

static void
sample_clear(struct sample *s)
{
	size_t i;

	for (i = 0; i < NAMES; i++)
		buf_clear(&s->file[i]);
	free(s->folder[0]);
	free(s->folder[1]);
}

static int
read_sample(const char *name, struct buf *bytes, struct fail *fail)
{
	char *relative = text_printf(fail, "samples/site/%s", name);
	char *path = NULL;
	int rc = -1;

	if (relative != NULL && (path = share_file(relative, fail)) != NULL)
		rc = file_read(path, bytes, FILE_MAX_BYTES, fail);
	free(path);
	free(relative);
	return (rc);
}

/* The folders that bevara.xml names by paths relative to the site. */
static int
read_folders(struct sample *s, struct fail *fail)
{
	struct site site = SITE_INIT;
	char *path = NULL, *dir = NULL;
	const char *full[2];
	size_t i, n;
	int rc = -1;

	if ((path = share_file("samples/site/bevara.xml", fail)) == NULL ||
	    (dir = path_dir(path, fail)) == NULL ||
	    site_load(&site, dir, fail) == -1)
		goto out;
	full[0] = site.share;
	full[1] = site.work;
	n = strlen(site.dir);
	for (i = 0; i < 2; i++) {
		if (!text_prefix(full[i], site.dir) || full[i][n] != '/')
			continue;
		s->folder[i] = text_copy(full[i] + n + 1, fail);
		if (s->folder[i] == NULL)
			goto out;
	}
	rc = 0;
out:
	site_clear(&site);
	free(dir);
	free(path);
	return (rc);
}

static int
sample_read(struct sample *s, struct fail *fail)
{
	size_t i;

	for (i = 0; i < NAMES; i++)
		if (read_sample(names[i], &s->file[i], fail) == -1)
			return (-1);
	return (read_folders(s, fail));
}

/* ---- the site ---- */

static int
make_folders(const struct sample *s, const char *dir, struct fail *fail)
{
	char *path;
	size_t i;
	int rc = 0;

	for (i = 0; i < 2 && rc == 0; i++) {
		if (s->folder[i] == NULL)
			continue;
		if ((path = path_join(dir, s->folder[i], fail)) == NULL)
			return (-1);
		rc = file_make_dirs(path, fail);
		free(path);
	}
	return (rc);
}

static int
write_file(const struct sample *s, size_t i, const char *dir,
    struct fail *fail)
{
	char *path = path_join(dir, names[i], fail);
	int rc = -1;

	if (path != NULL)
		rc = file_write(path, s->file[i].data, s->file[i].size, fail);
	free(path);
	return (rc);
}

/* The folders come before the mark, so that a marked site is whole. */
static int
fill(const struct sample *s, const char *dir, struct fail *fail)
{
	size_t i;

	for (i = 0; i < MARK; i++)
		if (write_file(s, i, dir, fail) == -1)
			return (-1);
	if (make_folders(s, dir, fail) == -1)
		return (-1);
	return (write_file(s, MARK, dir, fail));
}

/* 0 if the file is not there, or is what a run that was cut left behind. */
static int
check_file(const struct sample *s, size_t i, const char *dir,
    struct fail *fail)
{
	struct fail ignored = FAIL_INIT;
	struct buf there = BUF_INIT;
	char *path = path_join(dir, names[i], fail);
	int ours = 0, rc = -1;

	if (path == NULL)
		return (-1);
	if (!file_exists(path)) {
		rc = 0;
		goto out;
	}
	if (i != MARK && file_read(path, &there, FILE_MAX_BYTES,
	    &ignored) == 0)
		ours = there.size == s->file[i].size && memcmp(there.data,
		    s->file[i].data, there.size) == 0;
	if (ours)
		rc = 0;
	else
		fail_set(fail, FAIL_EXISTS, "'%s' exists already, and nothing "
		    "was touched; give another folder, or move that file away "
		    "first", path);
out:
	buf_clear(&there);
	free(path);
	return (rc);
}

/* Nobody else fills the folder until the descriptor is closed; or -1. */
static int
claim(const char *dir, struct fail *fail)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd == -1)
		return (fail_sys(fail, "cannot open '%s'", dir));
	if (flock(fd, LOCK_EX | LOCK_NB) == -1 && errno == EWOULDBLOCK) {
		close(fd);
		return (fail_set(fail, FAIL_LATER, "another run is making a "
		    "site in '%s'; wait for it to end", dir));
	}
	return (fd);
}

/* What a run that was killed left beside the files. */
static int
sweep(const char *dir, struct fail *fail)
{
	char *path;
	size_t i;
	int rc = 0;

	for (i = 0; i < NAMES && rc == 0; i++) {
		if ((path = path_join(dir, names[i], fail)) == NULL)
			return (-1);
		rc = file_sweep(path, fail);
		free(path);
	}
	return (rc);
}

/* Under the folder's claim. */
static int
fill_claimed(const struct sample *s, const char *dir, struct fail *fail)
{
	size_t i;
	char *path;

	for (i = 0; i < NAMES; i++)
		if (check_file(s, i, dir, fail) == -1)
			return (-1);
	if (sweep(dir, fail) == -1)
		return (-1);
	if (fill(s, dir, fail) == 0)
		return (0);

	/* Only ours can be there: they were checked above. */
	for (i = 0; i < NAMES; i++) {
		struct fail ignored = FAIL_INIT;

		if ((path = path_join(dir, names[i], &ignored)) != NULL)
			unlink(path);
		free(path);
	}
	return (-1);
}

static int
fill_existing(const struct sample *s, const char *dir, struct fail *fail)
{
	int fd, rc;

	if ((fd = claim(dir, fail)) == -1)
		return (-1);
	rc = fill_claimed(s, dir, fail);
	close(fd);
	return (rc);
}

static int
make_new(const struct sample *s, const char *dir, struct fail *fail)
{
	char *above, *stage = NULL;
	int rc = -1;

	if ((above = path_dir(dir, fail)) == NULL ||
	    file_make_dirs(above, fail) == -1 ||
	    (stage = file_stage_dir(dir, fail)) == NULL)
		goto out;
	if (fill(s, stage, fail) == -1)
		goto out;
	rc = file_commit_dir(stage, dir, fail);
out:
	file_remove_tree(stage);	/* gone if it was renamed */
	free(stage);
	free(above);
	return (rc);
}

/* The name without the slashes that end it. */
static char *
trim(const char *site, struct fail *fail)
{
	char *dir = text_copy(site, fail);
	size_t n = dir == NULL ? 0 : strlen(dir);

	while (n > 1 && dir[n - 1] == '/')
		dir[--n] = '\0';
	return (dir);
}

int
init_site(const char *site, char **path, struct fail *fail)
{
	struct sample s = { { BUF_INIT, BUF_INIT, BUF_INIT }, { NULL, NULL } };
	char *dir, *full = NULL;
	int rc = -1;

	*path = NULL;
	if ((dir = trim(site, fail)) == NULL || sample_read(&s, fail) == -1)
		goto out;
	if (*dir == '\0') {
		fail_set(fail, FAIL_USAGE, "the name of the site folder is "
		    "empty; give one, for example arkivering");
		goto out;
	}
	if (!file_exists(dir)) {
		if (make_new(&s, dir, fail) == -1)
			goto out;
		full = path_full(dir, fail);
	} else if ((full = path_full(dir, fail)) != NULL) {
		if (!file_is_dir(full)) {
			fail_set(fail, FAIL_EXISTS, "'%s' exists already and "
			    "is not a folder; give another name", full);
			goto out;
		}
		if (fill_existing(&s, full, fail) == -1)
			goto out;
	}
	*path = full;
	full = NULL;		/* now the caller's */
	rc = *path == NULL ? -1 : 0;
out:
	sample_clear(&s);
	free(full);
	free(dir);
	return (rc);
}
