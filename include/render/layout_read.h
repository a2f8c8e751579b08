/*
 * layout_read.h - layout.xml as a stream of events, every number checked.
 *
 * The file is read once from start to end and nothing of it is kept, so
 * that memory does not grow with the page.  It is checked as strictly as
 * schemas/20-fetch.layout.xsd says: what may lie in what, which attributes
 * must be there, numbers that are plain decimals within +-100,000,000.
 *
 * Units: CSS pixels from the page's top left corner.
 * Errors: FAIL_DATA names file and line; a handler may stop the reading by
 * returning -1 with *fail set.
 */
#ifndef RENDER_LAYOUT_READ_H
#define RENDER_LAYOUT_READ_H

#include <stddef.h>

struct fail;

enum layout_kind {
	LAYOUT_PAGE, LAYOUT_SECTION, LAYOUT_HEADING, LAYOUT_PARAGRAPH,
	LAYOUT_LIST, LAYOUT_ITEM, LAYOUT_TABLE, LAYOUT_ROW, LAYOUT_CELL,
	LAYOUT_LINK, LAYOUT_RUN, LAYOUT_WORD, LAYOUT_PICTURE, LAYOUT_BOX,
	LAYOUT_KINDS
};

#define LAYOUT_MAX_DEPTH 256
#define LAYOUT_MAX_WORD 32000	/* bytes: a PDF string has 65,535 at most */
#define LAYOUT_MAX_COLUMNS 1000	/* that a cell spans, as HTML has it */
#define LAYOUT_MAX_ROWS 65534

struct layout_box {
	double x, y, w, h;
};

/* Strings are borrowed for the call of the handler. */
struct layout_node {
	enum layout_kind kind;
	int level;		/* of a heading, 1 to 6 */
	int header;		/* 1: a header cell */
	int scope;		/* of a header cell: 'r' row, 'c' column, 0 */
	int columns, rows;	/* that a cell spans */
	const char *address;	/* of a link */
	const char *label;	/* of a link, or NULL */
	const char *lang;	/* of the page, or NULL */
};

struct layout_word {
	const char *text;	/* not NUL-terminated */
	size_t size;		/* bytes */
	double x, w;
};

struct layout_run {
	struct layout_box box;
	double size;		/* of the font */
	int join;		/* no space before the first word */
	int rtl;
	const char *lang;	/* or NULL: the page's */
	const struct layout_word *word;
	size_t count;
};

struct layout_picture {
	struct layout_box box;
	const char *alt;	/* or NULL */
};

struct layout_handler {
	/* All but runs, pictures and boxes; words come with their run. */
	int (*open)(void *, const struct layout_node *, struct fail *);
	int (*close)(void *, const struct layout_node *, struct fail *);
	int (*run)(void *, const struct layout_run *, struct fail *);
	int (*picture)(void *, const struct layout_picture *, struct fail *);
	int (*box)(void *, const struct layout_box *, struct fail *);
};

/* layout_read(path, handler, arg, fail): read it; 0 or -1. */
int layout_read(const char *, const struct layout_handler *, void *,
    struct fail *);

#endif /* !RENDER_LAYOUT_READ_H */
