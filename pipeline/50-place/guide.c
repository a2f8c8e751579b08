#include "place/guide.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/share.h"
#include "core/site.h"
#include "place/claim.h"
#include "place/complete.h"
#include "place/target.h"

#define NAME "KONTROLLERA.txt"
#define TEMPLATE "samples/share/" NAME
#define MAX_BYTES 65536

static int
fill_in(const char *text, const struct site *site, struct buf *page,
    struct fail *fail)
{
	const struct {
		const char *mark, *value;
	} marks[] = { { "{ORGANISATION}", site->organisation },
	    { "{LOGG}", site->log_name } };
	const size_t count = sizeof(marks) / sizeof(marks[0]);
	size_t i, n;

	while (*text != '\0') {
		for (i = 0; i < count; i++)
			if (strncmp(text, marks[i].mark,
			    strlen(marks[i].mark)) == 0)
				break;
		if (i < count) {
			buf_adds(page, marks[i].value);
			text += strlen(marks[i].mark);
			continue;
		}
		n = 1 + strcspn(text + 1, "{");
		buf_add(page, text, n);
		text += n;
	}
	if (page->size == 0)
		return (fail_set(fail, FAIL_PROGRAM, "'" TEMPLATE "' is "
		    "empty; install Bevara again"));
	return (buf_check(page, fail));
}

static int
make_page(const struct site *site, struct buf *page, struct fail *fail)
{
	char *path = share_file(TEMPLATE, fail);
	struct buf text = BUF_INIT;
	int rc = -1;

	if (path != NULL && file_read(path, &text, MAX_BYTES, fail) == 0)
		rc = fill_in(buf_text(&text), site, page, fail);
	buf_clear(&text);
	free(path);
	return (rc);
}

/* 1 if the share has this page, 0 if none or another, or -1. */
static int
has_page(const struct target *root, const struct buf *page, struct fail *fail)
{
	struct buf there = BUF_INIT;
	int has;

	if ((has = target_has(root, NAME, fail)) != 1)
		return (has);
	if (target_read(root, NAME, &there, MAX_BYTES, fail) == -1 ||
	    there.size != page->size || page->data == NULL ||
	    memcmp(there.data, page->data, page->size) != 0) {
		fail_clear(fail);
		has = 0;
	}
	buf_clear(&there);
	return (has);
}

/* Under the claim: what dead runs left goes, and the page is put there. */
static int
put_page(const struct target *root, const struct buf *page, struct fail *fail)
{
	int has;

	if ((has = has_page(root, page, fail)) != 0)
		return (has == 1 ? 0 : -1);
	if (claim_sweep(root, NAME, fail) == -1)
		return (-1);
	target_drop(root, NAME);
	return (complete_file(root, NAME, page, fail));
}

int
guide_write(const struct site *site, struct fail *fail)
{
	struct target root = { site->share, -1 };
	struct claim claim = CLAIM_INIT;
	struct buf page = BUF_INIT;
	int has, rc = -1;

	if (make_page(site, &page, fail) == -1 ||
	    (root.fd = site_open_archive(site, fail)) == -1 ||
	    (has = has_page(&root, &page, fail)) == -1)
		goto out;
	if (has)
		rc = 0;
	else if (claim_take(&claim, &root, NAME, fail) == 0)
		rc = put_page(&root, &page, fail);
out:
	claim_drop(&claim, &root);
	if (root.fd != -1)
		close(root.fd);
	buf_clear(&page);
	return (rc);
}
