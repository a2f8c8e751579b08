#include "register/seen.h"

#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/xml.h"
#include "register/fold.h"

#define TEXT_MAX_BYTES (16u << 20)

struct reader {
	struct buf text;	/* words, as they stand */
	int comment;		/* in a run that is one */
	int word;		/* in a <w> */
	int join;		/* no space before this one */
};

static int
is_true(const char *value)
{
	return (value != NULL && (strcmp(value, "true") == 0 ||
	    strcmp(value, "1") == 0));
}

static int
on_start(void *arg, const char *name, const char *const *attributes,
    struct fail *fail)
{
	struct reader *r = arg;

	(void)fail;
	if (strcmp(name, "run") == 0) {
		r->comment = is_true(xml_scan_attr(attributes, "comment"));
		r->join = is_true(xml_scan_attr(attributes, "join"));
	} else if (strcmp(name, "w") == 0 && !r->comment) {
		r->word = 1;
		if (!r->join)
			buf_addc(&r->text, ' ');
		r->join = 0;
	}
	return (0);
}

static int
on_end(void *arg, const char *name, struct fail *fail)
{
	struct reader *r = arg;

	(void)fail;
	if (strcmp(name, "w") == 0)
		r->word = 0;
	return (0);
}

static int
on_text(void *arg, const char *text, size_t n, struct fail *fail)
{
	struct reader *r = arg;

	(void)fail;
	if (r->word && r->text.size + n <= TEXT_MAX_BYTES)
		buf_add(&r->text, text, n);
	return (0);
}

char *
seen_text(const char *path, struct fail *fail)
{
	static const struct xml_handler handler = { on_start, on_end, on_text };
	struct reader r = { BUF_INIT, 0, 0, 0 };
	char *folded = NULL;

	if (xml_scan(path, NULL, &handler, &r, fail) == 0 &&
	    buf_check(&r.text, fail) == 0)
		folded = fold_text(buf_text(&r.text), fail);
	buf_clear(&r.text);
	return (folded);
}
