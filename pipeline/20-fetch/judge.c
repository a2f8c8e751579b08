#include "fetch/judge.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/record/order.h"
#include "fetch/answer.h"
#include "fetch/ask.h"
#include "fetch/browse.h"
#include "fetch/compare.h"
#include "fetch/verdict.h"

/* What the address itself answered. */
static void
add_asked(struct verdict_facts *f, const struct ask *ask)
{
	f->error = ask->error;
	f->refused = ask->refused;
	f->later = ask->later;
}

/* What the browser saw. */
static void
add_seen(struct verdict_facts *f, const struct browse_seen *seen)
{
	f->navigation = seen->navigation;
	f->trouble = seen->trouble;
	f->unfinished = seen->unfinished;
	f->pictures = seen->settled.pictures;
	f->missing = seen->settled.broken + seen->settled.pending;
	f->has_page = seen->has_page;
	f->text = buf_text(&seen->layout.text);
	f->words = seen->layout.words;
	f->shown = seen->layout.pictures;
	f->one_colour = seen->one_colour;
	f->cut = seen->layout.cut;
	f->lost = seen->lost;
	f->seen = seen->look.seen;
	f->layers = seen->look.layers;
	f->consent = seen->look.consent;
	f->consent_share = seen->look.consent_share;
}

/*
 * Beside the last record, if there is one and a page to be compared with it.
 * A last record that has been moved away is no reason to refuse this one.
 */
static int
look_beside(struct compare *cmp, const struct capture *c,
    const struct judge_case *what, int *compared, struct fail *fail)
{
	struct compare_now now = { NULL, c->title,
	    buf_text(&what->seen->layout.text) };
	char *dir = NULL, *layout = NULL, *record = NULL;
	int rc = -1;

	*compared = 0;
	if (what->order->previous_dir == NULL || !what->seen->has_page)
		return (0);
	if ((dir = path_join(what->job, what->order->previous_dir,
	    fail)) == NULL ||
	    (record = path_join(dir, "capture.xml", fail)) == NULL ||
	    (layout = path_join(what->dir, BROWSE_LAYOUT, fail)) == NULL)
		goto out;
	now.layout = layout;
	rc = 0;
	if (!file_is_file(record))
		goto out;
	*compared = 1;
	rc = compare_with(cmp, dir, &now, fail);
out:
	free(dir);
	free(record);
	free(layout);
	return (rc);
}

int
judge_capture(struct capture *c, const struct judge_case *what,
    struct fail *fail)
{
	struct verdict_facts f = { 0 };
	struct answer answer = { 0 };
	struct compare cmp = { 0 };
	char *path;
	int compared, rc = -1;

	if ((path = path_join(what->dir, JUDGE_ANSWER, fail)) == NULL)
		return (-1);
	if (answer_load(&answer, path, fail) == -1 ||
	    look_beside(&cmp, c, what, &compared, fail) == -1)
		goto out;
	f.signs = what->signs;
	f.requested = what->order->address;
	f.expected = what->order->expected;
	f.expected_count = what->order->expected_count;
	f.final = c->final;
	f.status = c->http_status;
	f.title = c->title;
	f.time_up = c->scroll_stop != NULL &&
	    strcmp(c->scroll_stop, "time") == 0;
	f.answer = &answer;
	f.compare = compared ? &cmp : NULL;
	add_asked(&f, what->ask);
	add_seen(&f, what->seen);
	rc = verdict_decide(c, &f, fail);
out:
	answer_clear(&answer);
	compare_clear(&cmp);
	free(path);
	return (rc);
}
