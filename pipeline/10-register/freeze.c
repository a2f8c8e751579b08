#include "register/freeze.h"

#include <string.h>

#include "core/fail.h"
#include "core/record/fields.h"
#include "core/record/order.h"
#include "core/site.h"
#include "core/xml.h"
#include "register/konton.h"
#include "register/plan.h"

/* What the order says of a record that no row of a plan governs. */
#define DEFAULT_TYPE "Ögonblicksbild av konto i sociala medier"
#define DEFAULT_REGISTRATION "hålls-ordnad"
#define NO_ROW "Ingen rad i nämndens dokumenthanteringsplan gäller " \
    "handlingen. Den bevaras tills nämnden har beslutat annat."
#define NO_PLAN "Nämnden har ingen gällande dokumenthanteringsplan i " \
    "plan.xml. Handlingen bevaras tills nämnden har beslutat annat."

/* A text of ours or of the file, and where it goes; NULL stays NULL. */
struct pair {
	char **place;
	const char *text;
};

/* A word of the Swedish files and the one that orders use. */
struct word {
	const char *from, *to;
};

static int
copy_pairs(const struct pair *pair, size_t count, struct fail *fail)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (fields_text(pair[i].place, pair[i].text, fail) == -1)
			return (-1);
	return (0);
}

#define COPY(pairs, fail) \
	copy_pairs(pairs, sizeof(pairs) / sizeof((pairs)[0]), fail)

/* The schemas let no other word through. */
static const char *
translate(const struct word *words, const char *from)
{
	for (; words->from != NULL; words++)
		if (strcmp(words->from, from) == 0)
			break;
	return (words->to);
}

static int
freeze_decision(struct order_decision *d, struct xml_doc *doc,
    const xml_node *node, const char *by, struct fail *fail)
{
	const struct pair pairs[] = {
		{ &d->by, xml_get(doc, node, by) },
		{ &d->date, xml_get(doc, node, "datum") },
		{ &d->paragraph, xml_get(doc, node, "paragraf") },
		{ &d->number, xml_get(doc, node, "diarienummer") },
	};

	return (COPY(pairs, fail));
}

/* All persons with one part in the account. */
static int
freeze_persons(struct order *o, const struct freeze *what,
    const struct word *part, struct fail *fail)
{
	struct xml_doc *doc = what->konton->file.doc;
	const xml_node *at;

	for (at = xml_first(what->account->node, part->from); at != NULL;
	    at = xml_next(at, part->from)) {
		struct order_person *p = order_add_person(o, fail);

		if (p == NULL ||
		    fields_text(&p->part, part->to, fail) == -1 ||
		    fields_child(&p->name, doc, at, "person", fail) == -1 ||
		    fields_child(&p->function, doc, at, "befattning",
		    fail) == -1 ||
		    fields_child(&p->email, doc, at, "epost", fail) == -1)
			return (-1);
	}
	return (0);
}

static int
freeze_inlets(struct order *o, const struct freeze *what, struct fail *fail)
{
	static const struct word inlets[] = { { "webblasare", "browser" },
	    { "manuell", "manual" }, { NULL, NULL } };
	const xml_node *at;

	for (at = xml_first(what->account->node, "inlet"); at != NULL;
	    at = xml_next(at, "inlet"))
		if (fields_add(&o->inlet, &o->inlet_count, translate(inlets,
		    xml_text(what->konton->file.doc, at)), fail) == -1)
			return (-1);
	return (fields_children(&o->expected, &o->expected_count,
	    what->konton->file.doc, what->account->node, "ord", fail));
}

/* The decision on the account; NULL if a part of it is not known yet. */
static const xml_node *
whole_decision(const struct konton *k, const struct konton_account *a)
{
	const xml_node *node = xml_first(a->node, "beslut");

	if (xml_get(k->file.doc, node, "av") == NULL ||
	    xml_get(k->file.doc, node, "datum") == NULL ||
	    xml_get(k->file.doc, node, "diarienummer") == NULL)
		return (NULL);
	return (node);
}

static int
freeze_account(struct order *o, const struct freeze *what, struct fail *fail)
{
	static const struct word statuses[] = { { KONTON_ACTIVE, "active" },
	    { KONTON_CLOSING, "closing" }, { NULL, NULL } };
	static const struct word suites[] = { { "ja", "yes" }, { "nej", "no" },
	    { "ej-aktuellt", "not-applicable" }, { NULL, NULL } };
	static const struct word parts[] = { { "ansvarig", "responsible" },
	    { "ersattare", "substitute" },
	    { "administrator", "administrator" }, { NULL, NULL } };
	const struct konton *k = what->konton;
	const struct konton_account *a = what->account;
	const struct pair pairs[] = {
		{ &o->account, a->id },
		{ &o->name, a->name },
		{ &o->platform, a->platform },
		{ &o->address, a->address },
		{ &o->board, a->board },
		{ &o->status, translate(statuses, a->status) },
		{ &o->closes, a->closes },
		{ &o->purpose, konton_text(k, a, "syfte") },
		{ &o->audience, konton_text(k, a, "malgrupp") },
		{ &o->contact, konton_text(k, a, "kontakt") },
		{ &o->unit, konton_text(k, a, "enhet") },
		{ &o->logins, konton_text(k, a, "inloggning") },
		{ &o->business_suite, translate(suites,
		    konton_text(k, a, "metaBusinessSuite")) },
		{ &o->konton_sha256, k->file.sha256 },
	};
	const struct word *part;

	if (COPY(pairs, fail) == -1 ||
	    freeze_decision(&o->decision, k->file.doc,
	    whole_decision(k, a), "av", fail) == -1 ||
	    freeze_decision(&o->login, k->file.doc, xml_first(a->node,
	    "inloggadInsamling"), "av", fail) == -1)
		return (-1);
	for (part = parts; part->from != NULL; part++)
		if (freeze_persons(o, what, part, fail) == -1)
			return (-1);
	return (freeze_inlets(o, what, fail));
}

static int
freeze_row(struct order *o, const struct freeze *what, struct fail *fail)
{
	const struct plan *plan = what->plan;
	const struct plan_row *row = what->row;
	const struct pair pairs[] = {
		{ &o->row, row->id },
		{ &o->class_code, row->class_code },
		{ &o->class_title, plan_class(plan, what->board,
		    row->class_code) },
		{ &o->action, row->action },
		{ &o->record_type, plan_text(plan, row, "handlingstyp") },
		{ &o->keep, plan_text(plan, row, "gallringsfrist") },
		{ &o->trigger, plan_text(plan, row, "utlosare") },
		{ &o->review, plan_text(plan, row, "omprovning") },
		{ &o->registration, plan_text(plan, row, "registrering") },
		{ &o->storage, plan_text(plan, row, "forvaringsplats") },
		{ &o->secrecy, plan_text(plan, row, "sekretess") },
		{ &o->personal_data, plan_text(plan, row, "personuppgifter") },
		{ &o->remark, plan_text(plan, row, "anmarkning") },
	};

	if (COPY(pairs, fail) == -1)
		return (-1);
	return (freeze_decision(&o->row_decision, plan->file.doc,
	    xml_first(row->node, "gallringsbeslut"), "namnd", fail));
}

/* No row: preserved, and the order says that it is so for want of one. */
static int
freeze_default(struct order *o, const struct freeze *what, struct fail *fail)
{
	const struct pair pairs[] = {
		{ &o->record_type, DEFAULT_TYPE },
		{ &o->action, PLAN_KEEP },
		{ &o->registration, DEFAULT_REGISTRATION },
		{ &o->storage, what->site->share_windows },
		{ &o->remark, what->board == NULL ? NO_PLAN : NO_ROW },
	};

	return (COPY(pairs, fail));
}

static int
freeze_plan(struct order *o, const struct freeze *what, struct fail *fail)
{
	const struct plan_board *b = what->board;

	if (fields_text(&o->plan_sha256, what->plan->file.sha256, fail) == -1)
		return (-1);
	if (b != NULL && (fields_text(&o->plan_board, b->board, fail) == -1 ||
	    fields_text(&o->plan_version, b->version, fail) == -1 ||
	    freeze_decision(&o->plan_decision, what->plan->file.doc,
	    xml_first(b->node, "faststalld"), "namnd", fail) == -1))
		return (-1);
	if (what->row != NULL)
		return (freeze_row(o, what, fail));
	return (freeze_default(o, what, fail));
}

int
freeze_order(struct order *o, const struct freeze *what, struct fail *fail)
{
	const struct site *site = what->site;
	const struct pair pairs[] = {
		{ &o->period, what->period },
		{ &o->organisation, site->organisation },
		{ &o->organisation_number, site->organisation_number },
		{ &o->archive_authority, site->archive_authority },
	};

	if (COPY(pairs, fail) == -1 || freeze_account(o, what, fail) == -1 ||
	    freeze_plan(o, what, fail) == -1) {
		order_clear(o);
		return (-1);
	}
	return (0);
}
