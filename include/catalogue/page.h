/*
 * page.h - index.html, and the script and style that it uses.
 */
#ifndef CATALOGUE_PAGE_H
#define CATALOGUE_PAGE_H

#include <stddef.h>

struct fail;
struct segment_list;
struct shelf;
struct store;

#define PAGE_FILE "index.html"

struct page {			/* borrowed */
	const char *share;	/* its path */
	const char *organisation;
	const struct segment_list *segments;
	const struct shelf *shelf;
};

/*
 * page_check(share, fail): 0 if index.html is not there, or is ours.
 * FAIL_EXISTS: it is somebody else's.
 */
int page_check(const char *, struct fail *);

/*
 * page_write(page, store, fail): the script and the style into the store, then
 * index.html, unless it is there just so.
 */
int page_write(const struct page *, struct store *, struct fail *);

#endif /* !CATALOGUE_PAGE_H */
