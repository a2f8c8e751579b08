/*
 * flow.h - the layout's flow into the PDF: its headings, lists, tables,
 * links and pictures as structure elements, its runs as invisible words.
 *
 * Elements are made when their first content comes, so that what is empty
 * leaves no trace; only the cells of a regular table are made in any case.
 * Headings keep their nesting but are numbered without gaps from H1.
 */
#ifndef RENDER_FLOW_H
#define RENDER_FLOW_H

#include <stdint.h>

struct fail;
struct font;
struct page_list;
struct pdfobj;
struct survey;

struct flow_job {		/* what it needs; all borrowed */
	const char *layout;	/* path */
	struct pdfobj *p;
	struct font *font;
	struct page_list *pages;
	const struct survey *survey;
	const char *lang;	/* the document's */
};

struct flow_result {		/* what was made, and what was not */
	int64_t words, elements;
	int links, pictures, headings, tables;
	int irregular;		/* tables that became Div */
	int bad_links;		/* with an address that is none */
	char bad_link[120];	/* the first of them */
	int lost_links;		/* that no page had room for */
	int64_t untagged;	/* pieces of text without an element */
};

/* flow_write(job, result, fail): read the layout and write all of it. */
int flow_write(const struct flow_job *, struct flow_result *, struct fail *);

#endif /* !RENDER_FLOW_H */
