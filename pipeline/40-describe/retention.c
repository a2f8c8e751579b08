#include "describe/retention.h"

#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/xml.h"
#include "describe/due.h"
#include "describe/input.h"
#include "describe/pack.h"

#define RETENTION_SCHEMA "40-describe.retention.xsd"
#define RETENTION_NS "urn:x-bevara:retention:1"

static void
put_plan(struct xml_writer *w, const struct order *o)
{
	xml_open(w, "creator");
	xml_leaf(w, "board", o->board);
	xml_leaf(w, "organisation", o->organisation);
	xml_leaf(w, "number", o->organisation_number);
	xml_close(w);
	if (o->plan_version == NULL)
		return;		/* the board had none in force */
	xml_open(w, "plan");
	xml_set(w, "version", o->plan_version);
	xml_leaf(w, "board", o->plan_board);
	order_write_decision(&o->plan_decision, w);
	xml_close(w);
}

static void
put_explanation(struct xml_writer *w, const struct order *o,
    const struct due *due)
{
	switch (due->state) {
	case DUE_PRESERVED:
		xml_leaf(w, "explanation", o->row != NULL ?
		    "Handlingen bevaras." : o->plan_version != NULL ?
		    "Ingen rad i planen gäller. Handlingen bevaras tills "
		    "nämnden beslutat annat." : "Nämnden har ingen gällande "
		    "plan. Handlingen bevaras tills nämnden beslutat annat.");
		break;
	case DUE_DATE:
		xml_leaff(w, "explanation", "Fristen %s räknas från %s (%s). "
		    "Handlingen ska finnas kvar till och med %s; därefter får "
		    "den gallras om inget gallringsstopp gäller.", due->period,
		    due->from, o->trigger, due->date);
		break;
	case DUE_WAITS:
		xml_leaff(w, "explanation", "Fristen %s räknas från en "
		    "händelse som ännu inte inträffat (%s). Till dess finns "
		    "inget datum.", due->period, o->trigger);
		break;
	case DUE_REVIEW:
		xml_leaff(w, "explanation", "Handlingen får gallras när den "
		    "inte längre är aktuell. Det prövas nästa gång %s (%s "
		    "efter insamlingen %s)%s%s.", due->date, due->period,
		    due->from, o->trigger != NULL ?
		    ", och när detta inträffar: " : "",
		    o->trigger != NULL ? o->trigger : "");
		break;
	}
}

static void
put_outcome(struct xml_writer *w, const struct order *o,
    const struct due *due)
{
	static const char *const state[] = {
		"preserved", "due", "waits-for-event", "review"
	};

	xml_open(w, "outcome");
	xml_set(w, "state", state[due->state]);
	if (due->from[0] != '\0')
		xml_set(w, "from", due->from);
	xml_set(w, "period", due->period);
	if (due->date[0] != '\0')
		xml_set(w, "date", due->date);
	put_explanation(w, o, due);
	xml_close(w);
}

int
retention_write(struct pack *pk, struct fail *fail)
{
	const struct order *o = &pk->in->order;
	const struct due_rule rule = { o->action, o->keep, o->trigger,
	    o->review };
	struct xml_writer *w = NULL;
	struct due due;
	char captured[CLOCK_TEXT];
	int rc = -1;

	clock_date(pk->in->capture.ended_utc, captured);
	if (due_reckon(&due, &rule, captured, fail) == -1) {
		fail_add(fail, "order.xml, row '%s'",
		    o->row != NULL ? o->row : "none");
		return (-1);
	}
	if ((w = xml_writer_new(fail)) == NULL)
		return (-1);
	xml_open(w, "retention");
	xml_set(w, "xmlns", RETENTION_NS);
	xml_set(w, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
	xml_set(w, "xsi:schemaLocation", RETENTION_NS " ../../" PACK_SCHEMAS
	    RETENTION_SCHEMA);
	xml_set(w, "package", pk->in->capture.id);
	xml_set(w, "account", o->account);
	xml_set(w, "captured", captured);
	put_plan(w, o);
	order_write_rule(o, w);
	put_outcome(w, o, &due);
	xml_close(w);
	rc = pack_save(pk, PACK_RETENTION, w, RETENTION_SCHEMA, fail);
	xml_writer_free(w);
	return (rc);
}
