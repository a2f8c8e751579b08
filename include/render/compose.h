/*
 * compose.h - one capture becomes one PDF: PDF/A-1a and PDF/UA-1.
 *
 * Nothing in it comes from the clock, the machine or chance: the same capture
 * gives the same bytes.
 */
#ifndef RENDER_COMPOSE_H
#define RENDER_COMPOSE_H

#include <stddef.h>

#include "render/flow.h"

struct capture;
struct fail;
struct order;

#define COMPOSE_LANG "sv-SE"	/* of a page that does not say its own */

struct compose {		/* what it is made from; all borrowed */
	int a4;			/* pages of paper, not as tall as they come */
	int jpeg_quality;	/* 1 to 100; 0: every pixel as it is */
	const struct order *order;
	const struct capture *capture;
	const char *capture_dir;
	const char *capture_sha256;	/* of capture.xml */
	const char *work_dir;	/* for temporary files; empty afterwards */
};

struct compose_result {
	char *title;		/* owned */
	int pages;
	struct flow_result flow;
};

/* compose_pdf(from, path, result, fail): write the new file ${path}. */
int compose_pdf(const struct compose *, const char *, struct compose_result *,
    struct fail *);

/* compose_result_clear(r): fine if zeroed. */
void compose_result_clear(struct compose_result *);

#endif /* !RENDER_COMPOSE_H */
