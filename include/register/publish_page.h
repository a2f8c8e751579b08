/*
 * publish_page.h - the published register as a web page, in plain Swedish.
 */
#ifndef REGISTER_PUBLISH_PAGE_H
#define REGISTER_PUBLISH_PAGE_H

#include <stddef.h>

struct html;
struct site;

#define PUBLISH_MAKER "bevara-register"

/* An account as the public sees it; what is not known, or not told, is NULL. */
struct publish_entry {
	const char *name, *platform, *address, *board;	/* borrowed */
	const char *closes, *changed;
	int closed;
	char *purpose, *audience, *contact, *unit, *functions;	/* owned */
};

/* publish_platform(word): the register's word as people write it. */
const char *publish_platform(const char *);

/* publish_page(h, site, entry, count): the whole page into the empty ${h}. */
void publish_page(struct html *, const struct site *,
    const struct publish_entry *, size_t);

#endif /* !REGISTER_PUBLISH_PAGE_H */
