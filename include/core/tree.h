/*
 * tree.h - a folder and what lies below it, reached by descriptors.
 *
 * Each folder is opened from the one above it and links are never followed:
 * whoever can write there cannot lead us elsewhere by putting a link in the
 * place of a folder or a file while we work.
 */
#ifndef CORE_TREE_H
#define CORE_TREE_H

#include <stddef.h>

struct fail;
struct hash_sum;
struct watch;

#define TREE_DEPTH 32		/* a deeper folder is refused */

enum tree_kind {
	TREE_FILE,		/* a regular file */
	TREE_FOLDER,		/* a folder, before what it holds */
	TREE_LEFT,		/* the same folder, after what it holds */
	TREE_OTHER,		/* a link, pipe, device or socket */
	TREE_UNREADABLE		/* it could not be looked at; fail says why */
};

struct tree_item {		/* borrowed for the call */
	int dir;		/* the open folder that it lies in */
	const char *name;	/* in that folder */
	const char *path;	/* relative to the start, parts split by '/' */
	enum tree_kind kind;
};

/*
 * A visitor returns 0 to go on, or -1 with fail set to stop.  For
 * TREE_UNREADABLE fail is set already, and 0 clears it.
 */
typedef int tree_visitor(void *, const struct tree_item *, struct fail *);

/*
 * tree_walk(dir, visitor, arg, fail): visit all that lies below the open
 * folder ${dir}, each folder's names sorted by their bytes.  Where ${dir} stood
 * for getdents64(2) is lost.
 */
int tree_walk(int, tree_visitor *, void *, struct fail *);

/* tree_each(dir, visitor, arg, fail): the names of this one folder only. */
int tree_each(int, tree_visitor *, void *, struct fail *);

/*
 * tree_folder(dir, name, fail), tree_file(dir, name, fail): open the folder,
 * the regular file to read; returns a descriptor to close(), or -1.  ${dir}
 * may be AT_FDCWD and ${name} a path: then only its last part may be no link.
 */
int tree_folder(int, const char *, struct fail *);
int tree_file(int, const char *, struct fail *);

/* What takes a file's bytes: 0 to go on, or -1 with fail set to stop. */
struct tree_reader {
	int (*take)(void *, const void *, size_t, struct fail *);
	void *arg;
};

/* tree_read(dir, name, reader, fail): a regular file's bytes, in pieces. */
int tree_read(int, const char *, const struct tree_reader *, struct fail *);

/* tree_hash(dir, name, sum, fail): the SHA-256 of a regular file. */
int tree_hash(int, const char *, struct hash_sum *, struct fail *);

/* tree_hash_watched(dir, name, watch, sum, fail): the same, with beats. */
int tree_hash_watched(int, const char *, const struct watch *,
    struct hash_sum *, struct fail *);

#endif /* !CORE_TREE_H */
