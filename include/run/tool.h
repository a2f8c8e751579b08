/*
 * tool.h - start one of Bevara's tools and keep what it said.
 */
#ifndef RUN_TOOL_H
#define RUN_TOOL_H

struct buf;
struct fail;

struct tool {
	const char *name;	/* "fetch": the program bevara-fetch */
	const char *site;	/* passed as -C */
	const char *const *rest;	/* further arguments, NULL-terminated */
};

/*
 * tool_run(t, out, err, status, fail):
 * Run it to its end; its stdout and stderr are added to the buffers, and its
 * messages are passed on to ours too.
 */
int tool_run(const struct tool *, struct buf *, struct buf *, int *,
    struct fail *);

#endif /* !RUN_TOOL_H */
