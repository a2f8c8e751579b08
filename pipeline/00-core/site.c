#include "core/site.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/text.h"
#include "core/xml.h"

/* Copy the text of a child; absent is fine, and stays NULL. */
static int
take(char **to, struct xml_doc *doc, const xml_node *node, const char *name,
    struct fail *fail)
{
	const char *text = xml_get(doc, node, name);

	if (text == NULL)
		return (0);
	*to = text_copy(text, fail);
	return (*to == NULL ? -1 : 0);
}

/* Reckon a path, if there is one, from the site folder. */
static int
reckon(char **path, const char *dir, struct fail *fail)
{
	char *full;

	if (*path == NULL)
		return (0);
	if ((full = path_join(dir, *path, fail)) == NULL)
		return (-1);
	free(*path);
	*path = full;
	return (0);
}

/* The schema has checked that it is a number within its bounds; 0: absent. */
static int
number(struct xml_doc *doc, const xml_node *node, const char *name)
{
	const char *text = xml_get(doc, node, name);
	int64_t value = 0;

	if (text != NULL)
		(void)text_int(text, 0, INT32_MAX, &value);
	return ((int)value);
}

static int
read_allowed(struct site *site, struct xml_doc *doc, const xml_node *browser,
    struct fail *fail)
{
	const xml_node *at;
	size_t count = xml_count(browser, "tillaten");

	if (count == 0)
		return (0);
	if ((site->allowed = calloc(count, sizeof(*site->allowed))) == NULL)
		return (fail_memory(fail));
	for (at = xml_first(browser, "tillaten"); at != NULL;
	    at = xml_next(at, "tillaten")) {
		char *host = text_copy(xml_text(doc, at), fail), *c;

		if (host == NULL)
			return (-1);
		for (c = host; *c != '\0'; c++)
			*c = (char)tolower((uint8_t)*c);
		site->allowed[site->allowed_count++] = host;
	}
	return (0);
}

static int
read_marks(struct site *site, struct xml_doc *doc, const xml_node *org,
    struct fail *fail)
{
	size_t count = xml_count(org, "kannetecken");
	const xml_node *at;

	if (count == 0)
		return (0);
	if ((site->mark = calloc(count, sizeof(*site->mark))) == NULL)
		return (fail_memory(fail));
	for (at = xml_first(org, "kannetecken"); at != NULL;
	    at = xml_next(at, "kannetecken")) {
		char **mark = &site->mark[site->mark_count];

		if ((*mark = text_copy(xml_text(doc, at), fail)) == NULL)
			return (-1);
		site->mark_count++;
	}
	return (0);
}

static int
read_authorities(struct site *site, struct xml_doc *doc, const xml_node *log,
    struct fail *fail)
{
	size_t count = xml_count(log, "tidsstampel");
	struct site_authority *a;
	const xml_node *at;

	if (count == 0)
		return (0);
	site->authority = calloc(count, sizeof(*site->authority));
	if (site->authority == NULL)
		return (fail_memory(fail));
	for (at = xml_first(log, "tidsstampel"); at != NULL;
	    at = xml_next(at, "tidsstampel")) {
		a = &site->authority[site->authority_count++];
		if (take(&a->name, doc, at, "namn", fail) == -1 ||
		    take(&a->url, doc, at, "adress", fail) == -1 ||
		    take(&a->root, doc, at, "rot", fail) == -1 ||
		    reckon(&a->root, site->dir, fail) == -1)
			return (-1);
	}
	return (0);
}

static int
read_log(struct site *site, struct xml_doc *doc, struct fail *fail)
{
	const xml_node *root = xml_root(doc), *log = xml_first(root, "logg");

	if (take(&site->keys, doc, root, "nycklar", fail) == -1 ||
	    reckon(&site->keys, site->dir, fail) == -1 ||
	    take(&site->log_name, doc, log, "namn", fail) == -1 ||
	    take(&site->log_copy, doc, log, "kopia", fail) == -1 ||
	    reckon(&site->log_copy, site->dir, fail) == -1)
		return (-1);
	return (read_authorities(site, doc, log, fail));
}

static int
read_parts(struct site *site, struct xml_doc *doc, struct fail *fail)
{
	const xml_node *root = xml_root(doc);
	const xml_node *org = xml_first(root, "organisation");
	const xml_node *share = xml_first(root, "arkivyta");
	const xml_node *browser = xml_first(root, "webblasare");
	const xml_node *bounds = xml_first(root, "granser");
	const xml_node *pictures = xml_first(root, "bilder");

	if (take(&site->organisation, doc, org, "namn", fail) == -1 ||
	    take(&site->organisation_number, doc, org, "organisationsnummer",
	    fail) == -1 ||
	    take(&site->archive_authority, doc, org, "arkivmyndighet",
	    fail) == -1 || read_marks(site, doc, org, fail) == -1 ||
	    take(&site->visitors_text, doc, xml_first(root, "webb"),
	    "besokstext", fail) == -1 ||
	    take(&site->share, doc, share, "sokvag", fail) == -1 ||
	    reckon(&site->share, site->dir, fail) == -1 ||
	    take(&site->share_windows, doc, share, "windowsnamn", fail) == -1 ||
	    take(&site->work, doc, root, "arbetsmapp", fail) == -1 ||
	    reckon(&site->work, site->dir, fail) == -1 ||
	    take(&site->browser, doc, browser, "program", fail) == -1 ||
	    take(&site->browser_user, doc, browser, "anvandare", fail) == -1 ||
	    take(&site->cookies, doc, browser, "kakor", fail) == -1 ||
	    reckon(&site->cookies, site->dir, fail) == -1 ||
	    read_allowed(site, doc, browser, fail) == -1 ||
	    take(&site->verapdf, doc, root, "verapdf", fail) == -1 ||
	    take(&site->package_version, doc, root, "paket", fail) == -1 ||
	    read_log(site, doc, fail) == -1)
		return (-1);
	site->width_px = number(doc, bounds, "bredd");
	site->max_height_px = number(doc, bounds, "hojd");
	site->max_seconds = number(doc, bounds, "sekunder");
	site->max_posts = number(doc, bounds, "inlagg");
	site->max_bytes = (int64_t)number(doc, bounds, "megabyte") << 20;
	if (pictures != NULL &&
	    strcmp(xml_get(doc, pictures, "format"), "jpeg") == 0)
		site->jpeg_quality = xml_first(pictures, "kvalitet") == NULL ?
		    SITE_JPEG_QUALITY : number(doc, pictures, "kvalitet");
	return (0);
}

/* Whether ${path} is ${dir} or lies below it. */
static int
is_within(const char *path, const char *dir)
{
	size_t n = strlen(dir);

	while (n > 0 && dir[n - 1] == '/')
		n--;
	return (strncmp(path, dir, n) == 0 &&
	    (path[n] == '/' || path[n] == '\0'));
}

/* Keys and the log's copy guard what is on the share: not from there. */
static int
check_log(const struct site *site, const char *path, struct xml_doc *doc,
    struct fail *fail)
{
	const xml_node *root = xml_root(doc), *log = xml_first(root, "logg");
	const xml_node *at = xml_first(log, "tidsstampel");
	size_t i, j;

	if (is_within(site->keys, site->share))
		return (fail_set(fail, FAIL_CONFIG, "%s:%d: nycklar lies on "
		    "the archive share, where others read; write a folder of "
		    "its own, for example nycklar", path,
		    xml_line(xml_first(root, "nycklar"))));
	if (is_within(site->log_copy, site->share))
		return (fail_set(fail, FAIL_CONFIG, "%s:%d: kopia lies on the "
		    "archive share, whose log it must reveal if that is "
		    "exchanged; write a folder elsewhere, best on another "
		    "machine", path, xml_line(xml_first(log, "kopia"))));
	for (i = 0; i < site->authority_count; i++) {
		assert(site->authority[i].name != NULL);
		for (j = 0; j < i; j++)
			if (strcmp(site->authority[i].name,
			    site->authority[j].name) == 0)
				return (fail_set(fail, FAIL_CONFIG, "%s:%d: "
				    "two services are called '%s'; give each "
				    "service a name of its own", path,
				    xml_line(at), site->authority[i].name));
		at = xml_next(at, "tidsstampel");
	}
	return (0);
}

/*
 * What a schema cannot say: work must not be done on the share itself, and a
 * login must not lie where records do.
 */
static int
check(const struct site *site, const char *path, struct xml_doc *doc,
    struct fail *fail)
{
	const xml_node *work = xml_first(xml_root(doc), "arbetsmapp");
	const xml_node *browser = xml_first(xml_root(doc), "webblasare");

	if (is_within(site->work, site->share))
		return (fail_set(fail, FAIL_CONFIG, "%s:%d: arbetsmapp lies on "
		    "the archive share; write a folder on this machine's own "
		    "disk, for example arbete", path, xml_line(work)));
	if (site->cookies != NULL && (is_within(site->cookies, site->share) ||
	    is_within(site->cookies, site->work)))
		return (fail_set(fail, FAIL_CONFIG, "%s:%d: kakor lies on the "
		    "archive share or in arbetsmapp, where others read; write "
		    "a folder of its own, for example /etc/bevara/kakor",
		    path, xml_line(xml_first(browser, "kakor"))));
	if (site->browser_user != NULL &&
	    strcmp(site->browser_user, "root") == 0)
		return (fail_set(fail, FAIL_CONFIG, "%s:%d: the browser may "
		    "not run as root; write an ordinary user, for example "
		    "nobody", path, xml_line(xml_first(browser,
		    "anvandare"))));
	return (check_log(site, path, doc, fail));
}

int
site_load(struct site *site, const char *dir, struct fail *fail)
{
	struct xml_doc *doc = NULL;
	char *path = NULL;
	int rc = -1;

	if ((site->dir = path_full(dir, fail)) == NULL) {
		fail_set(fail, FAIL_CONFIG, "there is no site folder '%s'; "
		    "make one by 'bevara init', or name it by -C", dir);
		goto out;
	}
	if ((path = path_join(site->dir, "bevara.xml", fail)) == NULL)
		goto out;
	if (!file_exists(path)) {
		fail_set(fail, FAIL_CONFIG, "'%s' is missing; name the site "
		    "folder by -C, or make one by 'bevara init'", path);
		goto out;
	}
	if ((doc = xml_load(path, "bevara.xsd", FAIL_CONFIG, fail)) == NULL)
		goto out;
	if (read_parts(site, doc, fail) == -1 ||
	    check(site, path, doc, fail) == -1)
		goto out;
	rc = 0;
out:
	if (rc == -1)
		site_clear(site);
	xml_free(doc);
	free(path);
	return (rc);
}

int
site_open_share(const char *share, struct fail *fail)
{
	/* It may be reached through links: the site chose it. */
	int fd = open(share, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd == -1 && (errno == ENOENT || errno == ESTALE ||
	    errno == ENODEV || errno == ENXIO))
		return (fail_set(fail, FAIL_LATER, "the archive share '%s' is "
		    "not there; mount it, or correct arkivyta in bevara.xml",
		    share));
	if (fd == -1)
		fail_sys(fail, "cannot open the archive share '%s'", share);
	return (fd);
}

int
site_open_archive(const struct site *site, struct fail *fail)
{
	int fd = site_open_share(site->share, fail);

	if (fd == -1)
		return (-1);
	if (faccessat(fd, "logg/checkpoint", F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return (fd);
	if (errno == ENOENT)
		fail_set(fail, FAIL_LATER, "the archive share '%s' is not "
		    "mounted, or has no log yet: there is no "
		    "logg/checkpoint; mount it, or begin the log once by "
		    "'bevara key new'", site->share);
	else
		fail_sys(fail, "cannot look into '%s/logg'", site->share);
	close(fd);
	return (-1);
}

void
site_clear(struct site *site)
{
	size_t i;

	free(site->dir);
	free(site->organisation);
	free(site->organisation_number);
	free(site->archive_authority);
	for (i = 0; i < site->mark_count; i++)
		free(site->mark[i]);
	free(site->mark);
	free(site->visitors_text);
	free(site->share);
	free(site->share_windows);
	free(site->work);
	free(site->browser);
	free(site->browser_user);
	free(site->cookies);
	for (i = 0; i < site->allowed_count; i++)
		free(site->allowed[i]);
	free(site->allowed);
	free(site->verapdf);
	free(site->package_version);
	free(site->keys);
	free(site->log_name);
	free(site->log_copy);
	for (i = 0; i < site->authority_count; i++) {
		free(site->authority[i].name);
		free(site->authority[i].url);
		free(site->authority[i].root);
	}
	free(site->authority);
	memset(site, 0, sizeof(*site));
}
