/*
 * world.h - an isolated world in one frame, where scripts of ours run and the
 * page's can neither see nor change them.
 *
 * Errors: FAIL_LATER for what is the page's or the browser's doing.
 */
#ifndef FETCH_WORLD_H
#define FETCH_WORLD_H

struct cdp;
struct fail;
struct value;

struct world {
	struct cdp *cdp;	/* borrowed, as the strings are */
	const char *session;	/* that the frame is in */
	const char *frame;
	int id;			/* its context; 0: not made yet */
};

/* world_make(w, fail): a new one, in place of any that was. */
int world_make(struct world *, struct fail *);

/*
 * world_evaluate(w, text, timeout_ms, fail): run it, in a new world if there
 * is none; the browser's reply is the caller's.
 */
struct value *world_evaluate(struct world *, const char *, int,
    struct fail *);

/* world_result(reply): the value that the script returned; borrowed. */
const struct value *world_result(const struct value *);

#endif /* !FETCH_WORLD_H */
