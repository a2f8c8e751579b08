#include "describe/premis.h"

#include "core/fail.h"
#include "core/text.h"
#include "core/xml.h"
#include "describe/pack.h"
#include "describe/premis_part.h"

#define PREMIS_SCHEMA "premis.xsd"
#define PREMIS_NS "http://www.loc.gov/premis/v3"

/* What a person handed in. */
static void
put_originals(struct xml_writer *w, struct pack *pk)
{
	size_t i;

	for (i = 0; i < pk->count; i++)
		if (text_prefix(pk->file[i].path, PACK_ORIGINAL))
			premis_file(w, pk, pk->file[i].path);
}

/* The root element; ${up} leads from the document to the package's folder. */
static void
open_premis(struct xml_writer *w, const char *up)
{
	xml_open(w, "premis:premis");
	xml_set(w, "xmlns:premis", PREMIS_NS);
	xml_set(w, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
	xml_setf(w, "xsi:schemaLocation", PREMIS_NS " %s" PACK_SCHEMAS
	    PREMIS_SCHEMA, up);
	xml_set(w, "version", "3.0");
}

int
premis_write(struct pack *pk, struct fail *fail)
{
	struct premis_agents agents = PREMIS_AGENTS_INIT;
	struct xml_writer *w;
	int rc = -1;

	if ((w = xml_writer_new(fail)) == NULL)
		return (-1);
	if (premis_agents_collect(&agents, pk, fail) == -1)
		goto out;
	open_premis(w, "../../");
	premis_entity(w, pk);
	premis_file(w, pk, PACK_PDFA_FILE);
	premis_file(w, pk, PACK_WARC_FILE);
	premis_file(w, pk, PACK_DOCUMENTATION "layout.xml");
	premis_file(w, pk, PACK_DOCUMENTATION "page.html");
	premis_file(w, pk, PACK_DOCUMENTATION "answer.xml");
	put_originals(w, pk);
	if (premis_events(w, pk, &agents, fail) == -1)
		goto out;
	premis_agents_write(w, &agents);
	xml_close(w);
	rc = pack_save(pk, PACK_PREMIS, w, PREMIS_SCHEMA, fail);
out:
	premis_agents_clear(&agents);
	xml_writer_free(w);
	return (rc);
}

static int
write_one(struct pack *pk, const char *path, const char *file,
    struct fail *fail)
{
	struct xml_writer *w;
	int rc;

	if ((w = xml_writer_new(fail)) == NULL)
		return (-1);
	open_premis(w, "../../../../");
	premis_file(w, pk, file);
	xml_close(w);
	rc = pack_save(pk, path, w, PREMIS_SCHEMA, fail);
	xml_writer_free(w);
	return (rc);
}

int
premis_write_pdfa(struct pack *pk, struct fail *fail)
{
	return (write_one(pk, PACK_PDFA PACK_PREMIS, PACK_PDFA_FILE, fail));
}

int
premis_write_warc(struct pack *pk, struct fail *fail)
{
	return (write_one(pk, PACK_WARC PACK_PREMIS, PACK_WARC_FILE, fail));
}
