#include "catalogue/state.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/path.h"
#include "core/text.h"
#include "core/xml.h"

#define NAMESPACE "urn:x-bevara:catalogue:1"
#define STATE "tillstand.xml"
#define MOST (1u << 20)		/* records */

struct scan {
	struct shelf *known;
	int depth;
	int begun;		/* the root was seen */
};

static int
is_hash(const char *text, size_t size)
{
	return (text != NULL && strlen(text) == size &&
	    strspn(text, "0123456789abcdef") == size);
}

static int
add(struct shelf *known, const char *const *attributes, struct fail *fail)
{
	const char *period = xml_scan_attr(attributes, "period");
	const char *id = xml_scan_attr(attributes, "id");
	const char *size = xml_scan_attr(attributes, "size");
	const char *time = xml_scan_attr(attributes, "time");
	const char *sums = xml_scan_attr(attributes, "sums");
	const char *post = xml_scan_attr(attributes, "post");
	const char *thumb = xml_scan_attr(attributes, "thumb");
	struct shelf_item *item;
	int64_t n;

	if (period == NULL || !path_is_period(period) || id == NULL ||
	    !path_is_id(id) || !is_hash(sums, sizeof(item->sums) - 1) ||
	    !is_hash(post, sizeof(item->post) - 1) ||
	    (thumb != NULL && !is_hash(thumb, sizeof(item->thumb) - 1)) ||
	    size == NULL ||
	    text_int(size, 0, INT64_MAX, &n) == -1 || known->count >= MOST)
		return (fail_set(fail, FAIL_DATA, "a record that is none"));
	if ((item = shelf_more(known, fail)) == NULL)
		return (-1);
	item->size = (uint64_t)n;
	if (time == NULL ||
	    text_int(time, INT64_MIN, INT64_MAX, &item->time_ns) == -1)
		return (fail_set(fail, FAIL_DATA, "a record without a time"));
	memcpy(item->sums, sums, sizeof(item->sums));
	memcpy(item->post, post, sizeof(item->post));
	if (thumb != NULL)
		memcpy(item->thumb, thumb, sizeof(item->thumb));
	if ((item->period = text_copy(period, fail)) == NULL ||
	    (item->id = text_copy(id, fail)) == NULL)
		return (-1);
	/* Found by halving: each must come after the one before it. */
	if (known->count > 1 && shelf_order(item - 1, item) >= 0)
		return (fail_set(fail, FAIL_DATA, "records out of order"));
	return (0);
}

static int
on_start(void *arg, const char *name, const char *const *attributes,
    struct fail *fail)
{
	struct scan *s = arg;

	s->begun = 1;
	if (s->depth++ == 0)
		return (strcmp(name, "catalogue") == 0 ? 0 :
		    fail_set(fail, FAIL_DATA, "another kind of file"));
	if (s->depth > 2 || strcmp(name, "record") != 0)
		return (fail_set(fail, FAIL_DATA, "something else"));
	return (add(s->known, attributes, fail));
}

static int
on_end(void *arg, const char *name, struct fail *fail)
{
	struct scan *s = arg;

	(void)name;
	(void)fail;
	s->depth--;
	return (0);
}

int
state_parse(struct shelf *known, const struct buf *bytes, struct fail *fail)
{
	const struct xml_handler handler = { on_start, on_end, NULL };
	struct scan s = { known, 0, 0 };

	if (xml_scan_bytes(bytes, STATE, &handler, &s, fail) == 0) {
		if (s.begun)
			return (0);
		(void)fail_set(fail, FAIL_DATA, STATE " is empty");
	}
	shelf_clear(known);
	return (-1);
}

int
state_put(const struct shelf *shelf, struct buf *b, struct fail *fail)
{
	struct xml_writer *w = xml_writer_new(fail);
	size_t i;
	int rc;

	if (w == NULL)
		return (-1);
	xml_open(w, "catalogue");
	xml_set(w, "xmlns", NAMESPACE);
	for (i = 0; i < shelf->count; i++) {
		const struct shelf_item *item = &shelf->item[i];

		if (*item->post == '\0')
			continue;
		xml_open(w, "record");
		xml_set(w, "period", item->period);
		xml_set(w, "id", item->id);
		xml_setf(w, "size", "%" PRIu64, item->size);
		xml_setf(w, "time", "%" PRId64, item->time_ns);
		xml_set(w, "sums", item->sums);
		xml_set(w, "post", item->post);
		xml_set(w, "thumb", *item->thumb == '\0' ? NULL :
		    item->thumb);
		xml_close(w);
	}
	xml_close(w);
	rc = xml_writer_end(w, b, fail);
	xml_writer_free(w);
	return (rc);
}

static int
compare(const void *a, const void *b)
{
	return (shelf_order(a, b));
}

const struct shelf_item *
state_find(const struct shelf *known, const struct shelf_item *item)
{
	if (known->count == 0)
		return (NULL);
	return (bsearch(item, known->item, known->count, sizeof(*item),
	    compare));
}
