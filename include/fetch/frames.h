/*
 * frames.h - the frames within the page that layout.js cannot walk from
 * outside, since they are of another origin.
 *
 * The page's layout holds a section in the place of each, with its name in
 * "frame", its place {x, y} and what of it is seen {l, t, r, b}; inside it a
 * picture, which stays if the frame does not answer.  Each frame is walked by
 * a layout.js of its own, in its own process, which reckons in the page's
 * coordinates; what it saw takes the picture's place.
 */
#ifndef FETCH_FRAMES_H
#define FETCH_FRAMES_H

#include <stddef.h>

struct buf;
struct cdp;
struct fail;
struct frames;
struct target;
struct value;
struct world;

/*
 * frames_find(cdp, target, fail): the page's frames as they are now; borrows
 * both.  frames_free(f): fine if NULL.
 */
struct frames *frames_find(struct cdp *, const struct target *,
    struct fail *);
void frames_free(struct frames *);

/*
 * frames_mark(f, page, fail): in the page's own world ${page} and in that of
 * each frame, say which element holds which frame.
 */
int frames_mark(struct frames *, struct world *, struct fail *);

/*
 * frames_fill(f, layout, fail): put into the JSON text ${layout} of the page
 * the layouts of its frames.  A frame that does not answer is no failure.
 */
int frames_fill(struct frames *, struct buf *, struct fail *);

/*
 * frames_ask(f, i, text): run a script in a world of the frame ${i} from 1,
 * the page's own being 0; its result, parsed, is the caller's, or NULL when
 * the frame does not answer.  frames_count(f): with the page's own.
 */
struct value *frames_ask(struct frames *, size_t, const char *);
size_t frames_count(const struct frames *);

#endif /* !FETCH_FRAMES_H */
