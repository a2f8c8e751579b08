/*
 * guard_names.h - what each name was found to mean, for the whole capture.
 *
 * The first look-up of a name that gave addresses is the one that holds: a
 * name server that gives others later (DNS rebinding) is not asked again.
 * Safe from several threads.
 */
#ifndef FETCH_GUARD_NAMES_H
#define FETCH_GUARD_NAMES_H

#include <sys/socket.h>

#include <stddef.h>

struct fail;
struct guard_names;

#define GUARD_ADDRESSES_MAX 16	/* of one name; more are not looked at */

struct guard_address {
	struct sockaddr_storage sa;	/* its port is 0 */
	socklen_t size;
};

struct guard_addresses {
	struct guard_address address[GUARD_ADDRESSES_MAX];
	size_t count;
};

/* guard_names_new(fail): none yet. */
struct guard_names *guard_names_new(struct fail *);

/* guard_names_get(names, host, out): 0, or -1 if nothing is kept of it. */
int guard_names_get(struct guard_names *, const char *,
    struct guard_addresses *);

/*
 * guard_names_put(names, host, addresses): keep them, or if something is kept
 * already, replace ${addresses} by that.  At most 1000 names are kept.
 */
void guard_names_put(struct guard_names *, const char *,
    struct guard_addresses *);

/* guard_names_free(names): fine if NULL. */
void guard_names_free(struct guard_names *);

#endif /* !FETCH_GUARD_NAMES_H */
