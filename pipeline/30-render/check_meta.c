#include "render/check_part.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/buf.h"
#include "core/fail.h"
#include "render/check_xmp.h"
#include "render/pdf_stream.h"

#define HEAD 512		/* bytes that the packet's first line lies in */

struct meta {
	struct check_run *run;
	struct xml_doc *doc;	/* NULL: no XMP that can be read */
	uint32_t object;
};

/* "D:20261123130000+01'00'"; returns 0, or -1 if it is no date. */
static int
pdf_date(const char *s, int64_t *utc)
{
	static const int width[] = { 4, 2, 2, 2, 2, 2 };
	int part[6] = { 0, 1, 1, 0, 0, 0 }, i, n, sign, zone[2] = { 0, 0 };
	struct tm tm = { 0 };

	if (strncmp(s, "D:", 2) != 0)
		return (-1);
	s += 2;
	for (i = 0; i < 6 && *s >= '0' && *s <= '9'; i++)
		for (part[i] = 0, n = 0; n < width[i]; n++, s++) {
			if (*s < '0' || *s > '9')
				return (-1);
			part[i] = part[i] * 10 + (*s - '0');
		}
	if (i == 0 || strchr("Z+-", *s) == NULL)
		return (-1);
	sign = *s == '-' ? -1 : 1;
	s += *s != '\0';
	for (i = 0; i < 2 && *s >= '0' && *s <= '9' && s[1] >= '0' &&
	    s[1] <= '9'; i++) {
		zone[i] = (s[0] - '0') * 10 + (s[1] - '0');
		s += 2;
		s += *s == '\'';
	}
	if (*s != '\0')
		return (-1);
	tm.tm_year = part[0] - 1900;
	tm.tm_mon = part[1] - 1;
	tm.tm_mday = part[2];
	tm.tm_hour = part[3];
	tm.tm_min = part[4];
	tm.tm_sec = part[5];
	*utc = timegm(&tm) - sign * (zone[0] * 3600 + zone[1] * 60);
	return (0);
}

/* ---- Info and XMP say the same ---- */

static const char *
xmp_value(const struct meta *m, const char *space, const char *name)
{
	const xml_node *node, *li;
	const char *said;

	if (m->doc == NULL ||
	    (node = xmp_find(m->doc, space, name)) == NULL)
		return (NULL);
	if (strcmp(space, XMP_DC) != 0)
		return (xml_exact(m->doc, node));
	li = xmp_item(node, NULL);
	if (strcmp(name, "creator") != 0) {
		/* Without a default the first language stands for it. */
		said = xmp_default(m->doc, node);
		return (said != NULL || li == NULL ? said :
		    xml_exact(m->doc, li));
	}
	if (!xmp_is(xml_first(node, NULL), XMP_RDF, "Seq") || li == NULL ||
	    xmp_item(node, li) != NULL)
		return (NULL);
	return (xml_exact(m->doc, li));
}

static void
compare_texts(const struct meta *m, const struct pdf_value *info)
{
	static const struct {
		const char *key, *space, *name, *rule;
	} pairs[] = {
		{ "Title", XMP_DC, "title", "6.7.3-2" },
		{ "Author", XMP_DC, "creator", "6.7.3-3" },
		{ "Subject", XMP_DC, "description", "6.7.3-4" },
		{ "Keywords", XMP_PDF, "Keywords", "6.7.3-5" },
		{ "Creator", XMP_BASIC, "CreatorTool", "6.7.3-6" },
		{ "Producer", XMP_PDF, "Producer", "6.7.3-7" }
	};
	const struct pdf_value *v;
	const char *said;
	struct buf text = BUF_INIT;
	size_t i;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		v = pdf_get(&m->run->pdf, info, pairs[i].key);
		if (v->kind == PDF_NULL)
			continue;
		buf_reset(&text);
		pdf_text(v, &text);
		said = xmp_value(m, pairs[i].space, pairs[i].name);
		if (said == NULL || strcmp(said, buf_text(&text)) != 0)
			check_add(m->run, CHECK_A, pairs[i].rule, m->object,
			    "/%s of Info is not what the XMP says",
			    pairs[i].key);
	}
	buf_clear(&text);
}

static void
compare_dates(const struct meta *m, const struct pdf_value *info)
{
	static const char *const pairs[][3] = {
		{ "CreationDate", "CreateDate", "6.7.3-1" },
		{ "ModDate", "ModifyDate", "6.7.3-8" }
	};
	const struct pdf_value *v;
	struct buf text = BUF_INIT;
	const char *said;
	int64_t ours, theirs;
	size_t i;

	for (i = 0; i < 2; i++) {
		v = pdf_get(&m->run->pdf, info, pairs[i][0]);
		said = xmp_value(m, XMP_BASIC, pairs[i][1]);
		if (!pdf_is_string(v))
			continue;
		buf_reset(&text);
		pdf_text(v, &text);
		if (said == NULL || xmp_date(said, &theirs) == -1 ||
		    pdf_date(buf_text(&text), &ours) == -1 || ours != theirs)
			check_add(m->run, CHECK_A, pairs[i][2], m->object,
			    "/%s of Info is not the time that the XMP says",
			    pairs[i][0]);
	}
	buf_clear(&text);
}

/* ---- which standards it claims ---- */

/* 1 if the property is there and has the prefix, or is not there. */
static int
has_prefix(const struct meta *m, const char *space, const char *name,
    const char *prefix)
{
	const xml_node *node = xmp_find(m->doc, space, name);

	return (node == NULL || strcmp(xml_prefix(node), prefix) == 0);
}

static void
check_pdfa(const struct meta *m)
{
	const char *part = xmp_value(m, XMP_PDFA, "part");
	const char *level = xmp_value(m, XMP_PDFA, "conformance");

	if (xmp_find(m->doc, XMP_PDFA, NULL) == NULL) {
		check_add(m->run, CHECK_A, "6.7.11-1", m->object, "the XMP "
		    "does not say which PDF/A it is");
		return;
	}
	if (part == NULL || atol(part) != 1)
		check_add(m->run, CHECK_A, "6.7.11-2", m->object, "pdfaid:part "
		    "is not 1");
	if (level == NULL || (strcmp(level, "A") != 0 &&
	    strcmp(level, "B") != 0))
		check_add(m->run, CHECK_1B, "6.7.11-3", m->object,
		    "pdfaid:conformance is neither A nor B");
	if (level == NULL || strcmp(level, "A") != 0)
		check_add(m->run, CHECK_1A, "6.7.11-3", m->object,
		    "pdfaid:conformance is not A");
	if (!has_prefix(m, XMP_PDFA, "part", "pdfaid"))
		check_add(m->run, CHECK_A, "6.7.11-4", m->object, "the prefix "
		    "of 'part' is not pdfaid");
	if (!has_prefix(m, XMP_PDFA, "conformance", "pdfaid"))
		check_add(m->run, CHECK_A, "6.7.11-5", m->object, "the prefix "
		    "of 'conformance' is not pdfaid");
}

static void
check_pdfua(const struct meta *m)
{
	const char *part;
	const xml_node *title;

	if (m->doc == NULL || xmp_find(m->doc, XMP_PDFUA, NULL) == NULL)
		check_add(m->run, CHECK_UA1, "5-1", m->object, "the XMP does "
		    "not say that it is PDF/UA");
	else {
		part = xmp_value(m, XMP_PDFUA, "part");
		if (part == NULL || atol(part) != 1)
			check_add(m->run, CHECK_UA1, "5-2", m->object,
			    "pdfuaid:part is not 1");
		if (!has_prefix(m, XMP_PDFUA, "part", "pdfuaid"))
			check_add(m->run, CHECK_UA1, "5-3", m->object, "the "
			    "prefix of 'part' is not pdfuaid");
	}
	title = m->doc == NULL ? NULL : xmp_find(m->doc, XMP_DC, "title");
	if (title == NULL || strcmp(xml_prefix(title), "dc") != 0 ||
	    xmp_item(title, NULL) == NULL)
		check_add(m->run, CHECK_UA1, "7.1-9", m->object, "the XMP has "
		    "no dc:title");
}

/* The natural language of texts that are marked "x-default" (7.2). */
static void
check_default_lang(const struct meta *m)
{
	struct xmp_place at = XMP_START;

	while (!m->run->has_lang && xmp_next(m->doc, &at) != NULL)
		if (xmp_default(m->doc, at.node) != NULL)
			check_add(m->run, CHECK_UA1, "7.2-33", m->object,
			    "the language of %.60s in the XMP is not known: "
			    "the catalog has no /Lang", xml_name(at.node));
}

/* ---- the packet ---- */

/* bytes="..." or encoding="..." in <?xpacket ...?>. */
static void
check_packet(const struct meta *m, const struct buf *packet)
{
	static const char *const keys[][2] = { { "bytes", "6.7.5-1" },
		{ "encoding", "6.7.5-2" } };
	const char *end, *at, *start = buf_text(packet);
	size_t i;

	if (strncmp(start, "<?xpacket", 9) != 0)
		check_add(m->run, CHECK_NOTE, "6.7.5", m->object, "the XMP "
		    "does not begin with <?xpacket");
	if ((end = memmem(start, packet->size < HEAD ? packet->size : HEAD,
	    "?>", 2)) == NULL)
		return;
	for (i = 0; i < 2; i++) {
		at = memmem(start, (size_t)(end - start), keys[i][0],
		    strlen(keys[i][0]));
		if (at != NULL && strchr(" \t=", at[strlen(keys[i][0])]))
			check_add(m->run, CHECK_A, keys[i][1], m->object,
			    "<?xpacket has the attribute %s", keys[i][0]);
	}
}

static void
check_stream(struct meta *m, const struct pdf_object *o)
{
	struct buf packet = BUF_INIT;
	struct fail fail = FAIL_INIT;
	const struct pdf_value *filter;
	const char *broken;

	m->object = o->number;
	filter = pdf_get(&m->run->pdf, &o->value, "Filter");
	if (filter->kind == PDF_NAME ||
	    (filter->kind == PDF_ARRAY && filter->count > 0))
		check_add(m->run, CHECK_A, "6.7.2-2", o->number, "the "
		    "metadata stream has a filter");
	if (pdf_stream_read(&m->run->pdf, o, &packet, &fail) == 0) {
		check_packet(m, &packet);
		m->doc = xml_parse(&packet, "XMP", NULL, FAIL_DATA, &fail);
		broken = m->doc == NULL ? NULL : xmp_is_broken(m->doc);
		if (broken != NULL) {
			(void)fail_set(&fail, FAIL_DATA, "%s", broken);
			xml_free(m->doc);
			m->doc = NULL;
		}
	}
	if (m->doc == NULL) {
		check_add(m->run, CHECK_A, "6.7.9-1", o->number, "the XMP "
		    "cannot be read: %.300s", fail.text);
		check_add(m->run, CHECK_A, "6.7.11-1", o->number, "the XMP "
		    "does not say which PDF/A it is");
	}
	buf_clear(&packet);
}

void
check_meta(struct check_run *run)
{
	struct meta m = { run, NULL, 0 };
	const struct pdf_object *o = pdf_target(&run->pdf,
	    pdf_find(run->catalog, "Metadata"));
	const struct pdf_value *info = pdf_get(&run->pdf, &run->pdf.trailer,
	    "Info");

	if (o == NULL || o->stream == NULL || !pdf_name_is(pdf_get(&run->pdf,
	    &o->value, "Type"), "Metadata") || !pdf_name_is(
	    pdf_get(&run->pdf, &o->value, "Subtype"), "XML")) {
		check_add(run, CHECK_A, "6.7.2-1", 0, "the catalog has no "
		    "metadata stream");
		check_add(run, CHECK_UA1, "7.1-8", 0, "the catalog has no "
		    "metadata stream");
	}
	if (o != NULL && o->stream != NULL) {
		check_stream(&m, o);
		check_pdfua(&m);
	}
	if (m.doc != NULL) {
		check_pdfa(&m);
		check_xmp(run, m.doc, m.object);
		check_schemas(run, m.doc, m.object);
		check_default_lang(&m);
	}
	compare_texts(&m, info);
	compare_dates(&m, info);
	xml_free(m.doc);
}
