/*
 * guard_serve.h - one connection of the browser to the guard, from its first
 * byte to its last.
 */
#ifndef FETCH_GUARD_SERVE_H
#define FETCH_GUARD_SERVE_H

#include <stdatomic.h>
#include <stdint.h>

struct guard_list;
struct guard_names;
struct guard_rules;

struct guard_serve {			/* all borrowed */
	const struct guard_rules *rules;
	struct guard_list *list;	/* what was refused */
	struct guard_names *names;	/* what they mean */
	_Atomic int64_t *bytes;		/* that have passed */
	int stop_fd;			/* see guard_io.h */
};

/* guard_serve(s, client): serve it and close it. */
void guard_serve(const struct guard_serve *, int);

/* guard_serve_busy(s, client): too many already: say so and close it. */
void guard_serve_busy(const struct guard_serve *, int);

#endif /* !FETCH_GUARD_SERVE_H */
