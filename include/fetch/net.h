/*
 * net.h - what the browser asked for and got, kept for the WARC.
 *
 * Each answer is held at the Response stage of the Fetch domain until its
 * body has been read, which works where Network.getResponseBody does not
 * (media, service workers).  Event streams are let through unread.
 *
 * Bodies lie in a nameless file until the WARC is written, so that memory does
 * not grow with them; heads stay in memory, up to a bound.
 *
 * Bounds: a body of more than NET_BODY_MAX bytes is not kept, nor are bodies
 * beyond max_bytes together; both are counted.
 */
#ifndef FETCH_NET_H
#define FETCH_NET_H

#include <stddef.h>
#include <stdint.h>

struct cdp;
struct fail;
struct guard;
struct net;

#define NET_BODY_MAX (64ll << 20)
#define NET_RECORDS_MAX 50000

struct net_tally {
	int written;		/* exchanges in the WARC */
	int without_body;	/* answers left out, since no body came */
	int too_large;		/* answers left out by the bounds */
	int unfit;		/* left out, since a WARC cannot say them */
	int failed;		/* requests that got no answer */
};

struct net_want {		/* all borrowed for as long as the talk */
	const char *dir;	/* where bodies are put aside */
	int64_t max_bytes;	/* of all bodies together */
	const char *password;	/* the guard's; NULL: it asks for none */
};

/* net_new(cdp, want, fail): listen to the browser's events. */
struct net *net_new(struct cdp *, const struct net_want *, struct fail *);

/*
 * net_only_file(net, url): before anything is watched: of all files, the
 * browser may open this one (file:...) only; ${url} is borrowed for good.
 */
void net_only_file(struct net *, const char *);

/* net_watch(net, session, fail): have this page, frame or worker tell. */
int net_watch(struct net *, const char *, struct fail *);

/* net_main_frame(net, frame): the frame whose document is the page. */
void net_main_frame(struct net *, const char *);

/* net_status(net): HTTP status of the page's last document; 0 if none. */
int net_status(const struct net *);

/* net_retry_after(net): seconds its Retry-After said, or -1. */
int net_retry_after(const struct net *);

/*
 * net_busy(net): requests under way, but for event streams and those older
 * than 15 s.  net_quiet_ms(net): since one last started or ended.
 */
int net_busy(const struct net *);
int64_t net_quiet_ms(const struct net *);

struct net_archive {		/* what a WARC is made with; all borrowed */
	const char *path;
	const char *software;	/* for its first record */
	const char *organisation;
	struct guard *guard;	/* knows who answered; or NULL */
};

/* net_write(net, archive, tally, fail): write the WARC. */
int net_write(const struct net *, const struct net_archive *,
    struct net_tally *, struct fail *);

/*
 * net_free(net): after cdp_free(), whose last replies come here; fine if NULL.
 */
void net_free(struct net *);

#endif /* !FETCH_NET_H */
