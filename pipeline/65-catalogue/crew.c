#include "catalogue/crew.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/entry.h"
#include "catalogue/package.h"
#include "catalogue/shelf.h"
#include "catalogue/store.h"
#include "catalogue/thumb.h"
#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/text.h"

#define HANDS 2			/* at a time */
#define PROGRESS_MS 200
#define DOCUMENT "representations/pdfa/data/document.pdf"

struct shared {
	struct crew *crew;
	pthread_mutex_t lock;	/* of all below, and of stderr */
	size_t next, done;
	int64_t shown_ms;
	struct fail fail;	/* what ended the work */
};

/* The picture, if it can be made; a changed PDF has none. */
static int
draw(const struct crew *crew, const struct package *p,
    const struct shelf_item *item, struct buf *jpeg, struct fail *fail)
{
	struct hash_sum sum;
	char *pdf;
	int rc = -1;

	pdf = text_printf(fail, "%s/%s/%s/" DOCUMENT, crew->share,
	    item->period, item->id);
	if (pdf == NULL)
		return (-1);
	if (hash_file(pdf, HASH_SHA256, &sum, fail) == 0)
		rc = strcmp(sum.sha256, p->pdf_sha256) == 0 ?
		    thumb_make(jpeg, crew->program, pdf, fail) :
		    fail_set(fail, FAIL_DATA, "its PDF is not what the list "
		    "says");
	free(pdf);
	return (rc);
}

/* 1 if the picture is there, maybe since a moment ago; 0 if not; or -1. */
static int
has_thumb(const struct crew *crew, const char *name, struct fail *fail)
{
	char *path;
	int there;

	if (store_has(crew->store, STORE_PICTURES, name))
		return (1);
	path = path_join(crew->store->dir[STORE_PICTURES], name, fail);
	if (path == NULL)
		return (-1);
	there = file_is_file(path);
	free(path);
	return (there);
}

/* item->thumb is set if there is a picture, or one can be made. */
static int
put_thumb(const struct crew *crew, const struct package *p,
    struct shelf_item *item, struct fail *fail)
{
	struct buf jpeg = BUF_INIT;
	char *name;
	int there = 0, rc = -1;

	name = text_printf(fail, "%.*s.jpg", (int)sizeof(item->thumb) - 1,
	    p->pdf_sha256);
	if (name == NULL || (!crew->thumbnails &&
	    (there = has_thumb(crew, name, fail)) == -1))
		goto out;
	if (!there) {
		if (draw(crew, p, item, &jpeg, fail) == -1 ||
		    (jpeg.size > 0 && store_write(crew->store,
		    STORE_PICTURES, name, &jpeg, fail) == -1))
			goto out;
		there = jpeg.size > 0;
	}
	if (there)
		memcpy(item->thumb, p->pdf_sha256, sizeof(item->thumb) - 1);
	rc = 0;
out:
	free(name);
	buf_clear(&jpeg);
	return (rc);
}

static int
put_post(const struct crew *crew, struct package *p, struct shelf_item *item,
    struct fail *fail)
{
	struct buf b = BUF_INIT;
	struct hash_sum sum;
	char *name = NULL;
	int rc = -1;

	p->entry.field[ENTRY_THUMB] = text_copy(item->thumb, fail);
	if (p->entry.field[ENTRY_THUMB] == NULL)
		return (-1);
	entry_put(&b, &p->entry);
	if (buf_check(&b, fail) == 0 &&
	    hash_bytes(b.data, b.size, HASH_SHA256, &sum, fail) == 0) {
		name = text_printf(fail, "%s-%.16s.js", item->id, sum.sha256);
		if (name != NULL)
			rc = store_put(crew->store, STORE_POSTS, name, &b,
			    fail);
	}
	if (rc == 0)
		memcpy(item->post, sum.sha256, sizeof(item->post) - 1);
	free(name);
	buf_clear(&b);
	return (rc);
}

static int
do_one(const struct crew *crew, struct shelf_item *item, struct fail *fail)
{
	struct package p;
	int rc = 0;

	if (package_read(&p, crew->fd, item, fail) == -1)
		return (-1);
	memcpy(item->sums, p.list_sha256, sizeof(item->sums));
	memset(item->post, 0, sizeof(item->post));
	memset(item->thumb, 0, sizeof(item->thumb));
	if (!p.restricted && ((rc = put_thumb(crew, &p, item, fail)) == -1 ||
	    (rc = put_post(crew, &p, item, fail)) == -1))
		memset(item->thumb, 0, sizeof(item->thumb));
	package_clear(&p);
	return (rc);
}

/* What only says that this one package is bad does not end the work. */
static int
is_only_bad(const struct fail *fail)
{
	return (fail->kind == FAIL_DATA || fail->kind == FAIL_EXISTS);
}

static struct shelf_item *
next(struct shared *s)
{
	struct shelf_item *item = NULL;
	int64_t now_ms = clock_monotonic_ms();

	pthread_mutex_lock(&s->lock);
	if (s->fail.kind == FAIL_NONE && s->next < s->crew->count) {
		item = s->crew->item[s->next++];
		if (now_ms - s->shown_ms >= PROGRESS_MS) {
			s->shown_ms = now_ms;
			msg_progress("%zu of %zu packages", s->done,
			    s->crew->count);
		}
	}
	pthread_mutex_unlock(&s->lock);
	return (item);
}

static void *
work(void *arg)
{
	struct shared *s = arg;
	struct shelf_item *item;
	struct fail fail;
	int rc;

	while ((item = next(s)) != NULL) {
		fail = (struct fail)FAIL_INIT;
		rc = do_one(s->crew, item, &fail);
		pthread_mutex_lock(&s->lock);
		s->done++;
		if (rc == -1 && is_only_bad(&fail)) {
			s->crew->bad++;
			msg_warn("'%s/%s' is left out: %s", item->period,
			    item->id, fail.text);
		} else if (rc == -1)
			s->fail = fail;
		pthread_mutex_unlock(&s->lock);
	}
	return (NULL);
}

int
crew_work(struct crew *crew, struct fail *fail)
{
	struct shared s = { crew, PTHREAD_MUTEX_INITIALIZER, 0, 0,
	    clock_monotonic_ms(), FAIL_INIT };
	pthread_t hand[HANDS];
	size_t i, started;

	for (started = 0; started + 1 < HANDS && started + 1 < crew->count;
	    started++)
		if (pthread_create(&hand[started], NULL, work, &s) != 0)
			break;	/* one does it too */
	(void)work(&s);
	for (i = 0; i < started; i++)
		pthread_join(hand[i], NULL);
	msg_progress_end();
	if (s.fail.kind == FAIL_NONE)
		return (0);
	*fail = s.fail;
	return (-1);
}
