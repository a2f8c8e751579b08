#include "register/crate.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "core/buf.h"
#include "core/fail.h"

#define CHUNK 65536
#define FILES_WRITTEN 16
#define DOS_1980 33		/* 1980-01-01, the first day that a ZIP has */

struct crate {
	zip_source_t *source;	/* what it is written to; owned */
	zip_t *zip;		/* NULL once ended */
	char *text[FILES_WRITTEN];	/* owned; libzip reads them at the end */
	size_t count;
};

int
crate_is(const struct buf *b)
{
	return (b->size >= 4 && (memcmp(b->data, "PK\3\4", 4) == 0 ||
	    memcmp(b->data, "PK\5\6", 4) == 0));
}

/* ---- reading ---- */

static int
bad_zip(zip_error_t *error, struct fail *fail)
{
	return (fail_set(fail, FAIL_DATA, "it is no whole ZIP file (%s); save "
	    "it anew", zip_error_strerror(error)));
}

/* The file into ${out}, whatever size it claims to have. */
static int
unpack(zip_file_t *file, const char *name, struct buf *out, struct fail *fail)
{
	size_t start = out->size;
	char *room = malloc(CHUNK);
	zip_int64_t n;
	int rc = -1;

	if (room == NULL)
		return (fail_memory(fail));
	while ((n = zip_fread(file, room, CHUNK)) > 0) {
		if (out->size - start + (size_t)n > CRATE_FILE_MAX) {
			fail_set(fail, FAIL_DATA, "'%s' in it has more than "
			    "%u MB; a register of accounts is not that large",
			    name, CRATE_FILE_MAX >> 20);
			goto out;
		}
		buf_add(out, room, (size_t)n);
	}
	rc = n < 0 ? bad_zip(zip_file_get_error(file), fail) :
	    buf_check(out, fail);
out:
	free(room);
	return (rc);
}

static int
read_file(zip_t *zip, const char *name, struct buf *out, struct fail *fail)
{
	zip_int64_t at;
	zip_stat_t st;
	zip_file_t *file;
	int rc;

	if (zip_get_num_entries(zip, 0) > CRATE_FILES_MAX)
		return (fail_set(fail, FAIL_DATA, "it holds more than %d "
		    "files; save the table alone", CRATE_FILES_MAX));
	if ((at = zip_name_locate(zip, name, 0)) < 0)
		return (0);
	if (zip_stat_index(zip, (zip_uint64_t)at, 0, &st) == 0 &&
	    (st.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
	    st.encryption_method != ZIP_EM_NONE)
		return (fail_set(fail, FAIL_DATA, "it has a password; save it "
		    "without one"));
	if ((file = zip_fopen_index(zip, (zip_uint64_t)at, 0)) == NULL)
		return (bad_zip(zip_get_error(zip), fail));
	rc = unpack(file, name, out, fail);
	(void)zip_fclose(file);
	return (rc == -1 ? -1 : 1);
}

int
crate_read(const struct buf *bytes, const char *name, struct buf *out,
    struct fail *fail)
{
	zip_error_t error;
	zip_source_t *source;
	zip_t *zip = NULL;
	int rc = -1;

	zip_error_init(&error);
	source = zip_source_buffer_create(bytes->data, bytes->size, 0, &error);
	if (source != NULL)
		zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	if (zip == NULL) {
		(void)bad_zip(&error, fail);
		zip_source_free(source);
	} else {
		rc = read_file(zip, name, out, fail);
		zip_discard(zip);	/* and the source with it */
	}
	zip_error_fini(&error);
	return (rc);
}

/* ---- writing ---- */

static int
broken(zip_error_t *error, struct fail *fail)
{
	return (fail_set(fail, FAIL_IO, "cannot make a ZIP file: %s",
	    zip_error_strerror(error)));
}

struct crate *
crate_new(struct fail *fail)
{
	struct crate *c = calloc(1, sizeof(*c));
	zip_error_t error;

	if (c == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	zip_error_init(&error);
	c->source = zip_source_buffer_create(NULL, 0, 0, &error);
	if (c->source != NULL)
		c->zip = zip_open_from_source(c->source, ZIP_TRUNCATE, &error);
	if (c->zip == NULL) {
		broken(&error, fail);
		crate_free(c);
		c = NULL;
	} else
		zip_source_keep(c->source);	/* it is read after the end */
	zip_error_fini(&error);
	return (c);
}

int
crate_add(struct crate *c, const char *name, const struct buf *text,
    struct fail *fail)
{
	zip_source_t *source;
	zip_int64_t at;
	char *copy;

	assert(c->count < FILES_WRITTEN);
	if ((copy = malloc(text->size + 1)) == NULL)
		return (fail_memory(fail));
	c->text[c->count++] = copy;
	if (text->size > 0)
		memcpy(copy, text->data, text->size);
	source = zip_source_buffer(c->zip, copy, text->size, 0);
	if (source == NULL)
		return (broken(zip_get_error(c->zip), fail));
	if ((at = zip_file_add(c->zip, name, source, 0)) < 0) {
		zip_source_free(source);
		return (broken(zip_get_error(c->zip), fail));
	}
	if (zip_set_file_compression(c->zip, (zip_uint64_t)at,
	    strcmp(name, "mimetype") == 0 ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
	    0) == -1 || zip_file_set_dostime(c->zip, (zip_uint64_t)at, 0,
	    DOS_1980, 0) == -1)
		return (broken(zip_get_error(c->zip), fail));
	return (0);
}

int
crate_end(struct crate *c, struct buf *out, struct fail *fail)
{
	zip_error_t *error = zip_source_error(c->source);
	char *room;
	zip_int64_t n = -1;

	if (zip_close(c->zip) == -1)
		return (broken(zip_get_error(c->zip), fail));
	c->zip = NULL;
	if ((room = malloc(CHUNK)) == NULL)
		return (fail_memory(fail));
	if (zip_source_open(c->source) == 0) {
		while ((n = zip_source_read(c->source, room, CHUNK)) > 0)
			buf_add(out, room, (size_t)n);
		(void)zip_source_close(c->source);
	}
	free(room);
	return (n < 0 ? broken(error, fail) : buf_check(out, fail));
}

void
crate_free(struct crate *c)
{
	if (c == NULL)
		return;
	if (c->zip != NULL)
		zip_discard(c->zip);
	zip_source_free(c->source);
	while (c->count > 0)
		free(c->text[--c->count]);
	free(c);
}
