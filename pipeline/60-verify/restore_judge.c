#include "verify/restore_part.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/proc.h"
#include "core/record/document.h"
#include "core/site.h"
#include "core/text.h"
#include "core/xml.h"

#define TIMEOUT_S 900		/* a judge in Java, on a large file */
#define SAID_BYTES (256u << 10)	/* of what a judge prints */
#define DETAIL_BYTES 200
#define MOST_FILES 64		/* of one schema, in one package */

/* ---- asking one ---- */

struct asking {
	struct restore *restore;
	const struct restore_package *package;
	const struct site *site;
};

/* The last line that says something, cut; NULL for none. */
static char *
last_line(const struct buf *said, struct fail *fail)
{
	const char *text = buf_text(said), *end = text + strlen(text), *start;

	while (end > text && strchr(" \t\r\n", end[-1]) != NULL)
		end--;
	for (start = end; start > text && start[-1] != '\n'; start--)
		continue;
	if (start == end)
		return (NULL);
	return (text_printf(fail, "%.*s", end - start > DETAIL_BYTES ?
	    DETAIL_BYTES : (int)(end - start), start));
}

/* Run the program that was found, and turn its status into a row. */
static int
run(const struct asking *asking, const char *judge, const char *const *argv,
    const char *what, struct fail *fail)
{
	struct restore_said said = { judge, RESTORE_PASSED, what };
	struct buf out = BUF_INIT, err = BUF_INIT;
	struct proc proc = { .argv = argv, .out = &out, .err = &err,
	    .out_max = SAID_BYTES, .timeout_s = TIMEOUT_S };
	struct fail why = FAIL_INIT;
	char *detail = NULL;
	int status = 0, rc = -1;

	if (proc_run(&proc, &status, &why) == -1) {
		said.verdict = RESTORE_FAILED;
		said.detail = why.text;
	} else if (status != 0) {
		said.verdict = RESTORE_REFUSED;
		detail = last_line(err.size > 0 ? &err : &out, fail);
		if (detail == NULL)
			detail = text_printf(fail, "it ended with %d", status);
		if (detail == NULL)
			goto out;
		said.detail = detail;
		if (msg_is_verbose()) {
			msg_pass(buf_text(&out));
			msg_pass(buf_text(&err));
		}
	}
	rc = restore_add(asking->restore, asking->package, &said, fail);
out:
	buf_clear(&out);
	buf_clear(&err);
	free(detail);
	return (rc);
}

/* ${argv}[0] is looked for; a row says so when it is not there. */
static int
ask(const struct asking *asking, const char *judge, const char **argv,
    const char *what, struct fail *fail)
{
	struct restore_said said = { judge, RESTORE_ABSENT, NULL };
	struct fail why = FAIL_INIT;
	char *program;
	int rc;

	msg_progress("%s/%s: %s", asking->package->period,
	    asking->package->id, judge);
	if ((program = proc_find(argv[0], &why)) == NULL)
		return (restore_add(asking->restore, asking->package, &said,
		    fail));
	argv[0] = program;
	rc = run(asking, judge, argv, what, fail);
	free(program);
	return (rc);
}

/* ---- XML ---- */

/* What an XML file is in, or a schema is for: "" for none. */
static char *
name_space(const char *path, int is_schema, struct fail *fail)
{
	struct xml_doc *doc = xml_load(path, NULL, FAIL_DATA, fail);
	const char *space;
	char *copy;

	if (doc == NULL)
		return (NULL);
	space = is_schema ? xml_attr(doc, xml_root(doc), "targetNamespace") :
	    xml_space(xml_root(doc));
	copy = text_copy(space == NULL ? "" : space, fail);
	xml_free(doc);
	return (copy);
}

/* A file of the package, from its list: its path here. */
static char *
file_path(const struct restore_package *package, size_t i, struct fail *fail)
{
	return (path_join(package->place, package->sums.line[i].path, fail));
}

/* The name space of each XML file of the list; NULL for other files. */
static char **
all_spaces(const struct restore_package *package, struct fail *fail)
{
	char **space = calloc(package->sums.count + 1, sizeof(*space)), *path;
	struct fail why = FAIL_INIT;
	size_t i;

	if (space == NULL) {
		(void)fail_memory(fail);
		return (NULL);
	}
	for (i = 0; i < package->sums.count; i++) {
		if (!text_suffix(package->sums.line[i].path, ".xml") ||
		    (path = file_path(package, i, &why)) == NULL)
			continue;
		/* One that is no XML is for other judges. */
		space[i] = name_space(path, 0, &why);
		free(path);
	}
	return (space);
}

/* All files that the schema is for, by xmllint; no file, no row. */
static int
ask_schema(const struct asking *asking, const char *schema,
    char *const *spaces, const char *wanted, struct fail *fail)
{
	const struct restore_package *package = asking->package;
	const char *argv[MOST_FILES + 6] = { "xmllint", "--nonet", "--noout",
	    "--schema", schema };
	char *path[MOST_FILES], *what = NULL;
	size_t count = 0, i;
	int rc = -1;

	for (i = 0; i < package->sums.count && count < MOST_FILES; i++) {
		if (spaces[i] == NULL || *wanted == '\0' ||
		    strcmp(spaces[i], wanted) != 0)
			continue;
		if ((path[count] = file_path(package, i, fail)) == NULL)
			goto out;
		argv[5 + count] = path[count];
		count++;
	}
	if (count == 0)
		return (0);
	if ((what = text_printf(fail, "%zu files by %s", count,
	    path_base(schema))) != NULL)
		rc = ask(asking, "xmllint", argv, what, fail);
out:
	for (i = 0; i < count; i++)
		free(path[i]);
	free(what);
	return (rc);
}

/* Each schema that the package brings with it. */
static int
ask_schemas(const struct asking *asking, struct fail *fail)
{
	const struct restore_package *package = asking->package;
	char **spaces = all_spaces(package, fail), *path, *wanted;
	struct fail why = FAIL_INIT;
	size_t i;
	int rc = spaces == NULL ? -1 : 0;

	for (i = 0; rc == 0 && i < package->sums.count; i++) {
		if (!text_suffix(package->sums.line[i].path, ".xsd"))
			continue;
		if ((path = file_path(package, i, fail)) == NULL) {
			rc = -1;
			break;
		}
		if ((wanted = name_space(path, 1, &why)) != NULL)
			rc = ask_schema(asking, path, spaces, wanted, fail);
		free(wanted);
		free(path);
	}
	for (i = 0; spaces != NULL && i < package->sums.count; i++)
		free(spaces[i]);
	free(spaces);
	return (rc);
}

/* ---- the PDF ---- */

static int
ask_profile(const struct asking *asking, const char *profile,
    const char *pdf, struct fail *fail)
{
	const char *argv[] = { asking->site->verapdf != NULL ?
	    asking->site->verapdf : "verapdf", "-f", profile, "--format",
	    "text", pdf, NULL };
	char *judge = text_printf(fail, "verapdf %s", profile);
	int rc = -1;

	if (judge != NULL)
		rc = ask(asking, judge, argv, path_base(pdf), fail);
	free(judge);
	return (rc);
}

/* By the profiles that it passed when it was made; by PDF/A-1b at least. */
static int
ask_pdf(const struct asking *asking, const char *pdf, struct fail *fail)
{
	const struct restore_package *package = asking->package;
	const char *qpdf[] = { "qpdf", "--check", pdf, NULL };
	struct document document = { 0 };
	struct fail why = FAIL_INIT;
	char *path = text_printf(fail, "%s/%s/documentation/document.xml",
	    package->place, package->id);
	size_t i, asked = 0;
	int rc = -1;

	if (path == NULL ||
	    ask(asking, "qpdf", qpdf, path_base(pdf), fail) == -1)
		goto out;
	rc = 0;
	if (document_load(&document, path, &why) == 0)
		for (i = 0; rc == 0 && i < document.check_count; i++)
			if (strcmp(document.check[i].result, "pass") == 0) {
				rc = ask_profile(asking,
				    document.check[i].profile, pdf, fail);
				asked++;
			}
	if (rc == 0 && asked == 0)
		rc = ask_profile(asking, "1b", pdf, fail);
out:
	document_clear(&document);
	free(path);
	return (rc);
}

/* ---- the rest ---- */

static int
ask_warc(const struct asking *asking, const char *file, struct fail *fail)
{
	const char *warcio[] = { "warcio", "check", file, NULL };
	const char *jwarc[] = { "jwarc", "validate", file, NULL };

	if (ask(asking, "warcio", warcio, path_base(file), fail) == -1)
		return (-1);
	return (ask(asking, "jwarc", jwarc, path_base(file), fail));
}

/* eark-validator knows the rules of 2.1.0 only. */
static int
ask_package(const struct asking *asking, struct fail *fail)
{
	const struct restore_package *package = asking->package;
	const char *version = asking->site->package_version;
	char *folder = path_join(package->place, package->id, fail);
	const char *commons[] = { "commons-ip2", folder, version, NULL };
	const char *eark[] = { "eark-validate", folder, version, NULL };
	int rc = -1;

	if (folder != NULL)
		rc = ask(asking, "commons-ip2", commons, version, fail);
	if (rc == 0 && strcmp(version, "2.1.0") == 0)
		rc = ask(asking, "eark-validate", eark, version, fail);
	free(folder);
	return (rc);
}

int
restore_judge(struct restore *restore, const struct restore_package *package,
    const struct site *site, struct fail *fail)
{
	const struct asking asking = { restore, package, site };
	const char *name;
	char *path;
	size_t i;
	int rc;

	rc = ask_package(&asking, fail);
	if (rc == 0)
		rc = ask_schemas(&asking, fail);
	for (i = 0; rc == 0 && i < package->sums.count; i++) {
		name = package->sums.line[i].path;
		/* The PDF beside the package has the same bytes. */
		if (strchr(name, '/') == NULL ||
		    (!text_suffix(name, ".pdf") &&
		    !text_suffix(name, ".warc.gz")))
			continue;
		if ((path = file_path(package, i, fail)) == NULL)
			return (-1);
		rc = text_suffix(name, ".pdf") ? ask_pdf(&asking, path,
		    fail) : ask_warc(&asking, path, fail);
		free(path);
	}
	return (rc);
}
