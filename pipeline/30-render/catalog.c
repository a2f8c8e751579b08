#include "render/catalog.h"

#include "render/pdfobj.h"

void
catalog_set(struct pdfobj *p, const char *lang, const uint8_t *id)
{
	struct pdfobj_dict *catalog = pdfobj_catalog(p), *d;
	struct pdfobj_array *labels;

	pdfobj_set_ascii(p, catalog, "Lang", lang);
	d = pdfobj_dict_in(p, catalog, "MarkInfo");
	pdfobj_set_true(p, d, "Marked");
	d = pdfobj_dict_in(p, catalog, "ViewerPreferences");
	pdfobj_set_true(p, d, "DisplayDocTitle");
	d = pdfobj_dict_in(p, catalog, "PageLabels");
	labels = pdfobj_array_in(p, d, "Nums");
	pdfobj_add_int(p, labels, 0);
	d = pdfobj_dict_at(p, labels);
	pdfobj_set_name(p, d, "S", "D");	/* 1, 2, 3 */
	pdfobj_id(p, id);
}
