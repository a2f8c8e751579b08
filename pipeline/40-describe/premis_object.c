#include <inttypes.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/path.h"
#include "core/text.h"
#include "core/xml.h"
#include "describe/input.h"
#include "describe/pack.h"
#include "describe/premis_part.h"
#include "describe/words.h"

#define VOCABULARY "http://id.loc.gov/vocabulary/preservation/"

struct format {			/* as PRONOM names it */
	const char *name, *version, *puid;
};

static const struct format pdf_1a = {
	"Acrobat PDF/A - Portable Document Format", "1a", "fmt/95"
};
static const struct format pdf_1b = {
	"Acrobat PDF/A - Portable Document Format", "1b", "fmt/354"
};
static const struct format warc = { "WARC", "1.1", "fmt/1281" };
static const struct format gzip = { "GZIP Format", NULL, "x-fmt/266" };
static const struct format xml = {
	"Extensible Markup Language", "1.0", "fmt/101"
};
static const struct format html = {
	"Hypertext Markup Language", NULL, "fmt/96"
};

/* What people hand in is of some version that nobody looked for. */
static const struct format png = {
	"Portable Network Graphics", NULL, NULL
};
static const struct format jpeg = { "JPEG", NULL, NULL };
static const struct format mhtml = { "MHTML (RFC 2557)", NULL, NULL };

void
premis_term(struct xml_writer *w, const char *tag, const char *list,
    const char *code, const char *text)
{
	xml_open(w, tag);
	xml_set(w, "authority", list);
	xml_setf(w, "authorityURI", VOCABULARY "%s", list);
	xml_setf(w, "valueURI", VOCABULARY "%s/%s", list, code);
	xml_put(w, text);
	xml_close(w);
}

void
premis_id(struct xml_writer *w, const char *tag, const char *uuid)
{
	struct buf name = BUF_INIT;

	buf_addf(&name, "premis:%sType", tag);
	xml_leaf(w, buf_text(&name), "UUID");
	buf_reset(&name);
	buf_addf(&name, "premis:%sValue", tag);
	xml_leaf(w, buf_text(&name), uuid);
	buf_clear(&name);
}

void
premis_file_uuid(struct pack *pk, const char *path, char out[UUID_TEXT])
{
	struct buf key = BUF_INIT;

	buf_addf(&key, "file/%s", path);
	pack_uuid(pk, buf_text(&key), out);
	buf_clear(&key);
}

void
premis_entity(struct xml_writer *w, struct pack *pk)
{
	const struct input *in = pk->in;
	struct buf title = BUF_INIT;
	char uuid[UUID_TEXT];

	pack_uuid(pk, PREMIS_ENTITY, uuid);
	words_title(&title, in);
	xml_open(w, "premis:object");
	xml_set(w, "xsi:type", "premis:intellectualEntity");
	xml_open(w, "premis:objectIdentifier");
	premis_id(w, "objectIdentifier", uuid);
	xml_close(w);
	xml_open(w, "premis:objectIdentifier");
	xml_leaf(w, "premis:objectIdentifierType", "local");
	xml_leaf(w, "premis:objectIdentifierValue", in->capture.id);
	xml_close(w);
	xml_leaf(w, "premis:originalName", buf_text(&title));
	xml_close(w);
	buf_clear(&title);
}

static void
put_format(struct xml_writer *w, const struct format *f)
{
	xml_open(w, "premis:format");
	xml_open(w, "premis:formatDesignation");
	xml_leaf(w, "premis:formatName", f->name);
	xml_leaf(w, "premis:formatVersion", f->version);
	xml_close(w);
	if (f->puid != NULL) {
		xml_open(w, "premis:formatRegistry");
		xml_leaf(w, "premis:formatRegistryName", "PRONOM");
		xml_leaf(w, "premis:formatRegistryKey", f->puid);
		premis_term(w, "premis:formatRegistryRole",
		    "formatRegistryRole", "spe", "specification");
		xml_close(w);
	}
	xml_close(w);
}

static void
put_digest(struct xml_writer *w, const char *code, const char *digest,
    const char *by)
{
	static const char list[] = "cryptographicHashFunctions";

	xml_open(w, "premis:fixity");
	premis_term(w, "premis:messageDigestAlgorithm", list, code,
	    strcmp(code, "sha256") == 0 ? "SHA-256" : "SHA-512");
	xml_leaf(w, "premis:messageDigest", digest);
	xml_leaf(w, "premis:messageDigestOriginator", by);
	xml_close(w);
}

static void
put_characteristics(struct xml_writer *w, const struct pack_file *f,
    const struct format *format, const char *by)
{
	char time[CLOCK_TEXT];

	clock_local(f->created_utc, time);
	xml_open(w, "premis:objectCharacteristics");
	xml_leaf(w, "premis:compositionLevel", format == &gzip ? "1" : "0");
	put_digest(w, "sha256", f->sha256, by);
	put_digest(w, "sha512", f->sha512, by);
	xml_leaff(w, "premis:size", "%" PRIu64, f->size);
	put_format(w, format);
	/* Nobody knows what made a file that was handed in, or when. */
	if (!text_prefix(f->path, PACK_ORIGINAL)) {
		xml_open(w, "premis:creatingApplication");
		xml_leaf(w, "premis:creatingApplicationName", by);
		xml_leaf(w, "premis:dateCreatedByApplication", time);
		xml_close(w);
	}
	xml_close(w);
}

/* The PDF's source: what the browser measured and the pictures it took. */
static void
put_source(struct xml_writer *w, struct pack *pk)
{
	static const char layout[] = PACK_DOCUMENTATION "layout.xml";
	char uuid[UUID_TEXT];

	if (pack_find(pk, layout) == NULL)
		return;
	xml_open(w, "premis:relationship");
	premis_term(w, "premis:relationshipType", "relationshipType", "der",
	    "derivation");
	premis_term(w, "premis:relationshipSubType", "relationshipSubType",
	    "hss", "has source");
	premis_file_uuid(pk, layout, uuid);
	xml_open(w, "premis:relatedObjectIdentifier");
	premis_id(w, "relatedObjectIdentifier", uuid);
	xml_close(w);
	pack_uuid(pk, PREMIS_MIGRATION, uuid);
	xml_open(w, "premis:relatedEventIdentifier");
	premis_id(w, "relatedEventIdentifier", uuid);
	xml_close(w);
	xml_close(w);
}

static void
put_event_link(struct xml_writer *w, struct pack *pk, const char *key)
{
	char uuid[UUID_TEXT];

	pack_uuid(pk, key, uuid);
	xml_open(w, "premis:linkingEventIdentifier");
	premis_id(w, "linkingEventIdentifier", uuid);
	xml_close(w);
}

/* The events that concern a file, so that a representation names them. */
static void
put_event_links(struct xml_writer *w, struct pack *pk, int is_pdf)
{
	const struct document *d = &pk->in->document;
	struct buf key = BUF_INIT;
	size_t i;

	if (!is_pdf) {
		put_event_link(w, pk, PREMIS_CAPTURE);
		put_event_link(w, pk, PREMIS_CAPTURE_DIGEST);
		return;
	}
	put_event_link(w, pk, PREMIS_MIGRATION);
	put_event_link(w, pk, PREMIS_DOCUMENT_DIGEST);
	for (i = 0; i < d->check_count; i++) {
		if (strcmp(d->check[i].result, "not-checked") == 0)
			continue;
		buf_reset(&key);
		buf_addf(&key, PREMIS_VALIDATION "%s", d->check[i].profile);
		put_event_link(w, pk, buf_text(&key));
	}
	buf_clear(&key);
}

static const struct format *
format_of(const struct input *in, const char *path)
{
	if (text_suffix(path, ".pdf"))
		return (strcmp(in->conformance, "1a") == 0 ? &pdf_1a : &pdf_1b);
	if (text_suffix(path, ".gz"))
		return (&gzip);
	if (text_suffix(path, ".png"))
		return (&png);
	if (text_suffix(path, ".jpg"))
		return (&jpeg);
	if (text_suffix(path, ".mhtml"))
		return (&mhtml);
	return (text_suffix(path, ".html") ? &html : &xml);
}

void
premis_file(struct xml_writer *w, struct pack *pk, const char *path)
{
	const struct pack_file *f = pack_find(pk, path);
	const int is_pdf = strcmp(path, PACK_PDFA_FILE) == 0;
	const struct format *format;
	char uuid[UUID_TEXT];

	if (f == NULL)
		return;
	format = format_of(pk->in, path);
	premis_file_uuid(pk, path, uuid);
	xml_open(w, "premis:object");
	xml_set(w, "xsi:type", "premis:file");
	xml_open(w, "premis:objectIdentifier");
	premis_id(w, "objectIdentifier", uuid);
	xml_close(w);
	if (format == &gzip) {	/* what is inside, when unpacked */
		xml_open(w, "premis:objectCharacteristics");
		xml_leaf(w, "premis:compositionLevel", "0");
		put_format(w, &warc);
		xml_close(w);
	}
	put_characteristics(w, f, format, is_pdf ? pk->in->document.tool :
	    pk->in->capture.tool);
	xml_leaf(w, "premis:originalName", path_base(path));
	xml_open(w, "premis:storage");
	xml_open(w, "premis:contentLocation");
	xml_leaf(w, "premis:contentLocationType", "path in the package");
	xml_leaf(w, "premis:contentLocationValue", path);
	xml_close(w);
	xml_close(w);
	if (is_pdf)
		put_source(w, pk);
	put_event_links(w, pk, is_pdf);
	xml_close(w);
}
