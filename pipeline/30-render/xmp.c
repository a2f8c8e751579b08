#include "render/xmp.h"

#include <stdio.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/xml.h"
#include "render/pdfobj.h"

#define PACKET_START \
	"<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
#define PACKET_END "<?xpacket end=\"r\"?>"
#define OWN_SPACE "urn:x-bevara:xmp:1"
#define UUID_TEXT 37

/* The schemas that PDF/A-1 does not know, described as it asks (6.7.8). */
struct property {
	const char *name, *type, *text;
};

static const struct property ua_properties[] = {
	{ "part", "Integer", "Part of ISO 14289 that this file keeps" },
	{ NULL, NULL, NULL }
};

static const struct property own_properties[] = {
	{ "account", "Text", "Id of the account in the register" },
	{ "accountName", "Text", "Name of the account" },
	{ "platform", "Text", "Platform that the account is on" },
	{ "address", "Text", "Address of the page that was captured" },
	{ "captured", "Date", "Time of capture" },
	{ "package", "Text", "Id of the archival package" },
	{ "captureSha256", "Text", "SHA-256 of the package's capture.xml" },
	{ NULL, NULL, NULL }
};

static void
open_description(struct xml_writer *w, const char *prefix, const char *uri)
{
	char name[64];

	(void)snprintf(name, sizeof(name), "xmlns:%s", prefix);
	xml_open(w, "rdf:Description");
	xml_set(w, "rdf:about", "");
	xml_set(w, name, uri);
}

/* <name><rdf:KIND><rdf:li>text</rdf:li></rdf:KIND></name> */
static void
put_list(struct xml_writer *w, const char *name, const char *kind,
    const char *text)
{
	xml_open(w, name);
	xml_open(w, kind);
	xml_open(w, "rdf:li");
	if (strcmp(kind, "rdf:Alt") == 0)
		xml_set(w, "xml:lang", "x-default");
	xml_put(w, text);
	xml_close(w);
	xml_close(w);
	xml_close(w);
}

static void
put_core(struct xml_writer *w, const struct xmp *x, const char *date)
{
	open_description(w, "dc", "http://purl.org/dc/elements/1.1/");
	xml_leaf(w, "dc:format", "application/pdf");
	put_list(w, "dc:title", "rdf:Alt", x->title);
	put_list(w, "dc:creator", "rdf:Seq", x->author);
	put_list(w, "dc:description", "rdf:Alt", x->description);
	put_list(w, "dc:language", "rdf:Bag", x->lang);
	xml_leaf(w, "dc:identifier", x->package);
	xml_leaf(w, "dc:source", x->address);
	xml_close(w);
	open_description(w, "xmp", "http://ns.adobe.com/xap/1.0/");
	xml_leaf(w, "xmp:CreatorTool", x->tool);
	if (x->made_utc != XMP_NO_TIME) {
		xml_leaf(w, "xmp:CreateDate", date);
		xml_leaf(w, "xmp:ModifyDate", date);
		xml_leaf(w, "xmp:MetadataDate", date);
	}
	xml_close(w);
	open_description(w, "pdf", "http://ns.adobe.com/pdf/1.3/");
	xml_leaf(w, "pdf:Producer", x->producer);
	xml_close(w);
}

/* A UUID of version 8 (RFC 9562): of our own making, from the identifier. */
static void
id_text(const uint8_t *id, char text[UUID_TEXT])
{
	(void)snprintf(text, UUID_TEXT, "%02x%02x%02x%02x-%02x%02x-8%x%02x-"
	    "%02x%02x-%02x%02x%02x%02x%02x%02x", id[0], id[1], id[2], id[3],
	    id[4], id[5], id[6] & 15, id[7], (id[8] & 0x3f) | 0x80, id[9],
	    id[10], id[11], id[12], id[13], id[14], id[15]);
}

static void
put_marks(struct xml_writer *w, const struct xmp *x)
{
	char uuid[UUID_TEXT];

	id_text(x->id, uuid);
	open_description(w, "xmpMM", "http://ns.adobe.com/xap/1.0/mm/");
	xml_leaff(w, "xmpMM:DocumentID", "uuid:%s", uuid);
	xml_leaff(w, "xmpMM:InstanceID", "uuid:%s", uuid);
	xml_close(w);
	open_description(w, "pdfaid", "http://www.aiim.org/pdfa/ns/id/");
	xml_leaf(w, "pdfaid:part", "1");
	xml_leaf(w, "pdfaid:conformance", "A");
	xml_close(w);
	open_description(w, "pdfuaid", "http://www.aiim.org/pdfua/ns/id/");
	xml_leaf(w, "pdfuaid:part", "1");
	xml_close(w);
}

static void
put_own(struct xml_writer *w, const struct xmp *x, const char *date)
{
	open_description(w, "bevara", OWN_SPACE);
	xml_leaf(w, "bevara:account", x->account);
	xml_leaf(w, "bevara:accountName", x->name);
	xml_leaf(w, "bevara:platform", x->platform);
	xml_leaf(w, "bevara:address", x->address);
	xml_leaf(w, "bevara:captured", date);
	xml_leaf(w, "bevara:package", x->package);
	xml_leaf(w, "bevara:captureSha256", x->capture_sha256);
	xml_close(w);
}

static void
put_schema(struct xml_writer *w, const char *const about[3],
    const struct property *property)
{
	xml_open(w, "rdf:li");
	xml_set(w, "rdf:parseType", "Resource");
	xml_leaf(w, "pdfaSchema:schema", about[0]);
	xml_leaf(w, "pdfaSchema:namespaceURI", about[1]);
	xml_leaf(w, "pdfaSchema:prefix", about[2]);
	xml_open(w, "pdfaSchema:property");
	xml_open(w, "rdf:Seq");
	for (; property->name != NULL; property++) {
		xml_open(w, "rdf:li");
		xml_set(w, "rdf:parseType", "Resource");
		xml_leaf(w, "pdfaProperty:name", property->name);
		xml_leaf(w, "pdfaProperty:valueType", property->type);
		xml_leaf(w, "pdfaProperty:category", "external");
		xml_leaf(w, "pdfaProperty:description", property->text);
		xml_close(w);
	}
	xml_close(w);
	xml_close(w);
	xml_close(w);
}

static void
put_extension(struct xml_writer *w, const struct xmp *x)
{
	static const char *const ua[3] = { "PDF/UA identification",
		"http://www.aiim.org/pdfua/ns/id/", "pdfuaid" };
	static const char *const own[3] = { "Origin of a captured page",
		OWN_SPACE, "bevara" };

	open_description(w, "pdfaExtension",
	    "http://www.aiim.org/pdfa/ns/extension/");
	xml_set(w, "xmlns:pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#");
	xml_set(w, "xmlns:pdfaProperty",
	    "http://www.aiim.org/pdfa/ns/property#");
	xml_open(w, "pdfaExtension:schemas");
	xml_open(w, "rdf:Bag");
	put_schema(w, ua, ua_properties);
	if (x->account != NULL)
		put_schema(w, own, own_properties);
	xml_close(w);
	xml_close(w);
	xml_close(w);
}

static int
put_packet(const struct xmp *x, struct buf *b, struct fail *fail)
{
	struct xml_writer *w;
	char date[CLOCK_TEXT] = "";
	int rc = -1;

	if ((w = xml_writer_new(fail)) == NULL)
		return (-1);
	if (x->made_utc != XMP_NO_TIME)
		clock_local(x->made_utc, date);
	xml_open(w, "x:xmpmeta");
	xml_set(w, "xmlns:x", "adobe:ns:meta/");
	xml_open(w, "rdf:RDF");
	xml_set(w, "xmlns:rdf",
	    "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
	put_core(w, x, date);
	put_marks(w, x);
	if (x->account != NULL)
		put_own(w, x, date);
	put_extension(w, x);
	xml_close(w);
	xml_close(w);
	rc = xml_writer_end(w, b, fail);
	xml_writer_free(w);
	return (rc);
}

static void
set_info(const struct xmp *x, struct pdfobj *p)
{
	struct pdfobj_dict *info = pdfobj_info(p);
	char date[CLOCK_TEXT];

	pdfobj_set_text(p, info, "Title", x->title);
	pdfobj_set_text(p, info, "Author", x->author);
	pdfobj_set_text(p, info, "Subject", x->description);
	pdfobj_set_text(p, info, "Creator", x->tool);
	pdfobj_set_text(p, info, "Producer", x->producer);
	if (x->made_utc == XMP_NO_TIME)
		return;
	clock_pdf(x->made_utc, date);
	pdfobj_set_ascii(p, info, "CreationDate", date);
	pdfobj_set_ascii(p, info, "ModDate", date);
}

int
xmp_add(const struct xmp *x, struct pdfobj *p, struct fail *fail)
{
	struct buf packet = BUF_INIT;
	struct pdfobj_dict *d;
	const char *body;
	int rc = -1;

	if (put_packet(x, &packet, fail) == -1)
		goto out;
	/* A packet has no XML declaration; it is the first line. */
	body = strchr(buf_text(&packet), '\n');
	body = body == NULL ? "" : body + 1;
	d = pdfobj_plain(p);
	pdfobj_set_name(p, d, "Type", "Metadata");
	pdfobj_set_name(p, d, "Subtype", "XML");
	pdfobj_write(p, d, PACKET_START, strlen(PACKET_START));
	pdfobj_write(p, d, body, strlen(body));
	pdfobj_write(p, d, PACKET_END, strlen(PACKET_END));
	pdfobj_set_dict(p, pdfobj_catalog(p), "Metadata", d);
	set_info(x, p);
	rc = pdfobj_check(p, fail);
out:
	buf_clear(&packet);
	return (rc);
}
