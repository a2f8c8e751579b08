#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/text.h"
#include "core/xml.h"
#include "describe/input.h"
#include "describe/pack.h"
#include "describe/premis_part.h"
#include "describe/words.h"

#define REFUSED_MAX 20		/* of what the guard refused, told of by name */

#define OUTCOME_GOOD "suc"
#define OUTCOME_WARNING "war"
#define OUTCOME_BAD "fai"

/* One event; its texts may change from one to the next. */
struct event {
	const char *key;	/* of its identifier */
	const char *code, *type;	/* id.loc.gov eventType */
	int64_t when_utc;
	const char *outcome;	/* OUTCOME_X */
};

/* What the events are written to, and with. */
struct events {
	struct xml_writer *w;
	struct pack *pk;
	const struct premis_agents *agents;
	struct buf text;	/* for the detail that is being made */
};

static void
open_event(struct events *e, const struct event *event)
{
	char uuid[UUID_TEXT], time[CLOCK_TEXT];

	pack_uuid(e->pk, event->key, uuid);
	clock_local(event->when_utc, time);
	xml_open(e->w, "premis:event");
	xml_open(e->w, "premis:eventIdentifier");
	premis_id(e->w, "eventIdentifier", uuid);
	xml_close(e->w);
	premis_term(e->w, "premis:eventType", "eventType", event->code,
	    event->type);
	xml_leaf(e->w, "premis:eventDateTime", time);
	if (e->text.size > 0) {
		xml_open(e->w, "premis:eventDetailInformation");
		xml_leaf(e->w, "premis:eventDetail", buf_text(&e->text));
		xml_close(e->w);
	}
	xml_open(e->w, "premis:eventOutcomeInformation");
	premis_term(e->w, "premis:eventOutcome", "eventOutcome", event->outcome,
	    strcmp(event->outcome, OUTCOME_GOOD) == 0 ? "success" :
	    strcmp(event->outcome, OUTCOME_BAD) == 0 ? "fail" : "warning");
	buf_reset(&e->text);
}

/* A note on the outcome, from e->text; then the outcome's end. */
static void
put_note(struct events *e)
{
	if (e->text.size > 0) {
		xml_open(e->w, "premis:eventOutcomeDetail");
		xml_leaf(e->w, "premis:eventOutcomeDetailNote",
		    buf_text(&e->text));
		xml_close(e->w);
	}
	buf_reset(&e->text);
}

static void
link_agents(struct events *e, unsigned int did, const char *code,
    const char *role)
{
	size_t i;

	for (i = 0; i < e->agents->count; i++) {
		if (!(e->agents->agent[i].did & did))
			continue;
		xml_open(e->w, "premis:linkingAgentIdentifier");
		premis_id(e->w, "linkingAgentIdentifier",
		    e->agents->agent[i].uuid);
		premis_term(e->w, "premis:linkingAgentRole",
		    "eventRelatedAgentRole", code, role);
		xml_close(e->w);
	}
}

static void
link_uuid(struct events *e, const char *uuid, int is_source)
{
	xml_open(e->w, "premis:linkingObjectIdentifier");
	premis_id(e->w, "linkingObjectIdentifier", uuid);
	premis_term(e->w, "premis:linkingObjectRole",
	    "eventRelatedObjectRole", is_source ? "sou" : "out",
	    is_source ? "source" : "outcome");
	xml_close(e->w);
}

static void
link_file(struct events *e, const char *path, int is_source)
{
	char uuid[UUID_TEXT];

	if (pack_find(e->pk, path) == NULL)
		return;
	premis_file_uuid(e->pk, path, uuid);
	link_uuid(e, uuid, is_source);
}

static void
link_entity(struct events *e, int is_source)
{
	char uuid[UUID_TEXT];

	pack_uuid(e->pk, PREMIS_ENTITY, uuid);
	link_uuid(e, uuid, is_source);
}

/* All that the capture left and the package keeps. */
static void
link_captured(struct events *e, int is_source)
{
	size_t i;

	link_file(e, PACK_WARC_FILE, is_source);
	link_file(e, PACK_DOCUMENTATION "layout.xml", is_source);
	link_file(e, PACK_DOCUMENTATION "page.html", is_source);
	link_file(e, PACK_DOCUMENTATION "answer.xml", is_source);
	for (i = 0; i < e->pk->count; i++)
		if (text_prefix(e->pk->file[i].path, PACK_ORIGINAL))
			link_file(e, e->pk->file[i].path, is_source);
}

/*
 * The plan's row was chosen when the order was made, of which the records
 * hold no time: the capture's start is the latest that it can have been.
 */
static void
put_rule(struct events *e)
{
	const struct event event = { PREMIS_RULE, "poa", "policy assignment",
	    e->pk->in->capture.started_utc, OUTCOME_GOOD };

	words_rule(&e->text, e->pk->in);
	buf_adds(&e->text, ". Bestämt senast vid denna tid, när insamlingen "
	    "beställdes; se metadata/other/retention.xml");
	open_event(e, &event);
	xml_close(e->w);
	link_agents(e, PREMIS_BY_PLAN, "aut", "authorizer");
	link_entity(e, 1);
	xml_close(e->w);
}

/* By whom it was handed in, and when it was taken as far as that is known. */
static void
add_manual(struct buf *b, const struct capture *c)
{
	const struct capture_manual *m = &c->manual;
	char end[CLOCK_TEXT], utc[CLOCK_TEXT];
	size_t i;

	clock_local(c->ended_utc, end);
	clock_utc(c->ended_utc, utc);
	buf_addf(b, "Adress: %s. Metod: %s: %s inlämnad av %s (inloggad som "
	    "%s) %s (%s). Tagen: %s. ", c->requested, c->method,
	    strcmp(m->source, "drop-folder") == 0 ? "lagd i Inkorg," :
	    strcmp(m->source, "existing") == 0 ? "äldre bild," : "bild eller "
	    "sparad sida,", m->by, m->login, end, utc,
	    m->taken != NULL ? m->taken : "okänt när");
	if (m->note != NULL)
		buf_addf(b, "Beskrivning: %s. ", m->note);
	for (i = 0; i < m->unknown_count; i++)
		buf_addf(b, "Inte känt: %s. ", m->unknown[i]);
	for (i = 0; i < c->sign_count; i++)
		if (strcmp(c->sign[i].name, "original") == 0 &&
		    c->sign[i].detail != NULL)
			buf_addf(b, "Original: %s. ", c->sign[i].detail);
	if (c->browser != NULL)
		buf_addf(b, "Ritad utan nät med: %s. ", c->browser);
	buf_addf(b, "Sida: %d×%" PRId64 " bildpunkter, skärmbilder: %zu. "
	    "Bedömning: %s.", c->page_width, c->page_height, c->slice_count,
	    c->verdict);
}

/* What was seen, when, how and by what. */
static void
add_capture(struct buf *b, const struct capture *c)
{
	char start[CLOCK_TEXT], end[CLOCK_TEXT], utc[CLOCK_TEXT];

	clock_local(c->started_utc, start);
	clock_local(c->ended_utc, end);
	clock_utc(c->ended_utc, utc);
	buf_addf(b, "Adress: %s. Visad adress: %s. Svar: %d. Början: %s. Slut: "
	    "%s (%s). Metod: %s, ", c->requested, c->final != NULL ? c->final :
	    "ingen", c->http_status, start, end, utc, c->method);
	if (c->login_decision != NULL)
		buf_addf(b, "inloggad (%s) enligt beslut %s. ", c->login,
		    c->login_decision);
	else
		buf_addf(b, "utloggad (%s). ", c->login);
	buf_addf(b, "Webbläsare: %s. ", c->browser != NULL ? c->browser :
	    "okänd");
	buf_addf(b, "Fönster: %d×%d bildpunkter. Sida: %d×%" PRId64
	    " bildpunkter, skärmbilder: %zu. ", c->viewport_width,
	    c->viewport_height, c->page_width, c->page_height,
	    c->slice_count);
	if (c->scroll_stop != NULL)
		buf_addf(b, "Rullningen slutade: %s. ", c->scroll_stop);
	buf_addf(b, "Bedömning: %s.", c->verdict);
}

static void
put_capture_notes(struct events *e, const struct capture *c)
{
	size_t i;

	for (i = 0; i < c->warning_count; i++) {
		buf_addf(&e->text, "Varning: %s", c->warning[i]);
		put_note(e);
	}
	for (i = 0; i < c->refused_count && i < REFUSED_MAX; i++) {
		const struct capture_refused *r = &c->refused[i];

		buf_addf(&e->text, "Släpptes inte fram: %s (%s), antal: %"
		    PRId64, r->address, r->reason, r->count);
		put_note(e);
	}
	if (c->refused_count > REFUSED_MAX) {
		buf_addf(&e->text, "Och %zu adresser till som inte släpptes "
		    "fram, se documentation/capture.xml",
		    c->refused_count - REFUSED_MAX);
		put_note(e);
	}
}

static void
put_capture(struct events *e)
{
	const struct capture *c = &e->pk->in->capture;
	/* What the guard refused is told, but it is its everyday work. */
	const struct event event = { PREMIS_CAPTURE, "cap", "capture",
	    c->ended_utc, c->warning_count > 0 ||
	    strcmp(c->verdict, "good") != 0 ? OUTCOME_WARNING : OUTCOME_GOOD };

	if (c->manual.by != NULL)
		add_manual(&e->text, c);
	else
		add_capture(&e->text, c);
	open_event(e, &event);
	put_capture_notes(e, c);
	xml_close(e->w);
	link_agents(e, PREMIS_BY_PERSON, "imp", "implementer");
	link_agents(e, PREMIS_BY_FETCH, "exe", "executing program");
	link_agents(e, PREMIS_BY_CREATOR, "aut", "authorizer");
	link_captured(e, 0);
	xml_close(e->w);
}

static void
put_capture_digest(struct events *e)
{
	const struct event event = { PREMIS_CAPTURE_DIGEST, "mes",
	    "message digest calculation", e->pk->in->capture.ended_utc,
	    OUTCOME_GOOD };

	buf_adds(&e->text, "SHA-256 och SHA-512 av insamlingens filer");
	open_event(e, &event);
	xml_close(e->w);
	link_agents(e, PREMIS_BY_FETCH, "exe", "executing program");
	link_captured(e, 1);
	xml_close(e->w);
}

/*
 * A person's yes to what the machine did not find good.  Its verdict stays in
 * the event of the capture, and is told here again.
 */
static void
put_decision(struct events *e)
{
	const struct decision *d = &e->pk->in->decision;
	const struct event event = { PREMIS_DECISION, "app", "appraisal",
	    d->decided_utc, OUTCOME_GOOD };

	if (d->value == NULL)
		return;
	buf_addf(&e->text, "Insamlingen godtogs som handling av %s (inloggad "
	    "som %s). Maskinens bedömning står kvar: %s. Beslutet är "
	    PACK_DECISION, d->by, d->login, d->verdict);
	open_event(e, &event);
	buf_addf(&e->text, "Skäl: %s", d->reason != NULL ? d->reason :
	    "inget angivet");
	put_note(e);
	xml_close(e->w);
	link_agents(e, PREMIS_BY_REVIEWER, "aut", "authorizer");
	link_captured(e, 1);
	link_entity(e, 0);
	xml_close(e->w);
}

static void
put_migration(struct events *e)
{
	const struct input *in = e->pk->in;
	const struct document *d = &in->document;
	const struct event event = { PREMIS_MIGRATION, "mig", "migration",
	    d->rendered_utc, d->warning_count > 0 ? OUTCOME_WARNING :
	    OUTCOME_GOOD };
	size_t i;

	buf_addf(&e->text, "Skärmbilder (PNG, antal: %zu) och sidans uppmätta "
	    "innehåll (layout.xml) till PDF/A-%s (ISO 19005-1). Sidor: %d, "
	    "ord i textlagret: %" PRId64 ", strukturelement: %" PRId64
	    ", länkar: %d, bilder: %d, rubriker: %d. Skärmbilderna återges i "
	    "PDF-filen och ligger inte för sig i paketet; deras "
	    "kontrollsummor står i documentation/capture.xml.",
	    in->capture.slice_count,
	    in->conformance, d->pages, d->words, d->elements, d->links,
	    d->pictures, d->headings);
	if (d->jpeg_quality > 0)
		buf_addf(&e->text, " De packades som JPEG, kvalitet %d, och "
		    "är inte lika bildpunkt för bildpunkt.", d->jpeg_quality);
	open_event(e, &event);
	for (i = 0; i < d->warning_count; i++) {
		buf_addf(&e->text, "Varning: %s", d->warning[i]);
		put_note(e);
	}
	xml_close(e->w);
	link_agents(e, PREMIS_BY_RENDER, "exe", "executing program");
	link_file(e, PACK_DOCUMENTATION "layout.xml", 1);
	link_file(e, PACK_PDFA_FILE, 0);
	xml_close(e->w);
}

static void
put_document_digest(struct events *e)
{
	const struct event event = { PREMIS_DOCUMENT_DIGEST, "mes",
	    "message digest calculation", e->pk->in->document.rendered_utc,
	    OUTCOME_GOOD };

	buf_adds(&e->text, "SHA-256 och SHA-512 av PDF-filen");
	open_event(e, &event);
	xml_close(e->w);
	link_agents(e, PREMIS_BY_RENDER, "exe", "executing program");
	link_file(e, PACK_PDFA_FILE, 1);
	xml_close(e->w);
}

/* One event for each profile that was checked, whatever was found. */
static int
put_validation(struct events *e, const struct document_check *check,
    struct fail *fail)
{
	char *key = text_printf(fail, PREMIS_VALIDATION "%s", check->profile);
	const struct event event = { key, "val", "validation",
	    check->checked_utc, strcmp(check->result, "pass") == 0 ?
	    OUTCOME_GOOD : OUTCOME_BAD };

	if (key == NULL)
		return (-1);
	buf_addf(&e->text, "%s kontrollerad mot profilen PDF/%s med %s",
	    PACK_PDFA_FILE, strcmp(check->profile, "ua1") == 0 ? "UA-1" :
	    strcmp(check->profile, "1a") == 0 ? "A-1a" : "A-1b",
	    check->judge != NULL ? check->judge : "okänt program");
	open_event(e, &event);
	buf_adds(&e->text, words_result(check->result));
	if (check->report != NULL)
		buf_addf(&e->text, "; rapporten är documentation/%s",
		    check->report);
	put_note(e);
	xml_close(e->w);
	link_agents(e, PREMIS_BY_JUDGE, "exe", "executing program");
	link_file(e, PACK_PDFA_FILE, 1);
	xml_close(e->w);
	free(key);
	return (0);
}

static void
put_package(struct events *e)
{
	const struct event event = { PREMIS_PACKAGE, "ipc",
	    "information package creation", e->pk->in->latest_utc,
	    OUTCOME_GOOD };

	buf_addf(&e->text, "Arkivpaket (AIP) enligt E-ARK CSIP %s. Tiden är "
	    "den senaste i underlagens egna uppgifter, så att samma underlag "
	    "alltid ger samma paket.", e->pk->version);
	open_event(e, &event);
	xml_close(e->w);
	link_agents(e, PREMIS_BY_DESCRIBE, "exe", "executing program");
	link_file(e, PACK_PDFA_FILE, 1);
	link_file(e, PACK_WARC_FILE, 1);
	link_entity(e, 0);
	xml_close(e->w);
}

int
premis_events(struct xml_writer *w, struct pack *pk,
    const struct premis_agents *agents, struct fail *fail)
{
	struct events e = { w, pk, agents, BUF_INIT };
	const struct document *d = &pk->in->document;
	size_t i;
	int rc = 0;

	put_rule(&e);
	put_capture(&e);
	put_capture_digest(&e);
	put_decision(&e);
	put_migration(&e);
	put_document_digest(&e);
	for (i = 0; i < d->check_count && rc == 0; i++)
		if (strcmp(d->check[i].result, "not-checked") != 0)
			rc = put_validation(&e, &d->check[i], fail);
	put_package(&e);
	if (rc == 0)
		rc = buf_check(&e.text, fail);
	buf_clear(&e.text);
	return (rc);
}
