#include "core/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/hash.h"
#include "core/list.h"
#include "core/watch.h"

#define READ_BYTES (64 * 1024)
#define NAME_BYTES (64 * 1024)

struct walk {
	tree_visitor *visitor;
	void *arg;
	struct buf path;	/* of the present item */
	int depth;		/* folders that may still be gone into */
	int shallow;		/* 1: this one folder only */
	char *room;		/* for names as the kernel gives them */
};

struct name {
	char *text;		/* owned */
	unsigned char type;	/* d_type */
};

struct names {
	struct name *name;	/* owned */
	size_t count;
};

int
tree_folder(int dir, const char *name, struct fail *fail)
{
	int fd = openat(dir, name,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd == -1)
		fail_sys(fail, "cannot open the folder '%s'", name);
	return (fd);
}

/* Open a regular file and tell its size. */
static int
open_file(int dir, const char *name, uint64_t *size, struct fail *fail)
{
	struct stat st;
	int fd;

	*size = 0;
	/* A pipe must not make us wait. */
	fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd == -1)
		return (fail_sys(fail, "cannot open '%s'", name));
	if (fstat(fd, &st) == -1) {
		fail_sys(fail, "cannot look at '%s'", name);
	} else if (!S_ISREG(st.st_mode)) {
		fail_set(fail, FAIL_DATA, "'%s' is not a regular file", name);
	} else {
		*size = (uint64_t)st.st_size;
		return (fd);
	}
	close(fd);
	return (-1);
}

int
tree_file(int dir, const char *name, struct fail *fail)
{
	uint64_t size;

	return (open_file(dir, name, &size, fail));
}

int
tree_read(int dir, const char *name, const struct tree_reader *reader,
    struct fail *fail)
{
	uint8_t room[READ_BYTES];
	uint64_t size, done = 0;
	ssize_t n;
	int fd, rc = -1;

	if ((fd = open_file(dir, name, &size, fail)) == -1)
		return (-1);
	while ((n = read(fd, room, sizeof(room))) != 0) {
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1) {
			fail_sys(fail, "cannot read '%s'", name);
			goto out;
		}
		if (reader->take(reader->arg, room, (size_t)n, fail) == -1)
			goto out;
		/* Short, and all that there was: no need to ask for more. */
		done += (uint64_t)n;
		if ((size_t)n < sizeof(room) && done == size)
			break;
	}
	rc = 0;
out:
	close(fd);
	return (rc);
}

struct hashing {
	struct hash *h;
	const struct watch *watch;
};

static int
take_hash(void *arg, const void *bytes, size_t n, struct fail *fail)
{
	struct hashing *hashing = arg;

	if (hash_add(hashing->h, bytes, n) == -1)
		return (fail_set(fail, FAIL_IO, "the hash library failed"));
	watch_beat(hashing->watch);
	return (0);
}

int
tree_hash_watched(int dir, const char *name, const struct watch *watch,
    struct hash_sum *sum, struct fail *fail)
{
	struct hashing hashing = { hash_new(HASH_SHA256, fail), watch };
	struct tree_reader reader = { take_hash, &hashing };
	int rc = -1;

	if (hashing.h != NULL && tree_read(dir, name, &reader, fail) == 0)
		rc = hash_end(hashing.h, sum, fail);
	hash_free(hashing.h);
	return (rc);
}

int
tree_hash(int dir, const char *name, struct hash_sum *sum, struct fail *fail)
{
	return (tree_hash_watched(dir, name, NULL, sum, fail));
}

static void
names_clear(struct names *names)
{
	size_t i;

	for (i = 0; i < names->count; i++)
		free(names->name[i].text);
	free(names->name);
}

static int
names_add(struct names *names, const struct dirent64 *item,
    struct fail *fail)
{
	struct name *name = list_grow(names->name, &names->count,
	    sizeof(*name), fail);

	if (name == NULL)
		return (-1);
	names->name = name;
	name += names->count - 1;
	name->type = item->d_type;
	if ((name->text = strdup(item->d_name)) != NULL)
		return (0);
	names->count--;		/* what was read before it is still visited */
	return (fail_memory(fail));
}

static int
by_text(const void *a, const void *b)
{
	const struct name *x = a, *y = b;

	return (strcmp(x->text, y->text));
}

/* What one getdents64(2) gave. */
static int
names_take(struct names *names, const char *room, size_t size,
    struct fail *fail)
{
	const struct dirent64 *item;
	size_t at;

	for (at = 0; at < size; at += item->d_reclen) {
		item = (const struct dirent64 *)(const void *)(room + at);
		if (strcmp(item->d_name, ".") != 0 &&
		    strcmp(item->d_name, "..") != 0 &&
		    names_add(names, item, fail) == -1)
			return (-1);
	}
	return (0);
}

/*
 * The names that the open folder holds, sorted.  Read without a DIR, which
 * would take another descriptor and more calls for each folder.
 */
static int
names_read(struct walk *walk, struct names *names, int dir, struct fail *fail)
{
	ssize_t n;

	while ((n = getdents64(dir, walk->room, NAME_BYTES)) > 0)
		if (names_take(names, walk->room, (size_t)n, fail) == -1)
			return (-1);
	if (n == -1)
		return (fail_sys(fail, "cannot read the folder '%s'",
		    buf_text(&walk->path)));
	if (names->count > 1)
		qsort(names->name, names->count, sizeof(*names->name), by_text);
	return (0);
}

static int
tell(struct walk *walk, int dir, const char *name, enum tree_kind kind,
    struct fail *fail)
{
	struct tree_item item = { dir, name, buf_text(&walk->path), kind };

	if (walk->visitor(walk->arg, &item, fail) == -1)
		return (-1);
	if (kind == TREE_UNREADABLE)
		fail_clear(fail);
	return (0);
}

/* Some file systems give no type with a name. */
static int
kind_of(int dir, const struct name *name, enum tree_kind *kind)
{
	unsigned char type = name->type;
	struct stat st;

	if (type == DT_UNKNOWN) {
		if (fstatat(dir, name->text, &st, AT_SYMLINK_NOFOLLOW) == -1)
			return (-1);
		type = IFTODT(st.st_mode);
	}
	*kind = type == DT_REG ? TREE_FILE : type == DT_DIR ? TREE_FOLDER :
	    TREE_OTHER;
	return (0);
}

static int walk_names(struct walk *, int, struct fail *);

/* One name; ${walk}->path is its path already. */
static int
walk_name(struct walk *walk, int dir, const struct name *name,
    struct fail *fail)
{
	enum tree_kind kind;
	int fd, rc;

	if (kind_of(dir, name, &kind) == -1) {
		fail_sys(fail, "cannot look at '%s'", buf_text(&walk->path));
		return (tell(walk, dir, name->text, TREE_UNREADABLE, fail));
	}
	if (tell(walk, dir, name->text, kind, fail) == -1)
		return (-1);
	if (kind != TREE_FOLDER || walk->shallow)
		return (0);
	if (walk->depth == 0) {
		fail_set(fail, FAIL_DATA, "'%s' lies deeper than %d folders",
		    buf_text(&walk->path), TREE_DEPTH);
		return (tell(walk, dir, name->text, TREE_UNREADABLE, fail));
	}
	if ((fd = tree_folder(dir, name->text, fail)) == -1)
		return (tell(walk, dir, name->text, TREE_UNREADABLE, fail));
	walk->depth--;
	rc = walk_names(walk, fd, fail);
	walk->depth++;
	close(fd);
	if (rc == -1)
		return (-1);
	return (tell(walk, dir, name->text, TREE_LEFT, fail));
}

/* All names of the open folder; ${walk}->path is the folder's. */
static int
walk_names(struct walk *walk, int dir, struct fail *fail)
{
	struct names names = { NULL, 0 };
	size_t i, size = walk->path.size;
	int rc = 0;

	if (names_read(walk, &names, dir, fail) == -1)
		rc = tell(walk, dir, ".", TREE_UNREADABLE, fail);
	for (i = 0; rc == 0 && i < names.count; i++) {
		if (size > 0)
			buf_addc(&walk->path, '/');
		buf_adds(&walk->path, names.name[i].text);
		if ((rc = buf_check(&walk->path, fail)) == 0)
			rc = walk_name(walk, dir, &names.name[i], fail);
		walk->path.size = size;
		if (walk->path.data != NULL)
			walk->path.data[size] = '\0';
	}
	names_clear(&names);
	return (rc);
}

static int
walk_from(int dir, struct walk *walk, struct fail *fail)
{
	int rc = -1;

	if ((walk->room = malloc(NAME_BYTES)) == NULL)
		fail_memory(fail);
	else if (lseek(dir, 0, SEEK_SET) == -1)
		fail_sys(fail, "cannot read the folder");
	else
		rc = walk_names(walk, dir, fail);
	free(walk->room);
	buf_clear(&walk->path);
	return (rc);
}

int
tree_walk(int dir, tree_visitor *visitor, void *arg, struct fail *fail)
{
	struct walk deep = { visitor, arg, BUF_INIT, TREE_DEPTH, 0, NULL };

	return (walk_from(dir, &deep, fail));
}

int
tree_each(int dir, tree_visitor *visitor, void *arg, struct fail *fail)
{
	struct walk one = { visitor, arg, BUF_INIT, TREE_DEPTH, 1, NULL };

	return (walk_from(dir, &one, fail));
}
