/*
 * render.h - stage 30: make the document of record from a capture.
 * Reads  JOB/order.xml and JOB/capture/ (capture.xml, layout.xml, slices).
 * Writes JOB/document/ (document.pdf, document.xml, veraPDF's reports), whole
 * or not at all; or the same in pages of A4 for print, JOB/document-a4/, which
 * no other stage reads.
 *
 * Ownership: arguments are borrowed for the call.  struct render is the
 * caller's; render_clear() frees what render_job() put in it.
 * Errors: 0, or -1 with *fail set; on -1 no new document is there.
 */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

struct fail;

struct render {
	char *id;		/* owned; of the capture and the package */
	char *pdf;		/* owned; path of the document */
};
#define RENDER_INIT { NULL, NULL }

enum render_paper {
	RENDER_TALL,		/* a page as tall as the web page */
	RENDER_A4
};

/* render_paper(text, paper, fail): "tall" or "a4"; else FAIL_USAGE. */
int render_paper(const char *, enum render_paper *, struct fail *);

/*
 * render_job(r, job, site, paper, fail):
 * Make the document of the job folder ${job}, unless it is there already for
 * this capture.  ${site} is the site folder, asked where veraPDF is and how
 * pictures are kept; NULL: veraPDF is looked for in PATH, and every pixel kept
 * as it is.  FAIL_DATA: the capture's files are not those that
 * were captured, or the document would not be PDF/A-1b.  FAIL_NO, FAIL_LATER:
 * the capture is no record (its verdict is not good).
 */
int render_job(struct render *, const char *, const char *,
    enum render_paper, struct fail *);

/* render_clear(r): free what ${r} owns; fine if empty. */
void render_clear(struct render *);

#endif /* !RENDER_RENDER_H */
