#include "describe/pack.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/list.h"
#include "core/path.h"
#include "core/sums.h"
#include "core/text.h"
#include "core/xml.h"
#include "describe/input.h"

int
pack_init(struct pack *pk, const struct input *in, const char *version,
    const char *dir, struct fail *fail)
{
	memset(pk, 0, sizeof(*pk));
	pk->in = in;
	pk->version = version;
	pk->dir = text_copy(dir, fail);
	return (pk->dir == NULL ? -1 : 0);
}

const struct pack_file *
pack_find(const struct pack *pk, const char *path)
{
	size_t i;

	for (i = 0; i < pk->count; i++)
		if (strcmp(pk->file[i].path, path) == 0)
			return (&pk->file[i]);
	return (NULL);
}

/* Media types as IANA registers them; CSIP68 allows no others. */
static const char *
media_type(const char *path)
{
	static const struct {
		const char *end, *type;
	} known[] = {
		{ ".xml", "application/xml" }, { ".xsd", "application/xml" },
		{ ".pdf", "application/pdf" }, { ".gz", "application/gzip" },
		{ ".html", "text/html" }, { ".txt", "text/plain" },
		{ ".png", "image/png" }, { ".jpg", "image/jpeg" },
		{ ".mhtml", "multipart/related" }
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (text_suffix(path, known[i].end))
			return (known[i].type);
	return ("application/octet-stream");
}

/* The folder that ${path} needs, made; then its full path, the caller's. */
static char *
pack_place(const struct pack *pk, const char *path, struct fail *fail)
{
	char *full = path_join(pk->dir, path, fail), *dir = NULL;
	int rc = -1;

	if (full == NULL || (dir = path_dir(full, fail)) == NULL ||
	    (!file_is_dir(dir) && file_make_dirs(dir, fail) == -1))
		goto out;
	if (pack_find(pk, path) != NULL) {
		fail_set(fail, FAIL_DATA, "two files would be called '%s' in "
		    "the package", path);
		goto out;
	}
	rc = path_check_name(path_base(path), fail);
out:
	free(dir);
	if (rc == -1) {
		free(full);
		full = NULL;
	}
	return (full);
}

static struct pack_file *
pack_add(struct pack *pk, const char *path, struct fail *fail)
{
	struct pack_file *f = list_grow(pk->file, &pk->count, sizeof(*f), fail);

	if (f == NULL)
		return (NULL);
	pk->file = f;
	f += pk->count - 1;
	if ((f->path = text_copy(path, fail)) == NULL)
		return (NULL);
	f->type = media_type(path);
	f->created_utc = pk->in->latest_utc;
	return (f);
}

/* A small file that was just written: hash it, and note it. */
static int
pack_hash(struct pack *pk, const char *full, const char *path,
    struct fail *fail)
{
	struct pack_file *f;
	struct hash_sum sum;

	if (hash_file(full, HASH_BOTH, &sum, fail) == -1 ||
	    (f = pack_add(pk, path, fail)) == NULL)
		return (-1);
	f->size = sum.size;
	memcpy(f->sha256, sum.sha256, sizeof(f->sha256));
	memcpy(f->sha512, sum.sha512, sizeof(f->sha512));
	return (0);
}

int
pack_link(struct pack *pk, const char *from, const char *path,
    const struct part *part, struct fail *fail)
{
	char *full = NULL, *source = NULL;
	struct pack_file *f;
	int rc = -1;

	if ((source = input_path(pk->in, from, fail)) == NULL ||
	    (full = pack_place(pk, path, fail)) == NULL ||
	    file_link(source, full, fail) == -1 ||
	    (f = pack_add(pk, path, fail)) == NULL)
		goto out;
	f->size = part->size;
	memcpy(f->sha256, part->sha256, sizeof(f->sha256));
	memcpy(f->sha512, part->sha512, sizeof(f->sha512));
	f->created_utc = text_prefix(from, "capture/") ?
	    pk->in->capture.ended_utc : pk->in->document.rendered_utc;
	rc = 0;
out:
	free(full);
	free(source);
	return (rc);
}

int
pack_copy(struct pack *pk, const char *from, const char *path,
    struct fail *fail)
{
	char *full = pack_place(pk, path, fail);
	int rc = -1;

	if (full != NULL && file_copy(from, full, fail) == 0)
		rc = pack_hash(pk, full, path, fail);
	free(full);
	return (rc);
}

/* Report what pack_uuid() could not. */
static int
pack_check(const struct pack *pk, struct fail *fail)
{
	if (pk->broken.kind == FAIL_NONE)
		return (0);
	*fail = pk->broken;
	return (-1);
}

int
pack_text(struct pack *pk, const char *path, const void *bytes, size_t n,
    struct fail *fail)
{
	char *full = NULL;
	int rc = -1;

	if (pack_check(pk, fail) == 0 &&
	    (full = pack_place(pk, path, fail)) != NULL &&
	    file_write(full, bytes, n, fail) == 0)
		rc = pack_hash(pk, full, path, fail);
	free(full);
	return (rc);
}

int
pack_save(struct pack *pk, const char *path, struct xml_writer *w,
    const char *schema, struct fail *fail)
{
	char *full = NULL;
	int rc = -1;

	if (pack_check(pk, fail) == 0 &&
	    (full = pack_place(pk, path, fail)) != NULL &&
	    xml_writer_save(w, full, schema, fail) == 0)
		rc = pack_hash(pk, full, path, fail);
	free(full);
	return (rc);
}

int
pack_sums(const struct pack *pk, const char *path, struct fail *fail)
{
	struct sums sums = SUMS_INIT;
	struct buf text = BUF_INIT;
	char *name = NULL;
	size_t i;
	int rc = -1;

	for (i = 0; i < pk->count; i++) {
		free(name);
		name = text_printf(fail, "%s/%s", pk->in->capture.id,
		    pk->file[i].path);
		if (name == NULL ||
		    sums_add(&sums, name, pk->file[i].sha256, fail) == -1)
			goto out;
	}
	sums_sort(&sums);
	sums_text(&sums, &text);
	if (buf_check(&text, fail) == 0)
		rc = file_write(path, text.data, text.size, fail);
out:
	free(name);
	buf_clear(&text);
	sums_clear(&sums);
	return (rc);
}

void
pack_uuid(struct pack *pk, const char *key, char out[UUID_TEXT])
{
	struct fail fail = FAIL_INIT;

	out[0] = '\0';
	if (uuid_make(pk->in->capture.id, key, out, &fail) == -1 &&
	    pk->broken.kind == FAIL_NONE)
		pk->broken = fail;
}

void
pack_agent(struct pack *pk, const char *name, const char *version,
    char out[UUID_TEXT])
{
	struct fail fail = FAIL_INIT;
	char *key;

	out[0] = '\0';
	key = text_printf(&fail, "%s/%s", name, version != NULL ? version : "");
	if ((key == NULL || uuid_make("agent", key, out, &fail) == -1) &&
	    pk->broken.kind == FAIL_NONE)
		pk->broken = fail;
	free(key);
}

void
pack_xmlid(struct pack *pk, const char *key, char out[PACK_ID])
{
	memcpy(out, "ID-", 3);
	pack_uuid(pk, key, out + 3);
}

void
pack_clear(struct pack *pk)
{
	size_t i;

	for (i = 0; i < pk->count; i++)
		free(pk->file[i].path);
	free(pk->file);
	free(pk->dir);
	memset(pk, 0, sizeof(*pk));
}
