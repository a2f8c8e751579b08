/*
 * stamp_store.h - the folder stamplar/, on the share or in the site's copy.
 *
 * Below it each checkpoint that is stamped has a folder, named by its size in
 * twelve digits; see schemas/50-place.share.5.  Generation 0 is the checkpoint
 * and its stamps, generation N a renewal: a list and the stamps over it.
 * No link below the share, or below the copy, is followed.
 */
#ifndef VERIFY_STAMP_STORE_H
#define VERIFY_STAMP_STORE_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct fail;
struct finding_list;
struct site;

#define STAMP_AUTHORITY 24	/* room for an authority's name */
#define STAMP_FILE 64		/* room for a file's name */
#define STAMP_GENERATIONS 99	/* more renewals are refused */

enum stamp_kind {
	STAMP_CHECKPOINT,	/* checkpoint */
	STAMP_LIST,		/* omstampel-N.sha256 */
	STAMP_TOKEN,		/* AUTH.tsr, omstampel-N.AUTH.tsr */
	STAMP_CHAIN,		/* AUTH.pem, omstampel-N.AUTH.pem */
	STAMP_OTHER		/* not of the layout */
};

struct stamp_file {
	char name[STAMP_FILE];
	enum stamp_kind kind;
	int generation;
	char authority[STAMP_AUTHORITY];	/* of a token or chain */
};

/*
 * stamp_file_parse(file, name): what a name is.
 * stamp_file_make(file, kind, generation, authority): the name for it;
 * ${authority} may be NULL for a checkpoint or list.
 */
void stamp_file_parse(struct stamp_file *, const char *);
void stamp_file_make(struct stamp_file *, enum stamp_kind, int, const char *);

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
 * stamp_store_share(share, make, fd, fail): open SHARE/logg/stamplar.
 * stamp_store_copy(site, make, fd, fail): open KOPIA/stamplar.
 * ${make}: make what is missing; otherwise ${fd} is -1 where nothing is.
 */
int stamp_store_share(int, int, int *, struct fail *);
int stamp_store_copy(const struct site *, int, int *, struct fail *);

struct stamp_sizes {
	uint64_t *size;		/* owned; ascending */
	size_t count;
};
#define STAMP_SIZES_INIT { NULL, 0 }

/*
 * stamp_store_sizes(store, sizes, findings, fail): the folders there are.  What
 * else lies there becomes a finding, unless ${findings} is NULL.
 * stamp_sizes_clear(sizes): free; fine if empty.
 */
int stamp_store_sizes(int, struct stamp_sizes *, struct finding_list *,
    struct fail *);
void stamp_sizes_clear(struct stamp_sizes *);

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

#endif /* !VERIFY_STAMP_STORE_H */
