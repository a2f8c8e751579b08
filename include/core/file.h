/*
 * file.h - files that are whole or absent, whatever happens.
 *
 * What has its final name is whole: it was written beside that name as
 * NAME.part-XXXXXX, synced, and renamed, and the folder was synced after.
 * Nothing here follows a symbolic link inside a tree, or leaves a handle
 * open on return.
 */
#ifndef CORE_FILE_H
#define CORE_FILE_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct fail;

/*
 * file_exists(path): 1 if anything has that name; file_is_dir, file_is_file:
 * if it is of that kind.  Links are not followed.
 */
int file_exists(const char *);
int file_is_dir(const char *);
int file_is_file(const char *);

/* file_size(path, size, fail): size in bytes of a regular file. */
int file_size(const char *, uint64_t *, struct fail *);

/*
 * file_read(path, b, max, fail): add the whole regular file to ${b}; FAIL_DATA
 * if it is larger than ${max} bytes, FAIL_IO with errno's word otherwise
 * (FAIL_DATA and "no such file" when it is absent).
 */
int file_read(const char *, struct buf *, size_t, struct fail *);

/*
 * file_write(path, bytes, n, fail): replace ${path} by these bytes, durably,
 * in one rename, tried again as by file_rename_new().  On -1 the old file is
 * untouched and nothing is left over.
 */
int file_write(const char *, const void *, size_t, struct fail *);

/*
 * file_put(fd, bytes, n): write all of it; 0, or -1 with errno.
 * file_flush(fd): sync what was written, likewise; no signal cuts it short.
 * file_flush_folder(fd): the same for the names in an open folder; that its
 * file system has no such call for folders is no failure.
 */
int file_put(int, const void *, size_t);
int file_flush(int);
int file_flush_folder(int);

/* file_make_dirs(path, fail): make the folder and the missing ones above. */
int file_make_dirs(const char *, struct fail *);

/*
 * file_stage_dir(final, fail): make the private folder FINAL.part-XXXXXX
 * beside ${final}; returns its path, the caller's.
 */
char *file_stage_dir(const char *, struct fail *);

/*
 * file_commit_dir(stage, final, fail): sync all files and folders below
 * ${stage}, rename it to ${final}, never over an existing name (FAIL_EXISTS),
 * and sync the folder above.
 */
int file_commit_dir(const char *, const char *, struct fail *);

/*
 * file_rename_new(from, to, fail): rename, FAIL_EXISTS if ${to} exists; a
 * share that answers "busy" or "no access" for a moment is asked again for
 * up to 5 seconds.  file_rename_over(from, to, fail): the same, and what has
 * the name ${to} is replaced.  Sync nothing.
 */
int file_rename_new(const char *, const char *, struct fail *);
int file_rename_over(const char *, const char *, struct fail *);

/* file_sync(path, fail): sync one file or folder. */
int file_sync(const char *, struct fail *);

/* file_sync_tree(dir, fail): sync every file and folder below, and ${dir}. */
int file_sync_tree(const char *, struct fail *);

/*
 * file_sweep(final, fail): remove every FINAL.part-* beside ${final}: the
 * leavings of a run that was cut.  Only under file_lock().
 */
int file_sweep(const char *, struct fail *);

/*
 * file_remove_tree(path): remove it all, read-only files too; fine if NULL or
 * absent.
 */
void file_remove_tree(const char *);

/* file_copy(from, to, fail): copy one regular file to a new name. */
int file_copy(const char *, const char *, struct fail *);

/*
 * file_link(from, to, fail): a hard link, or a copy where the file system
 * has none.  The files must never be written to afterwards.
 */
int file_link(const char *, const char *, struct fail *);

/* What lies below a folder; see file_list(). */
struct file_entry {
	char *path;		/* relative, parts split by '/' */
	uint64_t size;		/* bytes */
	int kind;		/* 'f' file, 'd' folder, 'o' anything else */
};
struct file_list {
	struct file_entry *entry;	/* owned; sorted by path's bytes */
	size_t count;
};
#define FILE_LIST_INIT { NULL, 0 }

/* file_list(dir, list, fail): everything below, links not followed. */
int file_list(const char *, struct file_list *, struct fail *);

/* file_list_dir(dir, list, fail): the entries of this one folder only. */
int file_list_dir(const char *, struct file_list *, struct fail *);

/* file_list_clear(list): free; fine if empty. */
void file_list_clear(struct file_list *);

/*
 * file_lock(path, wait_s, fail): make and lock the file ${path} for this
 * process, waiting up to ${wait_s} seconds; returns a descriptor to close()
 * when done, or -1 with FAIL_LATER when another process holds it.  The lock
 * ends with the process, however that ends.
 */
int file_lock(const char *, int, struct fail *);

#endif /* !CORE_FILE_H */
