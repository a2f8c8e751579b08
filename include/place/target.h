/*
 * target.h - the period's folder on the archive share, held open.
 *
 * The share's root must be there: a share that is not mounted must not be
 * made anew on this machine's own disk.  Below it no link is followed.
 *
 * What is being written has a name ending in ".part-XXXXXX".
 */
#ifndef PLACE_TARGET_H
#define PLACE_TARGET_H

#include <stddef.h>

struct buf;
struct fail;
struct site;

struct target {
	char *path;		/* SHARE/PERIOD, for messages; owned */
	int fd;			/* that folder, or -1 */
};
#define TARGET_INIT { NULL, -1 }

#define TARGET_NAME 128		/* room for a temporary name */

/*
 * target_open(target, site, period, fail): open SHARE/PERIOD, made if
 * missing.  FAIL_LATER: the share is not there, or has no log.
 */
int target_open(struct target *, const struct site *, const char *,
    struct fail *);

/*
 * target_has(target, name, fail): 1 if the folder has that name, 0 if not, -1
 * with FAIL_EXISTS if it has one that Windows would take for it.
 */
int target_has(const struct target *, const char *, struct fail *);

/*
 * target_temp_name(base, name, fail): ${base}.part- and six letters that
 * nobody can foresee, in ${name}.
 */
int target_temp_name(const char *, char [TARGET_NAME], struct fail *);

/*
 * target_make_folder(target, base, name, fail), target_make_file(...): make
 * ${base}.part-XXXXXX, put that name in ${name} and return it open, a file to
 * write.  On -1 ${name} is empty.
 */
int target_make_folder(const struct target *, const char *,
    char [TARGET_NAME], struct fail *);
int target_make_file(const struct target *, const char *, char [TARGET_NAME],
    struct fail *);

/* target_read(target, name, b, max, fail): as file_read() of core/file.h. */
int target_read(const struct target *, const char *, struct buf *, size_t,
    struct fail *);

/* target_drop(target, name): remove ${name} and all below; fine if absent. */
void target_drop(const struct target *, const char *);

/*
 * target_name(target, fd, from, to, fail): close ${fd}, which is ${from} and
 * becomes -1 in any case; then rename, never over another name (FAIL_EXISTS),
 * and make it durable.
 */
int target_name(const struct target *, int *, const char *, const char *,
    struct fail *);

/* target_sync_folder(fd, name, fail): make an open folder's names durable. */
int target_sync_folder(int, const char *, struct fail *);

/* target_close(target): close and free; fine if empty. */
void target_close(struct target *);

#endif /* !PLACE_TARGET_H */
