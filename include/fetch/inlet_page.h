/*
 * inlet_page.h - a saved page, drawn by the browser without any network.
 *
 * The browser sees a copy of the file in a folder of its own; the guard lets
 * nothing through, scripts are off, and no other file can be opened.
 */
#ifndef FETCH_INLET_PAGE_H
#define FETCH_INLET_PAGE_H

struct capture;
struct fail;
struct inlet_file;
struct site;

/*
 * inlet_page_draw(c, file, site, dir, fail): leave slices, layout.xml and
 * page.html in ${dir} and fill ${c} with what the browser knows; c->requested
 * is what relative addresses are reckoned from.  *blank is 1 if nothing is to
 * be seen.  FAIL_DATA: the page cannot be drawn.  FAIL_PROGRAM: no browser.
 */
struct inlet_page {
	const struct inlet_file *file;
	const struct site *site;
	const char *dir;
	int blank;		/* filled */
};
int inlet_page_draw(struct capture *, struct inlet_page *, struct fail *);

#endif /* !FETCH_INLET_PAGE_H */
