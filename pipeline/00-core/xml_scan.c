#include "core/xml.h"

#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlschemas.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/share.h"
#include "core/text.h"
#include "core/xml_error.h"

#define CHUNK 65536
#define MAX_ATTRIBUTES 64

struct scan {
	const struct xml_handler *handler;
	void *arg;
	struct fail *fail;
	xmlParserCtxt *parser;
	int stopped;		/* the handler or the validator failed */
	int line;		/* where */
	int doctype;
	struct xml_error error;	/* the validator's first */
};

/*
 * A copy of an attribute's value.  Without entity replacement libxml2 gives
 * every '&' in it as "&#38;".
 */
static char *
copy_value(const char *from, const char *end, struct fail *fail)
{
	char *copy = strndup(from, (size_t)(end - from));
	char *to, *at;

	if (copy == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	to = at = copy + strcspn(copy, "&");
	while (*at != '\0') {
		*to++ = *at;
		at += *at == '&' && strncmp(at, "&#38;", 5) == 0 ? 5 : 1;
	}
	*to = '\0';
	return (copy);
}

/*
 * The parser goes on to the end of its chunk, and nobody listens.  To stop it
 * at once would free what it reads from, which the validator that is plugged
 * in looks at after us.
 */
static void
stop(struct scan *scan)
{
	scan->stopped = 1;
	scan->line = xmlSAX2GetLineNumber(scan->parser);
}

/*
 * libxml2 gives five pointers per attribute: name, prefix, namespace, and
 * where the value starts and ends.
 */
static void
on_start(void *arg, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int ns_count, const xmlChar **ns, int count,
    int defaulted, const xmlChar **given)
{
	struct scan *scan = arg;
	const char *list[2 * MAX_ATTRIBUTES + 1];
	char *values[MAX_ATTRIBUTES];
	int i, n = 0, bad = 0;

	(void)prefix;
	(void)uri;
	(void)ns_count;
	(void)ns;
	(void)defaulted;
	if (scan->stopped || scan->handler->start == NULL)
		return;
	for (i = 0; i < count && n < MAX_ATTRIBUTES; i++) {
		const xmlChar **a = given + 5 * i;

		values[n] = copy_value((const char *)a[3], (const char *)a[4],
		    scan->fail);
		if (values[n] == NULL) {
			bad = 1;
			break;
		}
		list[2 * n] = (const char *)a[0];
		list[2 * n + 1] = values[n];
		n++;
	}
	list[2 * n] = NULL;
	if (bad || scan->handler->start(scan->arg, (const char *)name, list,
	    scan->fail) == -1)
		stop(scan);
	while (n > 0)
		free(values[--n]);
}

static void
on_end(void *arg, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri)
{
	struct scan *scan = arg;

	(void)prefix;
	(void)uri;
	if (!scan->stopped && scan->handler->end != NULL &&
	    scan->handler->end(scan->arg, (const char *)name,
	    scan->fail) == -1)
		stop(scan);
}

static void
on_text(void *arg, const xmlChar *text, int n)
{
	struct scan *scan = arg;

	if (!scan->stopped && scan->handler->text != NULL &&
	    scan->handler->text(scan->arg, (const char *)text, (size_t)n,
	    scan->fail) == -1)
		stop(scan);
}

static void
on_doctype(void *arg, const xmlChar *name, const xmlChar *external,
    const xmlChar *system)
{
	struct scan *scan = arg;

	(void)name;
	(void)external;
	(void)system;
	scan->doctype = 1;
	stop(scan);
	xmlStopParser(scan->parser);	/* no entity is ever declared */
}

static void
on_invalid(void *arg, xmlErrorPtr reported)
{
	struct scan *scan = arg;

	if (scan->stopped)
		return;
	xml_error_take(&scan->error, reported);
	if (scan->error.set && scan->error.line == 0)
		scan->error.line = xmlSAX2GetLineNumber(scan->parser);
	stop(scan);
}

/* Where the document comes from. */
struct source {
	int fd;			/* or -1 */
	const char *bytes;	/* what is left of them, without fd */
	size_t size;
};

/* Feed what lies in memory; not 0 if the parser wants no more. */
static int
feed_bytes(struct scan *scan, const struct source *source)
{
	size_t at, n;
	int bad = 0;

	for (at = 0; at < source->size && !bad && !scan->stopped; at += n) {
		n = source->size - at < CHUNK ? source->size - at : CHUNK;
		bad = xmlParseChunk(scan->parser, source->bytes + at, (int)n,
		    0);
	}
	return (bad);
}

/* The same from a file, or -1 with fail set. */
static int
feed_file(struct scan *scan, int fd, const char *path)
{
	char *room = malloc(CHUNK);
	ssize_t n = 0;
	int bad = 0;

	if (room == NULL)
		return (fail_memory(scan->fail));
	while (!bad && !scan->stopped) {
		if ((n = read(fd, room, CHUNK)) == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		bad = xmlParseChunk(scan->parser, room, (int)n, 0);
	}
	free(room);
	if (n == -1)
		return (fail_sys(scan->fail, "cannot read '%s'", path));
	return (bad);
}

/* Feed the parser; 0 when the whole document went through it. */
static int
feed(struct scan *scan, const struct source *source, const char *path)
{
	int bad = source->fd == -1 ? feed_bytes(scan, source) :
	    feed_file(scan, source->fd, path);

	if (!bad && !scan->stopped)
		bad = xmlParseChunk(scan->parser, "", 0, 1);
	return (bad || scan->stopped ? -1 : 0);
}

/* Say why the scan ended early, unless something said so already. */
static void
explain(struct scan *scan, const char *path, const char *schema)
{
	struct xml_error error = XML_ERROR_INIT;

	if (scan->doctype)
		fail_set(scan->fail, FAIL_DATA,
		    "%s:%d: the file has a DOCTYPE, which is not allowed",
		    path, scan->line);
	else if (scan->error.set)
		xml_error_fail(&scan->error, path, schema, FAIL_DATA,
		    scan->fail);
	else if (scan->fail->kind != FAIL_NONE)
		fail_add(scan->fail, "%s:%d", path, scan->line);
	else {
		xml_error_take(&error, xmlCtxtGetLastError(scan->parser));
		xml_error_fail(&error, path, NULL, FAIL_DATA, scan->fail);
	}
}

/* Parse with the schema's check plugged in between, unless it is NULL. */
static int
run(struct scan *scan, const struct source *source, const char *path,
    const char *schema_path)
{
	xmlSAXHandler mine, *sax = &mine;
	void *user = scan;
	xmlSchemaParserCtxt *reader = NULL;
	xmlSchema *schema = NULL;
	xmlSchemaValidCtxt *valid = NULL;
	xmlSchemaSAXPlugPtr plug = NULL;
	int rc = -1;

	xml_error_quiet();
	memset(&mine, 0, sizeof(mine));
	mine.initialized = XML_SAX2_MAGIC;
	mine.startElementNs = on_start;
	mine.endElementNs = on_end;
	mine.characters = on_text;
	mine.cdataBlock = on_text;
	mine.internalSubset = on_doctype;
	if (schema_path != NULL) {
		if ((reader = xmlSchemaNewParserCtxt(schema_path)) == NULL ||
		    (schema = xmlSchemaParse(reader)) == NULL ||
		    (valid = xmlSchemaNewValidCtxt(schema)) == NULL) {
			fail_set(scan->fail, FAIL_PROGRAM,
			    "cannot use the schema '%s'", schema_path);
			goto out;
		}
		xmlSchemaSetValidStructuredErrors(valid, on_invalid, scan);
		if ((plug = xmlSchemaSAXPlug(valid, &sax, &user)) == NULL) {
			fail_memory(scan->fail);
			goto out;
		}
	}
	scan->parser = xmlCreatePushParserCtxt(sax, user, NULL, 0, path);
	if (scan->parser == NULL) {
		fail_memory(scan->fail);
		goto out;
	}
	xmlCtxtUseOptions(scan->parser, XML_PARSE_NONET | XML_PARSE_BIG_LINES);
	if ((rc = feed(scan, source, path)) == -1)
		explain(scan, path, schema_path);
out:
	if (plug != NULL)
		xmlSchemaSAXUnplug(plug);
	if (scan->parser != NULL)
		xmlFreeDoc(scan->parser->myDoc);
	xmlFreeParserCtxt(scan->parser);
	xmlSchemaFreeValidCtxt(valid);
	xmlSchemaFree(schema);
	xmlSchemaFreeParserCtxt(reader);
	return (rc);
}

int
xml_scan(const char *path, const char *schema,
    const struct xml_handler *handler, void *arg, struct fail *fail)
{
	struct scan scan = { handler, arg, fail, NULL, 0, 0, 0, XML_ERROR_INIT };
	struct source source = { -1, NULL, 0 };
	char *relative = NULL, *file = NULL;
	struct stat st;
	int fd, rc = -1;

	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd == -1)
		return (fail_sys(fail, "cannot open '%s'", path));
	if (fstat(fd, &st) == -1 || !S_ISREG(st.st_mode)) {
		fail_set(fail, FAIL_DATA, "'%s' is not a regular file", path);
		goto out;
	}
	if (schema != NULL &&
	    ((relative = text_printf(fail, "schemas/%s", schema)) == NULL ||
	    (file = share_file(relative, fail)) == NULL))
		goto out;
	source.fd = fd;
	rc = run(&scan, &source, path, file);
out:
	free(relative);
	free(file);
	close(fd);
	return (rc);
}

int
xml_scan_bytes(const struct buf *bytes, const char *name,
    const struct xml_handler *handler, void *arg, struct fail *fail)
{
	struct scan scan = { handler, arg, fail, NULL, 0, 0, 0, XML_ERROR_INIT };
	struct source source = { -1, buf_text(bytes), bytes->size };

	return (run(&scan, &source, name, NULL));
}

const char *
xml_scan_attr(const char *const *attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return (attributes[1]);
	return (NULL);
}
