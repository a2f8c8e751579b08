/*
 * stamp_store.h - the folder stamplar/, on the share or in the site's copy.
 *
 * Below it each checkpoint that is stamped has a folder, named by its size in
 * twelve digits; see schemas/50-place.share.5 and verify/stamp_folder.h.
 * No link below the share, or below the copy, is followed.
 */
#ifndef VERIFY_STAMP_STORE_H
#define VERIFY_STAMP_STORE_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct finding_list;
struct site;

#define STAMP_STORE "stamplar"

/*
 * stamp_store_share(share, make, fd, fail): open SHARE/logg/stamplar.
 * stamp_store_copy(site, make, fd, fail): open KOPIA/stamplar.
 * ${make}: make what is missing; otherwise ${fd} is -1 where nothing is.
 */
int stamp_store_share(int, int, int *, struct fail *);
int stamp_store_copy(const struct site *, int, int *, struct fail *);

/*
 * stamp_store_below(dir, name, make, fd, fail): open the folder ${name} in an
 * open one; likewise.
 */
int stamp_store_below(int, const char *, int, int *, struct fail *);

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

#endif /* !VERIFY_STAMP_STORE_H */
