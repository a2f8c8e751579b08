/*
 * report_read.h - a report's XML (schemas/30-render.report.xsd), piece by
 * piece, so that a table of any length takes the memory of one row.
 *
 * The order of the calls is that of the file; the head comes first.  What is
 * given is borrowed for the call.
 */
#ifndef RENDER_REPORT_READ_H
#define RENDER_REPORT_READ_H

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"
#include "render/rich.h"

struct fail;

#define REPORT_MAX_COLUMNS 12
#define REPORT_NO_TIME INT64_MIN
#define REPORT_LANG "sv-SE"

struct report_head {
	char kind[128];
	int64_t created_utc;	/* or REPORT_NO_TIME */
	struct buf organisation, title, subtitle, date;	/* "": none */
	struct buf references;	/* each with a NUL after it */
	size_t reference_count;
};

enum report_align { REPORT_START, REPORT_CENTER, REPORT_END };

struct report_column {
	struct rich heading;
	int parts;		/* of the width */
	enum report_align align;
};

struct report_table {
	int facts;		/* two columns without headings; the first
				 * cell of a row is its heading */
	struct buf caption;	/* "": none */
	struct report_column column[REPORT_MAX_COLUMNS];
	size_t columns;
};

struct report_handler {
	/* Each returns 0 to go on, or -1 with fail set. */
	int (*head)(void *, const struct report_head *, struct fail *);
	int (*heading)(void *, int, const struct rich *, struct fail *);
	int (*paragraph)(void *, const struct rich *, struct fail *);
	int (*list)(void *, int, struct fail *);	/* 1: ordered */
	int (*item)(void *, const struct rich *, struct fail *);
	int (*table)(void *, const struct report_table *, struct fail *);
	int (*row)(void *, const struct rich *, struct fail *);	/* cells */
	int (*end)(void *, struct fail *);	/* of a list or table */
	/* The file's name, what it shows, millimetres. */
	int (*picture)(void *, const char *, const char *, int,
	    struct fail *);
	int (*signature)(void *, const char *, const char *, struct fail *);
	int (*page_break)(void *, struct fail *);
};

/*
 * report_read(path, handler, arg, fail):
 * FAIL_DATA: the file is no report; file, line and what to do are said.
 */
int report_read(const char *, const struct report_handler *, void *,
    struct fail *);

#endif /* !RENDER_REPORT_READ_H */
