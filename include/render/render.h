/*
 * render.h - stage 30: make the document of record from a capture.
 * Reads  JOB/order.xml and JOB/capture/ (capture.xml, layout.xml, slices).
 * Writes JOB/document/ (document.pdf, document.xml, veraPDF's reports), whole
 * or not at all.
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

/*
 * render_job(r, job, site, fail):
 * Make the document of the job folder ${job}, unless it is there already for
 * this capture.  ${site} is the site folder, asked only where veraPDF is; NULL
 * looks for it in PATH.  FAIL_DATA: the capture's files are not those that
 * were captured, or the document would not be PDF/A-1b.  FAIL_NO, FAIL_LATER:
 * the capture is no record (its verdict is not good).
 */
int render_job(struct render *, const char *, const char *, struct fail *);

/* render_clear(r): free what ${r} owns; fine if empty. */
void render_clear(struct render *);

#endif /* !RENDER_RENDER_H */
