/*
 * test_cdp.c - the talk with the browser, against messages made by hand that
 * a pipe holds: what comes, in what pieces, and what must not.
 */
#include "fetch/cdp.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "fetch/value.h"
#include "../harness/check.h"

struct talk {			/* both ends of the pipes */
	int to_us[2], to_browser[2];
	struct cdp *cdp;
	struct fail fail;
	/* what the handlers saw */
	int events, replies, refusals;
	char last[200];
};

static void
begin(struct talk *t)
{
	memset(t, 0, sizeof(*t));
	NEED(pipe(t->to_us) == 0 && pipe(t->to_browser) == 0);
	NEED(fcntl(t->to_us[0], F_SETFL, O_NONBLOCK) == 0);
	NEED(fcntl(t->to_browser[0], F_SETFL, O_NONBLOCK) == 0);
	NEED(fcntl(t->to_browser[1], F_SETFL, O_NONBLOCK) == 0);
	t->cdp = cdp_new(t->to_us[0], t->to_browser[1], &t->fail);
	NEED(t->cdp != NULL);
}

static void
end(struct talk *t)
{
	cdp_free(t->cdp);
	close(t->to_us[0]);
	if (t->to_us[1] != -1)
		close(t->to_us[1]);
	close(t->to_browser[0]);
	close(t->to_browser[1]);
}

/* The browser says this much. */
static void
says(struct talk *t, const char *bytes, size_t n)
{
	CHECK(write(t->to_us[1], bytes, n) == (ssize_t)n);
}

/* What the browser was told so far, NULs as line ends. */
static const char *
told(struct talk *t)
{
	static char text[4096];
	ssize_t i, n = read(t->to_browser[0], text, sizeof(text) - 1);

	text[n < 0 ? 0 : n] = '\0';
	for (i = 0; i + 1 < n; i++)
		text[i] = text[i] == '\0' ? '\n' : text[i];
	return (text);
}

static int
note_event(void *arg, const struct cdp_event *e, struct fail *fail)
{
	struct talk *t = arg;
	const char *v = value_text(e->params, "v");

	(void)fail;
	t->events++;
	snprintf(t->last, sizeof(t->last), "%s|%s|%s", e->session, e->method,
	    v == NULL ? "" : v);
	return (0);
}

static int
note_reply(void *arg, const struct value *result, const char *error,
    struct fail *fail)
{
	struct talk *t = arg;

	(void)fail;
	t->replies++;
	if (result == NULL) {
		t->refusals++;
		snprintf(t->last, sizeof(t->last), "%s", error);
	}
	return (0);
}

static void
calls_and_takes_the_answer(void)
{
	static const char reply[] = "{\"id\":1,\"result\":{\"product\":\"X\"}}";
	struct cdp_order order = { "S1", "Browser.getVersion", 1000, NULL,
	    NULL };
	struct talk t;
	struct value *v;

	begin(&t);
	says(&t, reply, sizeof(reply));
	v = cdp_call(t.cdp, &order, &t.fail, "{s:s,s:i}", "a", "b\"c", "n", 7);
	CHECK_STR(value_text(v, "product"), "X");
	CHECK_STR(told(&t), "{\"id\":1,\"method\":\"Browser.getVersion\","
	    "\"params\":{\"a\":\"b\\\"c\",\"n\":7},\"sessionId\":\"S1\"}");
	value_free(v);
	end(&t);
}

static void
a_refusal_is_told_with_its_reason(void)
{
	static const char reply[] =
	    "{\"id\":1,\"error\":{\"code\":-32000,\"message\":\"No frame\"}}";
	struct cdp_order order = { NULL, "Page.x", 1000, NULL, NULL };
	struct talk t;

	begin(&t);
	says(&t, reply, sizeof(reply));
	CHECK(cdp_call(t.cdp, &order, &t.fail, NULL) == NULL);
	CHECK_STR(t.fail.text, "Page.x: No frame");
	CHECK_INT(t.fail.kind, FAIL_LATER);
	end(&t);
}

static void
messages_come_in_any_pieces(void)
{
	static const char all[] = "{\"method\":\"Page.a\",\"sessionId\":\"S\","
	    "\"params\":{\"v\":\"1\"}}\0{\"method\":\"Page.b\"}\0"
	    "{\"method\":\"Net.c\"}\0{\"method\":\"Page.d\"}";
	struct talk t;
	size_t i;

	begin(&t);
	CHECK_INT(cdp_listen(t.cdp, "Page.", note_event, &t, &t.fail), 0);
	for (i = 0; i < sizeof(all); i++) {
		says(&t, all + i, 1);
		CHECK_INT(cdp_pump(t.cdp, 0, &t.fail), 0);
		if (t.events == 1 && t.last[0] == 'S')
			CHECK_STR(t.last, "S|Page.a|1");
	}
	CHECK_INT(t.events, 3);
	CHECK_STR(t.last, "|Page.d|");
	/* And all at once. */
	says(&t, all, sizeof(all));
	CHECK_INT(cdp_pump(t.cdp, 0, &t.fail), 0);
	CHECK_INT(t.events, 6);
	end(&t);
}

static void
what_is_not_json_is_passed_over(void)
{
	static const char all[] = "garbage\0{\"method\":\"Page.a\",\"params\":"
	    "{\"v\":\"\\ud800\"}}\0\0[1]\0{\"method\":\"Page.b\"}";
	struct talk t;

	begin(&t);
	CHECK_INT(cdp_listen(t.cdp, "Page.", note_event, &t, &t.fail), 0);
	says(&t, all, sizeof(all));
	CHECK_INT(cdp_pump(t.cdp, 0, &t.fail), 0);
	CHECK_INT(t.events, 1);
	CHECK_INT(cdp_unreadable(t.cdp), 3);
	end(&t);
}

static void
a_silent_browser_costs_no_more_than_the_limit(void)
{
	struct cdp_order order = { NULL, "Page.x", 100, NULL, NULL };
	int64_t before = clock_monotonic_ms();
	struct talk t;

	begin(&t);
	CHECK(cdp_call(t.cdp, &order, &t.fail, NULL) == NULL);
	CHECK_INT(t.fail.kind, FAIL_LATER);
	/* The whole job's deadline holds over a call's own. */
	order.timeout_ms = 60000;
	cdp_deadline(t.cdp, clock_monotonic_ms() + 100);
	CHECK(cdp_call(t.cdp, &order, &t.fail, NULL) == NULL);
	CHECK(clock_monotonic_ms() - before < 5000);
	end(&t);
}

static void
a_late_reply_finds_nobody(void)
{
	static const char late[] = "{\"id\":1,\"result\":{}}";
	static const char reply[] = "{\"id\":2,\"result\":{\"v\":\"2\"}}";
	struct cdp_order order = { NULL, "Page.x", 50, NULL, NULL };
	struct talk t;
	struct value *v;

	begin(&t);
	CHECK(cdp_call(t.cdp, &order, &t.fail, NULL) == NULL);
	fail_clear(&t.fail);
	says(&t, late, sizeof(late));
	says(&t, reply, sizeof(reply));
	order.timeout_ms = 1000;
	v = cdp_call(t.cdp, &order, &t.fail, NULL);
	CHECK_STR(value_text(v, "v"), "2");
	value_free(v);
	end(&t);
}

static void
the_browsers_end_ends_the_call(void)
{
	struct cdp_order order = { NULL, "Page.x", 60000, NULL, NULL };
	struct talk t;

	begin(&t);
	close(t.to_us[1]);
	t.to_us[1] = -1;
	CHECK(cdp_call(t.cdp, &order, &t.fail, NULL) == NULL);
	CHECK_STR(t.fail.text, "Page.x: the browser has ended");
	CHECK_INT(t.fail.kind, FAIL_LATER);
	end(&t);
}

static void
every_sent_call_is_answered_once(void)
{
	static const char reply[] = "{\"id\":2,\"result\":{}}";
	struct cdp_order order = { "S", "Page.x", 0, note_reply, NULL };
	struct talk t;

	begin(&t);
	order.arg = &t;
	CHECK_INT(cdp_send(t.cdp, &order, &t.fail, NULL), 0);
	CHECK_INT(cdp_send(t.cdp, &order, &t.fail, NULL), 0);
	says(&t, reply, sizeof(reply));
	CHECK_INT(cdp_pump(t.cdp, 0, &t.fail), 0);
	CHECK_INT(t.replies, 1);
	CHECK_INT(t.refusals, 0);
	cdp_free(t.cdp);
	t.cdp = NULL;
	CHECK_INT(t.replies, 2);
	CHECK_INT(t.refusals, 1);
	CHECK_STR(t.last, "the talk has ended");
	end(&t);
}

static int
crash(void *arg, const struct cdp_event *e, struct fail *fail)
{
	(void)e;
	(void)fail;
	cdp_stop(arg, "it crashed");
	return (0);
}

static void
a_crash_ends_the_call_at_once(void)
{
	static const char event[] = "{\"method\":\"Inspector.targetCrashed\"}";
	struct cdp_order order = { NULL, "Page.x", 60000, NULL, NULL };
	struct talk t;

	begin(&t);
	CHECK_INT(cdp_listen(t.cdp, "Inspector.", crash, t.cdp, &t.fail), 0);
	says(&t, event, sizeof(event));
	CHECK(cdp_call(t.cdp, &order, &t.fail, NULL) == NULL);
	CHECK_STR(t.fail.text, "Page.x: it crashed");
	end(&t);
}

/* ---- long bodies ---- */

struct taken {			/* what a body's part and reply saw */
	size_t bytes, pieces, largest;
	int wrong;		/* letters that do not belong */
	char body[16];		/* as the result has it */
	char after[16];		/* a member behind it */
	int replies;
};

static int
take_part(void *arg, const char *text, size_t n, struct fail *fail)
{
	struct taken *t = arg;
	size_t i;

	(void)fail;
	for (i = 0; i < n; i++)
		t->wrong += text[i] != 'A';
	t->bytes += n;
	t->pieces++;
	if (n > t->largest)
		t->largest = n;
	return (0);
}

static int
take_reply(void *arg, const struct value *result, const char *error,
    struct fail *fail)
{
	struct taken *t = arg;
	const char *body = value_text(result, "body");
	const char *after = value_text(result, "after");

	(void)fail;
	t->replies++;
	snprintf(t->body, sizeof(t->body), "%s", error != NULL ? "(error)" :
	    body == NULL ? "(none)" : body);
	snprintf(t->after, sizeof(t->after), "%s", after == NULL ? "" : after);
	return (0);
}

/* A reply with a body of ${n} letters, pumped as it is said. */
static void
says_body(struct talk *t, int id, size_t n, const char *behind)
{
	static char some[4096];
	char text[100];

	memset(some, 'A', sizeof(some));
	snprintf(text, sizeof(text), "{\"id\":%d,\"result\":{\"body\":\"", id);
	says(t, text, strlen(text));
	for (; n > 0; n -= n < sizeof(some) ? n : sizeof(some)) {
		says(t, some, n < sizeof(some) ? n : sizeof(some));
		CHECK_INT(cdp_pump(t->cdp, 0, &t->fail), 0);
	}
	says(t, behind, strlen(behind) + 1);
	CHECK_INT(cdp_pump(t->cdp, 0, &t->fail), 0);
}

static void
a_long_body_comes_in_pieces(void)
{
	static const char behind[] = "\",\"after\":\"x\"}}";
	struct taken taken = { 0 };
	struct cdp_order order = { "S", "Fetch.getResponseBody", 0, take_reply,
	    &taken };
	struct talk t;

	begin(&t);
	CHECK_INT(cdp_send(t.cdp, &order, &t.fail, NULL), 0);
	cdp_spill(t.cdp, take_part);
	says_body(&t, 1, CDP_MESSAGE_MAX + 4096, behind);
	CHECK_INT(taken.replies, 1);
	CHECK_INT(taken.bytes, CDP_MESSAGE_MAX + 4096);
	CHECK_INT(taken.wrong, 0);
	CHECK(taken.largest <= 512 * 1024);
	CHECK_STR(taken.body, "");
	CHECK_STR(taken.after, "x");

	/* A short one comes whole, and so does that of another call. */
	CHECK_INT(cdp_send(t.cdp, &order, &t.fail, NULL), 0);
	cdp_spill(t.cdp, take_part);
	says_body(&t, 2, 4, behind);
	CHECK_STR(taken.body, "AAAA");
	CHECK_INT(cdp_send(t.cdp, &order, &t.fail, NULL), 0);
	says_body(&t, 3, 2 * CDP_SPILL, behind);
	CHECK_STR(taken.body, "AAAAAAAAAAAAAAA");
	CHECK_INT(taken.replies, 3);
	CHECK_INT(taken.bytes, CDP_MESSAGE_MAX + 4096);
	end(&t);
}

/* What is broken in the middle of a body costs that message and no more. */
static void
a_body_that_breaks_off_ends_nothing(void)
{
	static const char event[] = "{\"method\":\"Page.a\"}";
	struct taken taken = { 0 };
	struct cdp_order order = { "S", "Fetch.getResponseBody", 0, take_reply,
	    &taken };
	struct talk t;

	begin(&t);
	CHECK_INT(cdp_listen(t.cdp, "Page.", note_event, &t, &t.fail), 0);
	CHECK_INT(cdp_send(t.cdp, &order, &t.fail, NULL), 0);
	cdp_spill(t.cdp, take_part);
	says_body(&t, 1, 2 * CDP_SPILL, "");
	CHECK_INT(cdp_unreadable(t.cdp), 1);
	/* A second body of the same call is none. */
	says_body(&t, 1, 2 * CDP_SPILL, "\"");
	says(&t, event, sizeof(event));
	CHECK_INT(cdp_pump(t.cdp, 0, &t.fail), 0);
	CHECK_INT(t.events, 1);
	CHECK_INT(taken.bytes, 2 * CDP_SPILL);
	CHECK_INT(taken.replies, 0);
	cdp_free(t.cdp);
	t.cdp = NULL;
	CHECK_INT(taken.replies, 1);
	CHECK_STR(taken.body, "(error)");
	end(&t);
}

int
main(void)
{
	RUN(calls_and_takes_the_answer);
	RUN(a_refusal_is_told_with_its_reason);
	RUN(messages_come_in_any_pieces);
	RUN(what_is_not_json_is_passed_over);
	RUN(a_silent_browser_costs_no_more_than_the_limit);
	RUN(a_late_reply_finds_nobody);
	RUN(the_browsers_end_ends_the_call);
	RUN(every_sent_call_is_answered_once);
	RUN(a_crash_ends_the_call_at_once);
	RUN(a_long_body_comes_in_pieces);
	RUN(a_body_that_breaks_off_ends_nothing);
	return (check_end());
}
