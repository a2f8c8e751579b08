#include "catalogue/catalogue.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "catalogue/crew.h"
#include "catalogue/page.h"
#include "catalogue/segment.h"
#include "catalogue/shelf.h"
#include "catalogue/state.h"
#include "catalogue/store.h"
#include "catalogue/thumb.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"

struct run {			/* undone by run_clear() */
	const struct catalogue_ask *ask;
	struct site site;
	int fd;			/* the open share, or -1 */
	struct store store;
	struct shelf shelf;	/* what is there */
	struct shelf known;	/* what the last run saw */
	struct shelf_item **fresh;	/* to be read anew */
	size_t fresh_count;
	struct segment_list segments;
	size_t bad;
};

static void
run_clear(struct run *r)
{
	segment_list_clear(&r->segments);
	shelf_clear(&r->shelf);
	shelf_clear(&r->known);
	free(r->fresh);
	store_close(&r->store);
	if (r->fd != -1)
		close(r->fd);
	site_clear(&r->site);
}

/* What the last run left; a state that cannot be used is as none. */
static int
load_state(struct run *r, struct fail *fail)
{
	struct fail why = FAIL_INIT;
	struct buf b = BUF_INIT;
	int rc;

	rc = store_has(&r->store, STORE_TOP, STORE_STATE) ?
	    store_read(&r->store, STORE_TOP, STORE_STATE, &b, &why) : 1;
	if (rc == 0)
		rc = state_parse(&r->known, &b, &why);
	buf_clear(&b);
	if (rc == -1 && why.kind != FAIL_DATA) {
		*fail = why;
		return (-1);
	}
	if (rc == -1)
		msg_warn("%s; every package is read anew", why.text);
	return (0);
}

/* Whether all that the catalogue kept of a package is there still. */
static int
is_kept(const struct store *store, const struct shelf_item *was,
    struct fail *fail)
{
	char *post = NULL, *thumb = NULL;
	int there = -1;

	if ((post = text_printf(fail, "%s-%s.js", was->id,
	    was->post)) == NULL ||
	    (thumb = text_printf(fail, "%s.jpg", was->thumb)) == NULL)
		goto out;
	there = store_has(store, STORE_POSTS, post) &&
	    (*was->thumb == '\0' || store_has(store, STORE_PICTURES, thumb));
out:
	free(post);
	free(thumb);
	return (there);
}

/* 1 if the package is as the last run saw it, by its list's size and time. */
static int
is_known(const struct run *r, struct shelf_item *item, struct fail *fail)
{
	const struct shelf_item *was = state_find(&r->known, item);
	int kept;

	if (r->ask->rebuild || was == NULL || was->size != item->size ||
	    was->time_ns != item->time_ns)
		return (0);
	if ((kept = is_kept(&r->store, was, fail)) == 1) {
		memcpy(item->sums, was->sums, sizeof(item->sums));
		memcpy(item->post, was->post, sizeof(item->post));
		memcpy(item->thumb, was->thumb, sizeof(item->thumb));
	}
	return (kept);
}

/* Tell the packages that must be read from those that are known. */
static int
sort_out(struct run *r, struct fail *fail)
{
	size_t i;
	int known;

	r->fresh = calloc(r->shelf.count + 1, sizeof(struct shelf_item *));
	if (r->fresh == NULL)
		return (fail_memory(fail));
	for (i = 0; i < r->shelf.count; i++) {
		if ((known = is_known(r, &r->shelf.item[i], fail)) == -1)
			return (-1);
		if (!known)
			r->fresh[r->fresh_count++] = &r->shelf.item[i];
	}
	return (0);
}

static int
read_fresh(struct run *r, struct fail *fail)
{
	struct crew crew = { r->site.share, r->fd, &r->store, NULL,
	    r->ask->thumbnails, r->fresh, r->fresh_count, 0 };
	char *program;
	int rc;

	if (r->fresh_count == 0)
		return (0);
	if ((program = thumb_program(fail)) == NULL)
		return (-1);
	crew.program = program;
	rc = crew_work(&crew, fail);
	r->bad = crew.bad;
	free(program);
	return (rc);
}

static int
keep(struct run *r, struct fail *fail)
{
	const struct shelf_item *item;
	char *name;
	size_t i;

	store_keep(&r->store, STORE_TOP, STORE_STATE);
	for (i = 0; i < r->shelf.count; i++) {
		item = &r->shelf.item[i];
		if (*item->post == '\0')
			continue;
		if ((name = text_printf(fail, "%s-%s.js", item->id,
		    item->post)) == NULL)
			return (-1);
		store_keep(&r->store, STORE_POSTS, name);
		free(name);
		if ((name = text_printf(fail, "%s.jpg", item->thumb)) == NULL)
			return (-1);
		store_keep(&r->store, STORE_PICTURES, name);
		free(name);
	}
	return (0);
}

static int
save_state(struct run *r, struct fail *fail)
{
	struct buf b = BUF_INIT, old = BUF_INIT;
	struct fail ignored = FAIL_INIT;
	int rc = state_put(&r->shelf, &b, fail);

	if (rc == 0 && (store_read(&r->store, STORE_TOP, STORE_STATE, &old,
	    &ignored) == -1 || old.size != b.size ||
	    memcmp(old.data, b.data, b.size) != 0))
		rc = store_write(&r->store, STORE_TOP, STORE_STATE, &b, fail);
	buf_clear(&b);
	buf_clear(&old);
	return (rc);
}

static size_t
count_shown(const struct shelf *shelf)
{
	size_t i, n = 0;

	for (i = 0; i < shelf->count; i++)
		n += *shelf->item[i].post != '\0';
	return (n);
}

/* Of what the last run showed, how much is shown no more. */
static size_t
count_gone(const struct run *r)
{
	const struct shelf_item *now;
	size_t i, n = 0;

	for (i = 0; i < r->known.count; i++) {
		now = state_find(&r->shelf, &r->known.item[i]);
		n += now == NULL || *now->post == '\0';
	}
	return (n);
}

static int
report(struct catalogue *c, const struct run *r, struct fail *fail)
{
	if ((c->path = path_join(r->site.share, PAGE_FILE, fail)) == NULL)
		return (-1);
	c->count = count_shown(&r->shelf);
	c->fresh = r->fresh_count;
	c->gone = count_gone(r);
	c->bad = r->bad;
	if (r->bad > 0)
		return (fail_set(fail, FAIL_DATA, "%zu packages could not be "
		    "read and are left out; see what 'bevara verify' says of "
		    "them", r->bad));
	return (0);
}

/* The order of the steps is what a reader, or a cut, sees: see catalogue.h. */
static int
make(struct catalogue *c, struct run *r, struct fail *fail)
{
	struct page page = { r->site.share, r->site.organisation,
	    &r->segments, &r->shelf };

	r->store.anew = r->ask->rebuild;
	if (load_state(r, fail) == -1 ||
	    shelf_read(&r->shelf, r->fd, fail) == -1 ||
	    sort_out(r, fail) == -1 || read_fresh(r, fail) == -1 ||
	    keep(r, fail) == -1 ||
	    segment_write(&r->segments, &r->shelf, &r->store, fail) == -1 ||
	    page_write(&page, &r->store, fail) == -1 ||
	    save_state(r, fail) == -1 || store_sweep(&r->store, fail) == -1)
		return (-1);
	return (report(c, r, fail));
}

static int
update(struct catalogue *c, const struct catalogue_ask *ask,
    struct fail *fail)
{
	struct run r = { .ask = ask, .site = SITE_INIT, .fd = -1,
	    .store = STORE_INIT };
	int rc = -1;

	if (site_load(&r.site, ask->site, fail) == 0 &&
	    (r.fd = site_open_archive(&r.site, fail)) != -1 &&
	    page_check(r.site.share, fail) == 0 &&
	    store_open(&r.store, r.site.share, fail) == 0)
		rc = make(c, &r, fail);
	run_clear(&r);
	return (rc);
}

int
catalogue_update(struct catalogue *c, const struct catalogue_ask *ask,
    struct fail *fail)
{
	struct catalogue_ask all = *ask;
	int rc = update(c, ask, fail);

	/* What was kept was damaged: the share has it all. */
	if (rc == -1 && fail->kind == FAIL_DATA && c->path == NULL &&
	    !ask->rebuild) {
		msg_warn("%s; every package is read anew", fail->text);
		fail_clear(fail);
		all.rebuild = 1;
		rc = update(c, &all, fail);
	}
	return (rc);
}

void
catalogue_clear(struct catalogue *c)
{
	free(c->path);
	*c = (struct catalogue)CATALOGUE_INIT;
}
