#include "describe/mets_part.h"

#include "core/args.h"
#include "core/buf.h"
#include "core/clock.h"
#include "core/xml.h"
#include "describe/input.h"
#include "describe/pack.h"
#include "describe/words.h"

#define METS_NS "http://www.loc.gov/METS/"
#define CSIP_NS "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
#define SIP_NS "https://DILCIS.eu/XML/METS/SIPExtensionMETS"
#define XLINK_NS "http://www.w3.org/1999/xlink"
#define PROFILE "https://earkaip.dilcis.eu/profile/E-ARK-AIP.xml"
#define CONTENT_TYPE "SE-BEVARA-SOCIALMEDIA-1"

/* An id of this document, from what it names. */
void
mets_set_id(struct mets *m, const char *attribute, const char *what)
{
	struct buf key = BUF_INIT;
	char id[PACK_ID];

	buf_addf(&key, "mets/%s%s", m->base, what);
	pack_xmlid(m->pk, buf_text(&key), id);
	xml_set(m->w, attribute, id);
	buf_clear(&key);
}

void
mets_set_content_type(struct mets *m)
{
	xml_set(m->w, "csip:CONTENTINFORMATIONTYPE", "OTHER");
	xml_set(m->w, "csip:OTHERCONTENTINFORMATIONTYPE", CONTENT_TYPE);
}

void
mets_set_time(struct mets *m, const char *attribute, int64_t when_utc)
{
	char time[CLOCK_TEXT];

	clock_local(when_utc, time);
	xml_set(m->w, attribute, time);
}

void
mets_open(struct mets *m)
{
	struct buf label = BUF_INIT;

	words_title(&label, m->pk->in);
	if (m->base[0] != '\0')
		buf_addf(&label, " (%s)", m->name);
	xml_open(m->w, "mets");
	xml_set(m->w, "xmlns", METS_NS);
	xml_set(m->w, "xmlns:csip", CSIP_NS);
	xml_set(m->w, "xmlns:sip", SIP_NS);
	xml_set(m->w, "xmlns:xlink", XLINK_NS);
	xml_set(m->w, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
	xml_setf(m->w, "xsi:schemaLocation", METS_NS " %s" PACK_SCHEMAS
	    METS_SCHEMA " " XLINK_NS " %s" PACK_SCHEMAS "xlink.xsd "
	    CSIP_NS " %s" PACK_SCHEMAS "DILCISExtensionMETS.xsd "
	    SIP_NS " %s" PACK_SCHEMAS "DILCISExtensionSIPMETS.xsd",
	    m->up, m->up, m->up, m->up);
	xml_set(m->w, "OBJID", m->name);
	xml_set(m->w, "LABEL", buf_text(&label));
	xml_set(m->w, "TYPE", "Websites");
	mets_set_content_type(m);
	xml_set(m->w, "PROFILE", PROFILE);
	buf_clear(&label);
}

/* An organisation; ${other} is its role when METS has none for it. */
static void
put_organisation(struct mets *m, const char *role, const char *other,
    const char *part)
{
	const struct order *o = &m->pk->in->order;
	struct buf number = BUF_INIT;
	const char *s;

	for (s = o->organisation_number; *s != '\0'; s++)
		if (*s != '-')
			buf_addc(&number, *s);
	xml_open(m->w, "agent");
	xml_set(m->w, "ROLE", role);
	xml_set(m->w, "OTHERROLE", other);
	xml_set(m->w, "TYPE", "ORGANIZATION");
	xml_leaff(m->w, "name", "%s, %s", part, o->organisation);
	xml_open(m->w, "note");
	xml_set(m->w, "csip:NOTETYPE", "IDENTIFICATIONCODE");
	xml_put(m->w, "ORG:");
	xml_put(m->w, buf_text(&number));
	xml_close(m->w);
	xml_close(m->w);
	buf_clear(&number);
}

void
mets_header(struct mets *m)
{
	const struct order *o = &m->pk->in->order;

	xml_open(m->w, "metsHdr");
	mets_set_time(m, "CREATEDATE", m->pk->in->latest_utc);
	mets_set_time(m, "LASTMODDATE", m->pk->in->latest_utc);
	xml_set(m->w, "RECORDSTATUS", "NEW");
	xml_set(m->w, "csip:OAISPACKAGETYPE", "AIP");
	xml_open(m->w, "agent");
	xml_set(m->w, "ROLE", "CREATOR");
	xml_set(m->w, "TYPE", "OTHER");
	xml_set(m->w, "OTHERTYPE", "SOFTWARE");
	xml_leaf(m->w, "name", "bevara-describe");
	xml_open(m->w, "note");
	xml_set(m->w, "csip:NOTETYPE", "SOFTWARE VERSION");
	xml_put(m->w, BEVARA_VERSION);
	xml_close(m->w);
	xml_close(m->w);
	put_organisation(m, "ARCHIVIST", NULL, o->board);
	put_organisation(m, "OTHER", "SUBMITTER", o->unit);
	put_organisation(m, "PRESERVATION", NULL, o->archive_authority);
	if (o->decision.number != NULL) {
		xml_open(m->w, "altRecordID");
		xml_set(m->w, "TYPE", "DIARIENUMMER");
		xml_put(m->w, o->decision.number);
		xml_close(m->w);
	}
	xml_leaf(m->w, "metsDocumentID", PACK_METS);
	xml_close(m->w);
}
