/*
 * check_cmap.h - what a ToUnicode CMap says that codes mean.
 */
#ifndef RENDER_CHECK_CMAP_H
#define RENDER_CHECK_CMAP_H

#include <stdint.h>

struct buf;

#define CMAP_CODES 65536

enum cmap_meaning {
	CMAP_NOTHING,
	CMAP_SOME,
	CMAP_REFUSED		/* U+0000, U+FEFF or U+FFFE is in it */
};

/*
 * cmap_read(cmap, meaning, budget): set the ${meaning} of each code of two
 * bytes that the CMap names; ranges take from the ${budget}.
 */
void cmap_read(const struct buf *, uint8_t *, uint64_t *);

#endif /* !RENDER_CHECK_CMAP_H */
