#include "render/check_part.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/fail.h"
#include "render/check_content.h"
#include "render/pdf_stream.h"

#define MOST_LEVELS 64		/* of the page tree */

/* The page's own entry, or that of the nodes above it. */
static const struct pdf_value *
inherited(const struct check_run *run, const struct pdf_value *page,
    const char *key)
{
	const struct pdf_value *v = &pdf_nothing;
	int i;

	for (i = 0; i < MOST_LEVELS && v->kind == PDF_NULL; i++) {
		v = pdf_get(&run->pdf, page, key);
		page = pdf_get(&run->pdf, page, "Parent");
	}
	return (v);
}

static void
add_stream(struct check_run *run, const struct pdf_value *ref, struct buf *b,
    uint32_t object)
{
	struct fail fail = FAIL_INIT;
	const struct pdf_object *o = pdf_target(&run->pdf, ref);

	if (o == NULL || b->size > PDF_STREAM_MAX)
		return;
	if (pdf_stream_read(&run->pdf, o, b, &fail) == -1)
		check_add(run, CHECK_NOTE, "6.1.7", object, "the content "
		    "cannot be read: %.200s", fail.text);
	buf_addc(b, '\n');
}

static void
read_content(struct check_run *run, const struct pdf_value *page,
    struct buf *b, uint32_t object)
{
	const struct pdf_value *ref = pdf_find(page, "Contents");
	const struct pdf_value *all = pdf_resolve(&run->pdf, ref);
	uint32_t i;

	if (all->kind != PDF_ARRAY)
		add_stream(run, ref, b, object);
	else
		for (i = 0; i < all->count; i++)
			add_stream(run, &all->as.item[i], b, object);
}

static void
check_annotations(struct check_run *run, const struct pdf_value *page,
    uint32_t object)
{
	const struct pdf_value *list = pdf_get(&run->pdf, page, "Annots");
	uint32_t i;

	if (list->kind != PDF_ARRAY || list->count == 0)
		return;
	if (!pdf_name_is(pdf_get(&run->pdf, page, "Tabs"), "S"))
		check_add(run, CHECK_UA1, "7.18.3-1", object, "a page with "
		    "annotations has not /Tabs /S");
	for (i = 0; i < list->count && run->budget > 0; i++, run->budget--)
		check_annotation(run, &list->as.item[i], page);
}

static void
check_page(struct check_run *run, const struct pdf_value *value,
    uint8_t *seen)
{
	struct check_page page = { .seen = seen };
	const struct pdf_value *key, *marks, *aa;
	struct buf content = BUF_INIT;
	uint32_t i;

	page.dict = pdf_resolve(&run->pdf, value);
	page.object = check_number_of(value, 0);
	page.resources = inherited(run, page.dict, "Resources");
	key = pdf_get(&run->pdf, page.dict, "StructParents");
	if (key->kind == PDF_INT) {
		marks = pdf_resolve(&run->pdf, check_parent(run,
		    key->as.integer));
		page.marks = marks->kind == PDF_ARRAY ? marks : NULL;
	}
	check_group(run, page.dict, page.object);
	aa = pdf_get(&run->pdf, page.dict, "AA");
	for (i = 0; aa->kind == PDF_DICT && i < aa->count && i < 16; i++)
		check_action(run, &aa->as.item[2 * i + 1], page.object);
	read_content(run, page.dict, &content, page.object);
	check_content(run, &page, &content);
	check_annotations(run, page.dict, page.object);
	buf_clear(&content);
}

static void
check_node(struct check_run *run, const struct pdf_value *value,
    uint8_t *seen, int level)
{
	const struct pdf_value *node = pdf_resolve(&run->pdf, value);
	const struct pdf_value *kids = pdf_get(&run->pdf, node, "Kids");
	const struct pdf_object *o = pdf_target(&run->pdf, value);
	uint32_t i;

	if (node->kind != PDF_DICT || level > MOST_LEVELS)
		return;
	/* Each is looked at once, however often it is listed. */
	if (o != NULL && seen[pdf_index(&run->pdf, o)]++ > 0) {
		seen[pdf_index(&run->pdf, o)] = 1;
		return;
	}
	if (kids->kind != PDF_ARRAY)
		check_page(run, value, seen);
	else
		for (i = 0; i < kids->count; i++)
			check_node(run, &kids->as.item[i], seen, level + 1);
}

void
check_pages(struct check_run *run)
{
	uint8_t *seen = calloc(run->pdf.count, 1);

	if (seen == NULL)
		check_memory(run);
	else
		check_node(run, pdf_find(run->catalog, "Pages"), seen, 0);
	free(seen);
}
