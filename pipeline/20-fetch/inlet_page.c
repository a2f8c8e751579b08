#include "fetch/inlet_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/site.h"
#include "core/text.h"
#include "fetch/browse.h"
#include "fetch/chrome.h"
#include "fetch/cookies.h"
#include "fetch/guard.h"
#include "fetch/inlet_file.h"

struct drawing {
	const struct inlet_page *page;
	struct capture *c;
	struct browse_seen seen;
	char *browser, *folder, *copy, *address;
};

/* The file's address, as the browser writes it too. */
static char *
file_address(const char *path, struct fail *fail)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "file://");
	for (; *path != '\0'; path++) {
		if ((*path >= 'a' && *path <= 'z') ||
		    (*path >= 'A' && *path <= 'Z') ||
		    (*path >= '0' && *path <= '9') ||
		    strchr("/._-", *path) != NULL)
			buf_addc(&b, *path);
		else
			buf_addf(&b, "%%%02X", (unsigned int)(uint8_t)*path);
	}
	return (buf_take(&b, fail));
}

/* The browser's own copy, under a name that tells it the kind. */
static int
lend(struct drawing *d, struct fail *fail)
{
	const struct inlet_file *f = d->page->file;

	if ((d->folder = chrome_folder(d->page->site, fail)) == NULL ||
	    (d->copy = text_printf(fail, "%s/page.%s", d->folder,
	    inlet_file_ending(f))) == NULL ||
	    (d->address = file_address(d->copy, fail)) == NULL ||
	    file_write(d->copy, f->bytes.data, f->bytes.size, fail) == -1)
		return (-1);
	if (chmod(d->copy, 0444) == -1)
		return (fail_sys(fail, "cannot lend '%s'", d->copy));
	return (0);
}

/* What the browser says of a page that it cannot show is about the file. */
static int
look(struct drawing *d, struct fail *fail)
{
	const struct site *site = d->page->site;
	const struct cookies none = COOKIES_INIT;
	const struct browse_want want = { site, &guard_closed, d->browser,
	    d->address, &none, d->page->dir, NULL, NULL, clock_monotonic_ms() +
	    (int64_t)site->max_seconds * 1000, d->c->requested };

	if (browse_page(&d->seen, d->c, &want, fail) == -1)
		return (-1);
	if (d->seen.navigation != NULL || d->seen.trouble != NULL ||
	    !d->seen.has_page)
		return (fail_set(fail, FAIL_DATA, "the browser cannot show the "
		    "saved page (%s): save it once more, in one file, or take "
		    "a screenshot of it", d->seen.navigation != NULL ?
		    d->seen.navigation : d->seen.trouble != NULL ?
		    d->seen.trouble : "it says nothing"));
	return (0);
}

/* The address of our copy and the file system's answer are no facts of it. */
static void
forget_copy(struct capture *c)
{
	free(c->final);
	c->final = NULL;
	c->http_status = 0;
	c->retry_after_s = -1;
}

int
inlet_page_draw(struct capture *c, struct inlet_page *page, struct fail *fail)
{
	struct drawing d = { .page = page, .c = c };
	int rc = -1;

	if ((d.browser = chrome_find(page->site, fail)) == NULL ||
	    lend(&d, fail) == -1 || look(&d, fail) == -1)
		goto out;
	forget_copy(c);
	page->blank = d.seen.one_colour && d.seen.layout.words == 0;
	rc = 0;
out:
	browse_clear(&d.seen);
	file_remove_tree(d.folder);
	free(d.browser);
	free(d.folder);
	free(d.copy);
	free(d.address);
	return (rc);
}
