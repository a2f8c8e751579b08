#include "describe/mets.h"

#include <inttypes.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/text.h"
#include "core/xml.h"
#include "describe/input.h"
#include "describe/mets_part.h"
#include "describe/pack.h"

/* What METS says of every file, by whatever element. */
static void
set_file(struct mets *m, const struct pack_file *f)
{
	xml_set(m->w, "MIMETYPE", f->type);
	xml_setf(m->w, "SIZE", "%" PRIu64, f->size);
	mets_set_time(m, "CREATED", f->created_utc);
	xml_set(m->w, "CHECKSUM", f->sha256);
	xml_set(m->w, "CHECKSUMTYPE", "SHA-256");
}

static void
set_location(struct mets *m, const char *path)
{
	xml_set(m->w, "LOCTYPE", "URL");
	xml_set(m->w, "xlink:type", "simple");
	xml_set(m->w, "xlink:href", path + strlen(m->base));
}

/* A section that refers to one metadata file of the package. */
static void
put_metadata(struct mets *m, const char *section, const char *path,
    const char *type)
{
	const struct pack_file *f = pack_find(m->pk, path);

	if (f == NULL)
		return;
	xml_open(m->w, section);
	mets_set_id(m, "ID", path);
	mets_set_time(m, "CREATED", f->created_utc);
	xml_set(m->w, "STATUS", "CURRENT");
	xml_open(m->w, "mdRef");
	set_location(m, path);
	xml_set(m->w, "MDTYPE", type);
	if (strcmp(type, "OTHER") == 0)
		xml_set(m->w, "OTHERMDTYPE", "BEVARA-RETENTION");
	else
		xml_set(m->w, "MDTYPEVERSION", strcmp(type, "PREMIS") == 0 ?
		    "3.0" : "SimpleDC20021212");
	set_file(m, f);
	xml_close(m->w);
	xml_close(m->w);
}

/* PRONOM's name of a representation's format. */
static void
set_format(struct mets *m, const char *path)
{
	const char *level = m->pk->in->conformance;
	int pdf = strcmp(path, PACK_PDFA_FILE) == 0;

	if (!pdf && strcmp(path, PACK_WARC_FILE) != 0)
		return;
	xml_set(m->w, "sip:FILEFORMATNAME", pdf ? "PDF/A" : "WARC");
	xml_set(m->w, "sip:FILEFORMATVERSION", pdf ? level : "1.1");
	xml_set(m->w, "sip:FILEFORMATREGISTRY", "PRONOM");
	xml_set(m->w, "sip:FILEFORMATKEY", !pdf ? "fmt/1281" :
	    strcmp(level, "1a") == 0 ? "fmt/95" : "fmt/354");
}

static void
put_file(struct mets *m, const struct pack_file *f)
{
	xml_open(m->w, "file");
	mets_set_id(m, "ID", f->path);
	set_file(m, f);
	set_format(m, f->path);
	xml_open(m->w, "FLocat");
	set_location(m, f->path);
	xml_close(m->w);
	xml_close(m->w);
}

static void
open_group(struct mets *m, const char *use)
{
	xml_open(m->w, "fileGrp");
	mets_set_id(m, "ID", use);
	xml_set(m->w, "USE", use);
	mets_set_content_type(m);
}

/* A group of all files of one folder. */
static void
put_group(struct mets *m, const char *use, const char *folder)
{
	size_t i;

	open_group(m, use);
	for (i = 0; i < m->pk->count; i++)
		if (text_prefix(m->pk->file[i].path, folder))
			put_file(m, &m->pk->file[i]);
	xml_close(m->w);
}

static void
open_division(struct mets *m, const char *label)
{
	struct buf what = BUF_INIT;

	buf_addf(&what, "div/%s", label);
	xml_open(m->w, "div");
	mets_set_id(m, "ID", buf_text(&what));
	xml_set(m->w, "LABEL", label);
	buf_clear(&what);
}

/* A division that refers to a whole file group. */
static void
put_division(struct mets *m, const char *label, const char *group)
{
	open_division(m, label);
	xml_open(m->w, "fptr");
	mets_set_id(m, "FILEID", group);
	xml_close(m->w);
	xml_close(m->w);
}

/* The map's start: its one division, and in it that of the metadata. */
static void
open_map(struct mets *m)
{
	struct buf ids = BUF_INIT;
	char id[PACK_ID];

	xml_open(m->w, "structMap");
	mets_set_id(m, "ID", "structMap");
	xml_set(m->w, "TYPE", "PHYSICAL");
	xml_set(m->w, "LABEL", "CSIP");
	xml_open(m->w, "div");
	mets_set_id(m, "ID", "div");
	xml_set(m->w, "LABEL", m->name);
	xml_open(m->w, "div");
	mets_set_id(m, "ID", "div/Metadata");
	xml_set(m->w, "LABEL", "Metadata");
	buf_addf(&ids, "%s" PACK_PREMIS, m->base);
	mets_set_id(m, "ADMID", buf_text(&ids));
	if (m->base[0] == '\0') {
		buf_reset(&ids);
		pack_xmlid(m->pk, "mets/" PACK_DC, id);
		buf_addf(&ids, "%s ", id);
		pack_xmlid(m->pk, "mets/" PACK_RETENTION, id);
		buf_adds(&ids, id);
		xml_set(m->w, "DMDID", buf_text(&ids));
	}
	xml_close(m->w);
	buf_clear(&ids);
}

static int
write_representation(struct pack *pk, const char *name, const char *base,
    struct fail *fail)
{
	struct mets m = { NULL, pk, name, base, "../../" };
	struct buf path = BUF_INIT;
	int rc = -1;

	if ((m.w = xml_writer_new(fail)) == NULL)
		return (-1);
	mets_open(&m);
	mets_header(&m);
	xml_open(m.w, "amdSec");
	mets_set_id(&m, "ID", "amdSec");
	buf_addf(&path, "%s" PACK_PREMIS, base);
	put_metadata(&m, "digiprovMD", buf_text(&path), "PREMIS");
	xml_close(m.w);
	xml_open(m.w, "fileSec");
	mets_set_id(&m, "ID", "fileSec");
	buf_reset(&path);
	buf_addf(&path, "%sdata/", base);
	put_group(&m, "Data", buf_text(&path));
	xml_close(m.w);
	open_map(&m);
	put_division(&m, "Data", "Data");
	xml_close(m.w);
	xml_close(m.w);
	xml_close(m.w);
	buf_reset(&path);
	buf_addf(&path, "%s" PACK_METS, base);
	if (buf_check(&path, fail) == 0)
		rc = pack_save(pk, buf_text(&path), m.w, METS_SCHEMA, fail);
	buf_clear(&path);
	xml_writer_free(m.w);
	return (rc);
}

int
mets_write_pdfa(struct pack *pk, struct fail *fail)
{
	return (write_representation(pk, "pdfa", PACK_PDFA, fail));
}

int
mets_write_warc(struct pack *pk, struct fail *fail)
{
	return (write_representation(pk, "warc", PACK_WARC, fail));
}

/* ---- the package's own ---- */

/* The file groups that hold the representations' METS, by version. */
struct groups {
	const char *pdfa, *warc;
};

static struct groups
representation_groups(const struct pack *pk)
{
	static const struct groups one = {
		"Representations", "Representations"
	};
	static const struct groups two = {
		"Representations/pdfa", "Representations/warc"
	};

	return (strcmp(pk->version, "2.0.4") == 0 ? one : two);
}

static void
put_sections(struct mets *m)
{
	put_metadata(m, "dmdSec", PACK_DC, "DC");
	put_metadata(m, "dmdSec", PACK_RETENTION, "OTHER");
	xml_open(m->w, "amdSec");
	mets_set_id(m, "ID", "amdSec");
	put_metadata(m, "digiprovMD", PACK_PREMIS, "PREMIS");
	xml_close(m->w);
}

static void
put_files(struct mets *m)
{
	const struct groups g = representation_groups(m->pk);
	const struct pack_file *pdfa = pack_find(m->pk, PACK_PDFA PACK_METS);
	const struct pack_file *warc = pack_find(m->pk, PACK_WARC PACK_METS);

	xml_open(m->w, "fileSec");
	mets_set_id(m, "ID", "fileSec");
	put_group(m, "Documentation", PACK_DOCUMENTATION);
	put_group(m, "Schemas", PACK_SCHEMAS);
	open_group(m, g.pdfa);
	put_file(m, pdfa);
	if (warc != NULL && strcmp(g.pdfa, g.warc) != 0) {
		xml_close(m->w);
		open_group(m, g.warc);
	}
	if (warc != NULL)
		put_file(m, warc);
	xml_close(m->w);
	xml_close(m->w);
}

/* A division that leads to a representation's METS. */
static void
put_pointer(struct mets *m, const char *label, const char *group,
    const char *path)
{
	open_division(m, label);
	xml_open(m->w, "mptr");
	set_location(m, path);
	mets_set_id(m, "xlink:title", group);
	xml_close(m->w);
	xml_close(m->w);
}

static void
put_map(struct mets *m)
{
	const struct groups g = representation_groups(m->pk);
	const int has_warc = m->pk->in->warc != NULL;

	open_map(m);
	put_division(m, "Documentation", "Documentation");
	put_division(m, "Schemas", "Schemas");
	xml_open(m->w, "div");
	mets_set_id(m, "ID", "div/Representations");
	xml_set(m->w, "LABEL", "Representations");
	xml_open(m->w, "fptr");
	mets_set_id(m, "FILEID", g.pdfa);
	xml_close(m->w);
	if (has_warc && strcmp(g.pdfa, g.warc) != 0) {
		xml_open(m->w, "fptr");
		mets_set_id(m, "FILEID", g.warc);
		xml_close(m->w);
	}
	xml_close(m->w);
	put_pointer(m, "Representations/pdfa", g.pdfa, PACK_PDFA PACK_METS);
	if (has_warc)
		put_pointer(m, "Representations/warc", g.warc,
		    PACK_WARC PACK_METS);
	xml_close(m->w);
	xml_close(m->w);
}

int
mets_write(struct pack *pk, struct fail *fail)
{
	struct mets m = { NULL, pk, pk->in->capture.id, "", "" };
	int rc;

	if ((m.w = xml_writer_new(fail)) == NULL)
		return (-1);
	mets_open(&m);
	mets_header(&m);
	put_sections(&m);
	put_files(&m);
	put_map(&m);
	xml_close(m.w);
	rc = pack_save(pk, PACK_METS, m.w, METS_SCHEMA, fail);
	xml_writer_free(m.w);
	return (rc);
}
