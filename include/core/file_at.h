/*
 * file_at.h - files below an open folder, where no link leads elsewhere.
 *
 * A path is relative, its parts split by '/'.  Every part but the last must be
 * a folder and none may be a symbolic link; '..' is the caller's to avoid.
 */
#ifndef CORE_FILE_AT_H
#define CORE_FILE_AT_H

#include <stddef.h>

struct buf;
struct fail;

/*
 * file_at_read(dir, path, b, max, fail): add the whole regular file to ${b}:
 * 1, or 0 if there is none.  FAIL_DATA: it has more than ${max} bytes, or is
 * not a regular file.
 */
int file_at_read(int, const char *, struct buf *, size_t, struct fail *);

/*
 * file_at_is_remote(dir): 1 if other machines may change what lies there.  A
 * name that was missing is then known as missing for a second more (SMB), so
 * that only one who asks again later can say that it is.
 */
int file_at_is_remote(int);

/*
 * file_at_put(dir, path, bytes, n, fail): make the file, with the folders
 * above it, instead of any other of that name.  Not synced, and not in one
 * step: for names that nothing points to yet.
 */
int file_at_put(int, const char *, const void *, size_t, struct fail *);

/* file_at_sync(dir, path, fail): sync the file or folder; "" is ${dir}. */
int file_at_sync(int, const char *, struct fail *);

/*
 * file_at_replace(dir, name, bytes, n, fail): replace the file ${name} right
 * in ${dir}, durably, in one rename; by way of NAME.part-new, so only one may
 * do it at a time.  A share that is busy is asked again for 5 seconds.
 */
int file_at_replace(int, const char *, const void *, size_t, struct fail *);

/* file_at_new(dir, name, bytes, n, fail): the same, FAIL_EXISTS if it is. */
int file_at_new(int, const char *, const void *, size_t, struct fail *);

/*
 * file_at_remove(dir, path): remove the file, or the folder with the files
 * right in it; fine if absent, and best effort.
 */
void file_at_remove(int, const char *);

#endif /* !CORE_FILE_AT_H */
