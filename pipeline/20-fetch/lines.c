#include "fetch/lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/text.h"

struct lines {
	FILE *file;
};

struct lines *
lines_new(const char *dir, struct fail *fail)
{
	struct lines *s = calloc(1, sizeof(*s));
	char *path = NULL;
	int fd;

	if (s == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	if ((path = text_printf(fail, "%s/lines.part-XXXXXX", dir)) == NULL)
		goto bad;
	if ((fd = mkstemp(path)) == -1) {
		fail_sys(fail, "cannot make a file in '%s'", dir);
		goto bad;
	}
	/* Without a name, it is gone however we end. */
	unlink(path);
	if ((s->file = fdopen(fd, "w+")) == NULL) {
		fail_sys(fail, "cannot use a file in '%s'", dir);
		close(fd);
		goto bad;
	}
	free(path);
	return (s);
bad:
	free(path);
	free(s);
	return (NULL);
}

int
lines_add(struct lines *s, const void *bytes, size_t n, struct fail *fail)
{
	if (fwrite(bytes, 1, n, s->file) != n || putc('\n', s->file) == EOF ||
	    fflush(s->file) == EOF)
		return (fail_sys(fail, "cannot write the layout"));
	return (0);
}

int
lines_each(struct lines *s,
    int (*each)(void *, const char *, size_t, struct fail *), void *arg,
    struct fail *fail)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	int rc = 0;

	rewind(s->file);
	while (rc == 0 && (n = getline(&line, &room, s->file)) > 0)
		rc = each(arg, line, (size_t)n - 1, fail);
	free(line);
	if (rc == 0 && ferror(s->file))
		rc = fail_sys(fail, "cannot read the layout again");
	return (rc);
}

void
lines_free(struct lines *s)
{
	if (s == NULL)
		return;
	(void)fclose(s->file);
	free(s);
}
