#include "core/record/order.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/list.h"
#include "core/record/fields.h"
#include "core/xml.h"

#define NAMESPACE "urn:x-bevara:order:1"

/* One line of the tables below: a child element and where its text goes. */
struct field {
	const char *element;
	char **place;
};

static int
read_fields(const struct field *field, struct xml_doc *doc,
    const xml_node *node, struct fail *fail)
{
	for (; field->element != NULL; field++)
		if (fields_child(field->place, doc, node, field->element,
		    fail) == -1)
			return (-1);
	return (0);
}

static int
read_decision(struct order_decision *d, struct xml_doc *doc,
    const xml_node *node, struct fail *fail)
{
	const struct field fields[] = { { "by", &d->by }, { "date", &d->date },
	    { "paragraph", &d->paragraph }, { "number", &d->number },
	    { NULL, NULL } };

	return (read_fields(fields, doc, node, fail));
}

struct order_person *
order_add_person(struct order *o, struct fail *fail)
{
	struct order_person *grown = list_grow(o->person, &o->person_count,
	    sizeof(*grown), fail);

	if (grown == NULL)
		return (NULL);
	o->person = grown;
	return (&grown[o->person_count - 1]);
}

static int
read_persons(struct order *o, struct xml_doc *doc, const xml_node *account,
    struct fail *fail)
{
	const xml_node *at;

	for (at = xml_first(account, "person"); at != NULL;
	    at = xml_next(at, "person")) {
		struct order_person *p = order_add_person(o, fail);

		if (p == NULL ||
		    fields_attr(&p->part, doc, at, "part", fail) == -1 ||
		    fields_child(&p->name, doc, at, "name", fail) == -1 ||
		    fields_child(&p->function, doc, at, "function",
		    fail) == -1 ||
		    fields_child(&p->email, doc, at, "email", fail) == -1)
			return (-1);
	}
	return (0);
}

static int
read_account(struct order *o, struct xml_doc *doc, const xml_node *account,
    struct fail *fail)
{
	const struct field fields[] = { { "name", &o->name },
	    { "platform", &o->platform }, { "address", &o->address },
	    { "purpose", &o->purpose }, { "audience", &o->audience },
	    { "contact", &o->contact }, { "unit", &o->unit },
	    { "board", &o->board }, { "logins", &o->logins },
	    { "businessSuite", &o->business_suite }, { "closes", &o->closes },
	    { NULL, NULL } };

	if (fields_attr(&o->account, doc, account, "id", fail) == -1 ||
	    fields_attr(&o->status, doc, account, "status", fail) == -1 ||
	    read_fields(fields, doc, account, fail) == -1 ||
	    read_persons(o, doc, account, fail) == -1 ||
	    read_decision(&o->decision, doc, xml_first(account, "decision"),
	    fail) == -1 || read_decision(&o->login, doc, xml_first(account,
	    "loginDecision"), fail) == -1 ||
	    fields_children(&o->inlet, &o->inlet_count, doc, account, "inlet",
	    fail) == -1)
		return (-1);
	return (fields_children(&o->expected, &o->expected_count, doc, account,
	    "expected", fail));
}

static int
read_rule(struct order *o, struct xml_doc *doc, const xml_node *rule,
    struct fail *fail)
{
	const struct field fields[] = { { "recordType", &o->record_type },
	    { "class", &o->class_title }, { "action", &o->action },
	    { "keep", &o->keep }, { "trigger", &o->trigger },
	    { "review", &o->review }, { "registration", &o->registration },
	    { "storage", &o->storage }, { "secrecy", &o->secrecy },
	    { "personalData", &o->personal_data }, { "remark", &o->remark },
	    { NULL, NULL } };

	if (fields_attr(&o->row, doc, rule, "row", fail) == -1 ||
	    fields_attr(&o->class_code, doc, xml_first(rule, "class"), "code",
	    fail) == -1 || read_fields(fields, doc, rule, fail) == -1)
		return (-1);
	return (read_decision(&o->row_decision, doc, xml_first(rule,
	    "decision"), fail));
}

static int
read_all(struct order *o, struct xml_doc *doc, struct fail *fail)
{
	const xml_node *root = xml_root(doc);
	const xml_node *plan = xml_first(root, "plan");
	const xml_node *previous = xml_first(root, "previous");
	const xml_node *source = xml_first(root, "source");
	const struct field organisation[] = { { "name", &o->organisation },
	    { "number", &o->organisation_number },
	    { "archiveAuthority", &o->archive_authority }, { NULL, NULL } };

	if (fields_attr(&o->period, doc, root, "period", fail) == -1 ||
	    read_fields(organisation, doc, xml_first(root, "organisation"),
	    fail) == -1 ||
	    read_account(o, doc, xml_first(root, "account"), fail) == -1 ||
	    fields_attr(&o->plan_version, doc, plan, "version", fail) == -1 ||
	    fields_child(&o->plan_board, doc, plan, "board", fail) == -1 ||
	    read_decision(&o->plan_decision, doc, xml_first(plan, "decision"),
	    fail) == -1 ||
	    read_rule(o, doc, xml_first(root, "rule"), fail) == -1 ||
	    fields_attr(&o->previous_id, doc, previous, "id", fail) == -1 ||
	    fields_attr(&o->previous_dir, doc, previous, "dir",
	    fail) == -1 ||
	    fields_attr(&o->konton_sha256, doc, source, "konton",
	    fail) == -1)
		return (-1);
	return (fields_attr(&o->plan_sha256, doc, source, "plan", fail));
}

int
order_load(struct order *o, const char *path, struct fail *fail)
{
	struct xml_doc *doc;
	int rc;

	memset(o, 0, sizeof(*o));
	if ((doc = xml_load(path, ORDER_SCHEMA, FAIL_DATA, fail)) == NULL)
		return (-1);
	if ((rc = read_all(o, doc, fail)) == -1)
		order_clear(o);
	xml_free(doc);
	return (rc);
}

static void
write_decision(const struct order_decision *d, const char *name,
    struct xml_writer *w)
{
	if (d->by == NULL)
		return;
	xml_open(w, name);
	xml_leaf(w, "by", d->by);
	xml_leaf(w, "date", d->date);
	xml_leaf(w, "paragraph", d->paragraph);
	xml_leaf(w, "number", d->number);
	xml_close(w);
}

void
order_write_decision(const struct order_decision *d, struct xml_writer *w)
{
	write_decision(d, "decision", w);
}

static void
write_account(const struct order *o, struct xml_writer *w)
{
	size_t i;

	xml_open(w, "account");
	xml_set(w, "id", o->account);
	xml_set(w, "status", o->status);
	xml_leaf(w, "name", o->name);
	xml_leaf(w, "platform", o->platform);
	xml_leaf(w, "address", o->address);
	xml_leaf(w, "purpose", o->purpose);
	xml_leaf(w, "audience", o->audience);
	xml_leaf(w, "contact", o->contact);
	xml_leaf(w, "unit", o->unit);
	xml_leaf(w, "board", o->board);
	for (i = 0; i < o->person_count; i++) {
		xml_open(w, "person");
		xml_set(w, "part", o->person[i].part);
		xml_leaf(w, "name", o->person[i].name);
		xml_leaf(w, "function", o->person[i].function);
		xml_leaf(w, "email", o->person[i].email);
		xml_close(w);
	}
	xml_leaf(w, "logins", o->logins);
	xml_leaf(w, "businessSuite", o->business_suite);
	order_write_decision(&o->decision, w);
	write_decision(&o->login, "loginDecision", w);
	xml_leaf(w, "closes", o->closes);
	for (i = 0; i < o->inlet_count; i++)
		xml_leaf(w, "inlet", o->inlet[i]);
	for (i = 0; i < o->expected_count; i++)
		xml_leaf(w, "expected", o->expected[i]);
	xml_close(w);
}

void
order_write_rule(const struct order *o, struct xml_writer *w)
{
	xml_open(w, "rule");
	xml_set(w, "row", o->row);
	xml_leaf(w, "recordType", o->record_type);
	if (o->class_title != NULL) {
		xml_open(w, "class");
		xml_set(w, "code", o->class_code);
		xml_put(w, o->class_title);
		xml_close(w);
	}
	xml_leaf(w, "action", o->action);
	xml_leaf(w, "keep", o->keep);
	xml_leaf(w, "trigger", o->trigger);
	xml_leaf(w, "review", o->review);
	xml_leaf(w, "registration", o->registration);
	xml_leaf(w, "storage", o->storage);
	xml_leaf(w, "secrecy", o->secrecy);
	xml_leaf(w, "personalData", o->personal_data);
	xml_leaf(w, "remark", o->remark);
	order_write_decision(&o->row_decision, w);
	xml_close(w);
}

int
order_save(const struct order *o, const char *path, struct fail *fail)
{
	struct xml_writer *w = xml_writer_new(fail);
	int rc;

	if (w == NULL)
		return (-1);
	xml_open(w, "order");
	xml_set(w, "xmlns", NAMESPACE);
	xml_set(w, "period", o->period);
	xml_open(w, "organisation");
	xml_leaf(w, "name", o->organisation);
	xml_leaf(w, "number", o->organisation_number);
	xml_leaf(w, "archiveAuthority", o->archive_authority);
	xml_close(w);
	write_account(o, w);
	if (o->plan_version != NULL) {
		xml_open(w, "plan");
		xml_set(w, "version", o->plan_version);
		xml_leaf(w, "board", o->plan_board);
		order_write_decision(&o->plan_decision, w);
		xml_close(w);
	}
	order_write_rule(o, w);
	if (o->previous_id != NULL) {
		xml_open(w, "previous");
		xml_set(w, "id", o->previous_id);
		xml_set(w, "dir", o->previous_dir);
		xml_close(w);
	}
	xml_open(w, "source");
	xml_set(w, "konton", o->konton_sha256);
	xml_set(w, "plan", o->plan_sha256);
	xml_close(w);
	xml_close(w);
	rc = xml_writer_save(w, path, ORDER_SCHEMA, fail);
	xml_writer_free(w);
	return (rc);
}

const char *
order_platform_name(const struct order *o)
{
	static const struct {
		const char *word, *name;
	} known[] = {
		{ "facebook", "Facebook" }, { "instagram", "Instagram" },
		{ "x", "X" }, { "linkedin", "LinkedIn" },
		{ "youtube", "YouTube" }, { "tiktok", "TikTok" },
		{ "mastodon", "Mastodon" }, { "bluesky", "Bluesky" },
		{ "threads", "Threads" },
		{ "webb", "Webb" }, { "annan", "Annan plattform" },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(o->platform, known[i].word) == 0)
			return (known[i].name);
	return (o->platform);
}

static void
clear_decision(struct order_decision *d)
{
	free(d->by);
	free(d->date);
	free(d->paragraph);
	free(d->number);
}

void
order_clear(struct order *o)
{
	char *const strings[] = { o->account, o->period, o->organisation,
	    o->organisation_number, o->archive_authority, o->name, o->platform,
	    o->address, o->purpose, o->audience, o->contact, o->unit, o->board,
	    o->logins, o->business_suite, o->status, o->closes, o->plan_board,
	    o->plan_version, o->row, o->record_type, o->class_code,
	    o->class_title, o->action, o->keep, o->trigger, o->review,
	    o->registration, o->storage, o->secrecy, o->personal_data,
	    o->remark, o->previous_id, o->previous_dir, o->konton_sha256,
	    o->plan_sha256 };
	size_t i;

	for (i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
		free(strings[i]);
	for (i = 0; i < o->person_count; i++) {
		free(o->person[i].part);
		free(o->person[i].name);
		free(o->person[i].function);
		free(o->person[i].email);
	}
	free(o->person);
	fields_free(o->inlet, o->inlet_count);
	fields_free(o->expected, o->expected_count);
	clear_decision(&o->decision);
	clear_decision(&o->login);
	clear_decision(&o->plan_decision);
	clear_decision(&o->row_decision);
	memset(o, 0, sizeof(*o));
}
