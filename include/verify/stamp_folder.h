/*
 * stamp_folder.h - one checkpoint's folder in stamplar/ (verify/stamp_store.h).
 *
 * Generation 0 is the checkpoint and its stamps, generation N a renewal: a
 * list and the stamps over it.
 */
#ifndef VERIFY_STAMP_FOLDER_H
#define VERIFY_STAMP_FOLDER_H

#include <stddef.h>
#include <stdint.h>

#include "verify/stamp_file.h"

struct buf;
struct fail;

struct stamp_folder {
	uint64_t size;		/* the checkpoint's entries */
	char name[16];		/* that in twelve digits */
	int fd;			/* open, or -1 */
	struct stamp_file *file;	/* owned; sorted by name */
	size_t count;
	int last;		/* newest generation that has a token, or 0 */
};
#define STAMP_FOLDER_INIT { 0, "", -1, NULL, 0, 0 }

/*
 * stamp_folder_open(folder, store, size, make, fail): open it and read its
 * names.  FAIL_DATA: it is not there, and ${make} is 0.
 * stamp_folder_again(folder, fail): read its names once more.
 * stamp_folder_clear(folder): close and free; fine if empty.
 */
int stamp_folder_open(struct stamp_folder *, int, uint64_t, int,
    struct fail *);
int stamp_folder_again(struct stamp_folder *, struct fail *);
void stamp_folder_clear(struct stamp_folder *);

/*
 * stamp_folder_find(folder, name): that file, or NULL; borrowed.
 * stamp_folder_counts(folder, file): 1 for a checkpoint, a token, and what has
 * a token over it or beside it; the others are left by a run that was cut.
 */
const struct stamp_file *stamp_folder_find(const struct stamp_folder *,
    const char *);
int stamp_folder_counts(const struct stamp_folder *,
    const struct stamp_file *);

/*
 * stamp_folder_sweep(folder, fail): remove what runs that were cut left half
 * written, and read the names once more; only while no other run writes.
 */
int stamp_folder_sweep(struct stamp_folder *, struct fail *);

/*
 * stamp_folder_read(folder, name, b, fail): add a file's bytes, at most 1 MiB.
 * stamp_folder_write(folder, name, b, fail): put these bytes there, durably;
 * only what no token vouches for may be replaced so.
 */
int stamp_folder_read(const struct stamp_folder *, const char *, struct buf *,
    struct fail *);
int stamp_folder_write(const struct stamp_folder *, const char *,
    const struct buf *, struct fail *);

#endif /* !VERIFY_STAMP_FOLDER_H */
