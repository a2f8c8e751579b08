#include "verify/report_part.h"

#include <inttypes.h>

#include "core/args.h"
#include "core/buf.h"
#include "core/clock.h"
#include "core/site.h"
#include "core/xml.h"
#include "verify/extent.h"
#include "verify/outcome.h"
#include "verify/report.h"
#include "verify/shelf.h"
#include "verify/verify.h"

#define PREMIS_NS "http://www.loc.gov/premis/v3"
#define PREMIS_XSD "http://www.loc.gov/standards/premis/premis.xsd"
#define VOCABULARY "http://id.loc.gov/vocabulary/preservation/"
#define AGENT "bevara-verify"

struct events {
	struct xml_writer *w;
	const struct report *r;
	const char *stamp;
	size_t count;		/* of events so far; they are numbered */
};

/* A term of an id.loc.gov vocabulary. */
static void
put_term(struct xml_writer *w, const char *tag, const char *list,
    const char *code, const char *text)
{
	xml_open(w, tag);
	xml_set(w, "authority", list);
	xml_setf(w, "authorityURI", VOCABULARY "%s", list);
	xml_setf(w, "valueURI", VOCABULARY "%s/%s", list, code);
	xml_put(w, text);
	xml_close(w);
}

/*
 * The archive share, for PREMIS wants an object; the packages' own documents
 * describe the packages, under the same identifiers.
 */
static void
put_share(struct xml_writer *w, const struct report *r)
{
	xml_open(w, "premis:object");
	xml_set(w, "xsi:type", "premis:intellectualEntity");
	xml_open(w, "premis:objectIdentifier");
	xml_leaf(w, "premis:objectIdentifierType", "local");
	xml_leaf(w, "premis:objectIdentifierValue", r->site->log_name);
	xml_close(w);
	xml_leaf(w, "premis:originalName", r->site->share_windows);
	xml_close(w);
}

static void
open_event(struct events *e, const char *time, const char *detail)
{
	struct xml_writer *w = e->w;

	xml_open(w, "premis:event");
	xml_open(w, "premis:eventIdentifier");
	xml_leaf(w, "premis:eventIdentifierType", "local");
	xml_leaff(w, "premis:eventIdentifierValue", REPORT_PREFIX "%s/%zu",
	    e->stamp, ++e->count);
	xml_close(w);
	put_term(w, "premis:eventType", "eventType", "fix", "fixity check");
	xml_leaf(w, "premis:eventDateTime", time);
	xml_open(w, "premis:eventDetailInformation");
	xml_leaf(w, "premis:eventDetail", detail);
	xml_close(w);
}

/* The outcome, with a line for each finding, and who it was. */
static void
put_outcome(struct events *e, const struct outcome *o)
{
	const struct finding *f;
	struct xml_writer *w = e->w;
	size_t i;

	xml_open(w, "premis:eventOutcomeInformation");
	if (o == NULL)
		put_term(w, "premis:eventOutcome", "eventOutcome", "suc",
		    "success");
	else
		put_term(w, "premis:eventOutcome", "eventOutcome", "fai",
		    "fail");
	for (i = 0; o != NULL && i < o->found; i++) {
		f = &e->r->verify->findings.item[o->first + i];
		xml_open(w, "premis:eventOutcomeDetail");
		xml_leaff(w, "premis:eventOutcomeDetailNote", "%s: %s%s%s",
		    finding_word(f->kind), f->path, f->detail == NULL ? "" :
		    ": ", f->detail == NULL ? "" : f->detail);
		xml_close(w);
	}
	xml_close(w);
	xml_open(w, "premis:linkingAgentIdentifier");
	xml_leaf(w, "premis:linkingAgentIdentifierType", "local");
	xml_leaf(w, "premis:linkingAgentIdentifierValue", AGENT);
	put_term(w, "premis:linkingAgentRole", "eventRelatedAgentRole", "exe",
	    "executing program");
	xml_close(w);
}

static void
link_package(struct xml_writer *w, const char *id)
{
	xml_open(w, "premis:linkingObjectIdentifier");
	xml_leaf(w, "premis:linkingObjectIdentifierType", "local");
	xml_leaf(w, "premis:linkingObjectIdentifierValue", id);
	xml_close(w);
}

/* One event for all the packages that were fine. */
static void
put_fine(struct events *e)
{
	const struct report *r = e->r;
	char start[CLOCK_TEXT], end[CLOCK_TEXT];
	struct buf time = BUF_INIT;
	size_t i, fine = 0;

	for (i = 0; i < r->packages->count; i++)
		fine += r->outcomes[i].checked_utc > 0 &&
		    r->outcomes[i].found == 0;
	if (fine == 0)
		return;
	clock_local(r->started_utc, start);
	clock_local(r->ended_utc, end);
	buf_addf(&time, "%s/%s", start, end);	/* EDTF: an interval */
	open_event(e, buf_text(&time), "every file read and its SHA-256 "
	    "compared with the list ID.sha256, the list with the METS files "
	    "and with the archive's log");
	buf_clear(&time);
	put_outcome(e, NULL);
	for (i = 0; i < r->packages->count; i++)
		if (r->outcomes[i].checked_utc > 0 &&
		    r->outcomes[i].found == 0)
			link_package(e->w, r->packages->item[i].name);
	xml_close(e->w);
}

/* And one for each that was not. */
static void
put_bad(struct events *e, size_t at)
{
	const struct outcome *o = &e->r->outcomes[at];
	char time[CLOCK_TEXT];

	clock_local(o->checked_utc, time);
	open_event(e, time, "every file read and compared; what differs is in "
	    "the outcome");
	put_outcome(e, o);
	link_package(e->w, e->r->packages->item[at].name);
	xml_close(e->w);
}

static void
put_agent(struct xml_writer *w)
{
	xml_open(w, "premis:agent");
	xml_open(w, "premis:agentIdentifier");
	xml_leaf(w, "premis:agentIdentifierType", "local");
	xml_leaf(w, "premis:agentIdentifierValue", AGENT);
	xml_close(w);
	xml_leaf(w, "premis:agentName", AGENT);
	put_term(w, "premis:agentType", "agentType", "sof", "software");
	xml_leaf(w, "premis:agentVersion", BEVARA_VERSION);
	xml_close(w);
}

void
report_premis(const struct report *r, const char *stamp, struct xml_writer *w)
{
	struct events e = { w, r, stamp, 0 };
	size_t i;

	xml_open(w, "premis:premis");
	xml_set(w, "xmlns:premis", PREMIS_NS);
	xml_set(w, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
	xml_set(w, "xsi:schemaLocation", PREMIS_NS " " PREMIS_XSD);
	xml_set(w, "version", "3.0");
	put_share(w, r);
	put_fine(&e);
	for (i = 0; i < r->packages->count; i++)
		if (r->outcomes[i].checked_utc > 0 && r->outcomes[i].found > 0)
			put_bad(&e, i);
	put_agent(w);
	xml_close(w);
}
