/*
 * target.h - the browser's one page, set up to be looked at, and the frames
 * and workers that it starts.
 *
 * Each frame and worker is held before it runs until its traffic is watched.
 * New windows are closed, downloads denied, dialogs answered with no.
 */
#ifndef FETCH_TARGET_H
#define FETCH_TARGET_H

#include <stddef.h>
#include <stdint.h>

struct cdp;
struct fail;
struct net;
struct target;

struct target_look {		/* how the page is to see us */
	int width, height;	/* viewport, CSS pixels */
};

/*
 * target_open(cdp, net, look, fail): take the browser's page and set it up.
 * NULL ends the talk: ${cdp} may send and be freed, but not be pumped, since
 * who listened is gone.
 */
struct target *target_open(struct cdp *, struct net *,
    const struct target_look *, struct fail *);

/* The browser's name and version, and the user agent that servers see. */
const char *target_browser(const struct target *);
const char *target_user_agent(const struct target *);

/* target_session(t): its session, for calls; target_frame(t): its frame. */
const char *target_session(const struct target *);
const char *target_frame(const struct target *);

/*
 * target_frames(t): frames in processes of their own; target_frame_session(t,
 * i): one's session, borrowed until events are handled.
 */
size_t target_frames(const struct target *);
const char *target_frame_session(const struct target *, size_t);

/*
 * target_loaded(t): 1 while the page is not loading any more.
 * target_crashed(t): 1 after that.
 */
int target_loaded(const struct target *);
int target_crashed(const struct target *);

/* target_free(t): fine if NULL. */
void target_free(struct target *);

#endif /* !FETCH_TARGET_H */
