#include "describe/dc.h"

#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/xml.h"
#include "describe/input.h"
#include "describe/pack.h"
#include "describe/words.h"

#define DC_SCHEMA "dc.xsd"

static void
put_manual(const struct input *in, struct buf *b)
{
	const struct capture_manual *m = &in->capture.manual;

	buf_addf(b, "Bild eller sparad webbsida som visar kontot (%s), "
	    "inlämnad av %s", in->capture.requested, m->by);
	if (m->taken != NULL)
		buf_addf(b, " och tagen %s", m->taken);
	if (m->note != NULL)
		buf_addf(b, ": %s", m->note);
}

/* What it is, how it was made, and what the plan says of it. */
/* A page is archived even where the register was not complete. */
static const char *
told(const char *text)
{
	return (text != NULL ? text : "inte angivet i förteckningen");
}

static void
put_description(struct xml_writer *w, const struct input *in, struct buf *b)
{
	const struct capture *c = &in->capture;

	buf_reset(b);
	if (c->manual.by != NULL)
		put_manual(in, b);
	else {
		buf_addf(b, "Kontots startsida som den visades utloggad, "
		    "hämtad med webbläsare (%s) från %s", c->browser != NULL ?
		    c->browser : "okänd version", c->requested);
		if (c->final != NULL && strcmp(c->final, c->requested) != 0)
			buf_addf(b, ", som ledde vidare till %s", c->final);
	}
	buf_addf(b, ". Sidan återges som PDF/A-%s (%d "
	    "%s) %s sökbar text; bredvid ligger %s. %s.", in->conformance,
	    in->document.pages, in->document.pages == 1 ? "sida" : "sidor",
	    in->document.words > 0 ? "med" : "utan",
	    in->warc != NULL ? "det som webbläsaren hämtade som WARC 1.1" :
	    "det som lämnades in, oförändrat",
	    c->warning_count > 0 ?
	    "Insamlingen gjordes med varningar, se documentation/capture.xml" :
	    "Insamlingen gjordes utan varningar");
	xml_leaf(w, "description", buf_text(b));

	buf_reset(b);
	buf_adds(b, "Gallring och bevarande: ");
	words_rule(b, in);
	buf_addc(b, '.');
	xml_leaf(w, "description", buf_text(b));

	xml_leaff(w, "description", "Kontots syfte: %s. Målgrupp: %s.",
	    told(in->order.purpose), told(in->order.audience));
}

static void
put_subjects(struct xml_writer *w, const struct order *o)
{
	if (o->class_code != NULL && o->class_title != NULL)
		xml_leaff(w, "subject", "%s %s", o->class_code, o->class_title);
	else
		xml_leaf(w, "subject", o->class_code);
	xml_leaf(w, "subject", o->record_type);
}

static void
put_rights(struct xml_writer *w, const struct order *o)
{
	const char *personal = o->personal_data;

	xml_leaf(w, "rights", o->secrecy != NULL ? o->secrecy :
	    "Allmän handling; ingen sekretess angiven i "
	    "dokumenthanteringsplanen");
	if (personal == NULL || strcmp(personal, "nej") != 0)
		xml_leaf(w, "rights", personal != NULL &&
		    strcmp(personal, "känsliga") == 0 ?
		    "Innehåller känsliga personuppgifter" :
		    "Kan innehålla personuppgifter (dataskyddsförordningen "
		    "artikel 89)");
	xml_leaf(w, "rights", "Inlägg, kommentarer och bilder kan vara "
	    "skyddade av annans upphovsrätt");
}

static void
put_elements(struct xml_writer *w, struct pack *pk, struct buf *b)
{
	const struct input *in = pk->in;
	const struct order *o = &in->order;
	char text[CLOCK_TEXT], uuid[UUID_TEXT];

	buf_reset(b);
	words_title(b, in);
	xml_leaf(w, "title", buf_text(b));
	buf_reset(b);
	words_creator(b, in);
	buf_addf(b, " (org.nr %s)", o->organisation_number);
	xml_leaf(w, "creator", buf_text(b));
	xml_leaf(w, "publisher", order_platform_name(o));
	xml_leaff(w, "contributor", "%s (ansvarig enhet)", o->unit);
	put_subjects(w, o);
	put_description(w, in, b);
	clock_local(in->capture.ended_utc, text);
	xml_leaf(w, "date", text);
	xml_leaf(w, "type", "InteractiveResource");
	xml_leaff(w, "format", "application/pdf; version=PDF/A-%s",
	    in->conformance);
	if (in->warc != NULL)
		xml_leaf(w, "format", "application/warc; version=1.1");
	xml_leaf(w, "identifier", in->capture.id);
	pack_uuid(pk, "entity", uuid);
	xml_leaff(w, "identifier", "urn:uuid:%s", uuid);
	if (o->decision.number != NULL)
		xml_leaff(w, "identifier", "%s (diarienummer för beslutet om "
		    "kontot)", o->decision.number);
	xml_leaf(w, "source", in->capture.requested);
	xml_leaf(w, "language", in->capture.language != NULL ?
	    in->capture.language : "sv");
	put_rights(w, o);
}

int
dc_write(struct pack *pk, struct fail *fail)
{
	struct xml_writer *w;
	struct buf b = BUF_INIT;
	int rc = -1;

	if ((w = xml_writer_new(fail)) == NULL)
		return (-1);
	xml_open(w, "simpledc");
	xml_set(w, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
	xml_set(w, "xsi:noNamespaceSchemaLocation", "../../" PACK_SCHEMAS
	    DC_SCHEMA);
	put_elements(w, pk, &b);
	xml_close(w);
	if (buf_check(&b, fail) == 0)
		rc = pack_save(pk, PACK_DC, w, DC_SCHEMA, fail);
	buf_clear(&b);
	xml_writer_free(w);
	return (rc);
}
