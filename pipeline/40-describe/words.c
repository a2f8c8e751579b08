#include "describe/words.h"

#include "core/buf.h"
#include "core/clock.h"
#include "core/record/words.h"
#include "describe/input.h"

const char *
words_action(const char *code)
{
	static const struct words_pair words[] = {
		{ "gallras-vid-inaktualitet", "gallras vid inaktualitet" },
		{ NULL, NULL }
	};

	return (words_find(words, code));
}

const char *
words_result(const char *code)
{
	static const struct words_pair words[] = {
		{ "pass", "godkänd" }, { "fail", "underkänd" },
		{ "not-checked", "inte kontrollerad" }, { NULL, NULL }
	};

	return (words_find(words, code));
}

void
words_decision(struct buf *b, const struct order_decision *d)
{
	buf_addf(b, "%s %s", d->by, d->date);
	if (d->paragraph != NULL)
		buf_addf(b, " %s", d->paragraph);
	buf_addf(b, ", dnr %s", d->number);
}

void
words_creator(struct buf *b, const struct input *in)
{
	buf_addf(b, "%s, %s", in->order.board, in->order.organisation);
}

void
words_title(struct buf *b, const struct input *in)
{
	char moment[CLOCK_TEXT];

	capture_moment(&in->capture, moment);
	buf_addf(b, "%s, %s: ögonblicksbild %s", in->order.name,
	    order_platform_name(&in->order), moment);
}

void
words_rule(struct buf *b, const struct input *in)
{
	const struct order *o = &in->order;

	if (o->plan_version == NULL) {
		buf_addf(b, "%s har ingen gällande dokumenthanteringsplan; då "
		    "bevaras handlingen", o->board);
		return;
	}
	if (o->row == NULL)
		buf_addf(b, "ingen rad i dokumenthanteringsplanen för %s, "
		    "version %s, gäller; då bevaras handlingen", o->plan_board,
		    o->plan_version);
	else
		buf_addf(b, "%s: %s, enligt rad %s i dokumenthanteringsplanen "
		    "för %s, version %s", o->record_type,
		    words_action(o->action), o->row, o->plan_board,
		    o->plan_version);
	buf_adds(b, " (planen fastställd av ");
	words_decision(b, &o->plan_decision);
	buf_addc(b, ')');
	if (o->row_decision.by != NULL) {
		buf_adds(b, "; gallringsbeslut av ");
		words_decision(b, &o->row_decision);
	}
}
