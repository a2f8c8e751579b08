#include "fetch/world.h"

#include <limits.h>
#include <stddef.h>

#include "core/fail.h"
#include "fetch/cdp.h"
#include "fetch/value.h"

#define MAKE_MS 10000

int
world_make(struct world *w, struct fail *fail)
{
	struct cdp_order o = { w->session, "Page.createIsolatedWorld",
		MAKE_MS, NULL, NULL };
	struct value *v;

	w->id = 0;
	if ((v = cdp_call(w->cdp, &o, fail, "{s:s,s:s}", "frameId", w->frame,
	    "worldName", "bevara")) == NULL)
		return (-1);
	w->id = value_int(v, "executionContextId", INT_MAX, 0);
	value_free(v);
	if (w->id == 0)
		return (fail_set(fail, FAIL_LATER, "the page gives no world"));
	return (0);
}

struct value *
world_evaluate(struct world *w, const char *text, int timeout_ms,
    struct fail *fail)
{
	struct cdp_order o = { w->session, "Runtime.evaluate", timeout_ms,
		NULL, NULL };
	const struct value *bad;
	struct value *v;
	const char *why;

	if (w->id == 0 && world_make(w, fail) == -1)
		return (NULL);
	if ((v = cdp_call(w->cdp, &o, fail, "{s:s,s:i,s:b,s:b}",
	    "expression", text, "contextId", w->id, "awaitPromise", 1,
	    "returnByValue", 1)) == NULL)
		return (NULL);
	if ((bad = value_get(v, "exceptionDetails")) != NULL) {
		why = value_text(value_get(bad, "exception"), "description");
		fail_set(fail, FAIL_LATER, "our script failed in the page: "
		    "%.300s", why == NULL ? "no reason given" : why);
		value_free(v);
		return (NULL);
	}
	return (v);
}

const struct value *
world_result(const struct value *reply)
{
	return (value_get(value_get(reply, "result"), "value"));
}
