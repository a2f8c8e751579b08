/*
 * links.h - the files of capture and document that a package takes over as
 * they are, under which names.
 */
#ifndef DESCRIBE_LINKS_H
#define DESCRIBE_LINKS_H

#include <stddef.h>

struct fail;
struct input;
struct part;

struct link {
	char *from;		/* relative to the job's folder; owned */
	char *path;		/* relative to the package's folder; owned */
	const struct part *part;	/* borrowed from the input */
};

struct links {
	struct link *link;	/* owned */
	size_t count;
};
#define LINKS_INIT { NULL, 0 }

/* links_collect(links, in, fail): all of them. */
int links_collect(struct links *, const struct input *, struct fail *);

/* links_find(links, path): the one that gets this name, or NULL. */
const struct link *links_find(const struct links *, const char *);

/* links_clear(links): free; fine if empty. */
void links_clear(struct links *);

#endif /* !DESCRIBE_LINKS_H */
