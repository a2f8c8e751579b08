#include "run/tool.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/proc.h"
#include "core/text.h"

#define MAX_ARGS 16

int
tool_run(const struct tool *t, struct buf *out, struct buf *err, int *status,
    struct fail *fail)
{
	const char *argv[MAX_ARGS + 6];
	struct proc proc = { argv, out, err, 0, 0, 0 };
	char *name = NULL, *path = NULL;
	size_t n = 0, i;
	int rc = -1;

	if ((name = text_printf(fail, "bevara-%s", t->name)) == NULL ||
	    (path = proc_find(name, fail)) == NULL)
		goto out;
	argv[n++] = path;
	for (i = 0; t->rest[i] != NULL && i < MAX_ARGS; i++)
		argv[n++] = t->rest[i];
	argv[n++] = "-C";
	argv[n++] = t->site;
	if (msg_is_verbose())
		argv[n++] = "-v";
	argv[n] = NULL;
	rc = proc_run(&proc, status, fail);
	msg_pass(buf_text(err));
out:
	free(name);
	free(path);
	return (rc);
}
