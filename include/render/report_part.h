/*
 * report_part.h - the inside of the reader of reports.  In report_*.c only.
 *
 * The file and its head are read in report_read.c, the body's elements in
 * report_body.c.
 */
#ifndef RENDER_REPORT_PART_H
#define RENDER_REPORT_PART_H

#include "render/report_read.h"

#define REPORT_MAX_NESTED 4	/* b in link in p */

enum report_place {		/* what the next element lies in */
	REPORT_IN_HEAD, REPORT_IN_BODY, REPORT_IN_LIST, REPORT_IN_FACTS,
	REPORT_IN_TABLE, REPORT_IN_ROW, REPORT_IN_TEXT
};

/*
 * The file is validated as it is read, but each element is seen here first.
 * One that stands where none may is not told: the schema refuses it next.
 */
struct report_reader {
	const struct report_handler *h;
	void *arg;
	struct report_head head;
	struct report_table table;
	struct rich text;	/* of a heading, paragraph or item */
	struct rich cell[REPORT_MAX_COLUMNS];
	size_t cells;
	enum report_place place;
	enum report_place around;	/* of the text: what it lies in */
	struct rich *open;	/* where text goes, or NULL: nowhere */
	struct buf *plain;	/* the same in the head */
	struct rich_span outer[REPORT_MAX_NESTED];	/* style around */
	int depth;
	int level;		/* of the heading */
	int head_told, table_told;
	int lost;		/* something stood where it may not */
};

/*
 * report_body_start(rd, name, attributes, fail),
 * report_body_end(rd, name, fail): an element of the body.
 */
int report_body_start(struct report_reader *, const char *,
    const char *const *, struct fail *);
int report_body_end(struct report_reader *, const char *, struct fail *);

/* report_body_clear(rd): free what they hold. */
void report_body_clear(struct report_reader *);

#endif /* !RENDER_REPORT_PART_H */
