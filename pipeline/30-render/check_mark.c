#include "render/check_mark.h"

#include "render/check_content.h"
#include "render/check_part.h"

const struct pdf_value *
mark_last(const struct content *c)
{
	return (c->operands == 0 ? &pdf_nothing :
	    &c->operand[c->operands - 1]);
}

const struct pdf_value *
mark_resource(const struct content *c, const char *kind,
    const struct pdf_value *name)
{
	const struct pdf_value *dict = pdf_get(&c->run->pdf,
	    c->page->resources, kind);
	uint32_t i;

	if (dict->kind == PDF_DICT && name->kind == PDF_NAME)
		for (i = 0; i < dict->count && i < PDF_MAX_PAIRS; i++)
			if (pdf_same_name(&dict->as.item[2 * i], name))
				return (&dict->as.item[2 * i + 1]);
	return (&pdf_nothing);
}

/* The element that the parent tree gives a mark, or NULL. */
static const struct pdf_value *
owner(const struct content *c, const struct pdf_value *mcid)
{
	const struct pdf_value *marks = c->page->marks;

	if (mcid->kind != PDF_INT || marks == NULL || mcid->as.integer < 0 ||
	    mcid->as.integer >= marks->count)
		return (NULL);
	return (&marks->as.item[mcid->as.integer]);
}

static int
names_mark(const struct content *c, const struct pdf_value *kid,
    const struct pdf_value *element, int64_t mcid)
{
	const struct pdf_value *pg = pdf_find(element, "Pg"), *own;

	kid = pdf_resolve(&c->run->pdf, kid);
	if (kid->kind == PDF_DICT) {
		own = pdf_find(kid, "Pg");
		pg = own->kind == PDF_NULL ? pg : own;
		kid = pdf_get(&c->run->pdf, kid, "MCID");
	}
	return (kid->kind == PDF_INT && kid->as.integer == mcid &&
	    pdf_resolve(&c->run->pdf, pg) == c->page->dict);
}

/* The element has the mark among its kids; veraPDF does not ask. */
static void
check_owner(struct content *c, const struct pdf_value *ref, int64_t mcid)
{
	const struct pdf_value *element = pdf_resolve(&c->run->pdf, ref);
	const struct pdf_value *kid = pdf_find(element, "K");
	const struct pdf_value *all = pdf_resolve(&c->run->pdf, kid);
	uint32_t i, n = all->kind == PDF_ARRAY ? all->count : 1;

	for (i = 0; i < n && c->run->budget > 0; i++, c->run->budget--)
		if (names_mark(c, all->kind == PDF_ARRAY ? &all->as.item[i] :
		    kid, element, mcid))
			return;
	if (i == n)
		check_add(c->run, CHECK_NOTE, "6.8.3", check_number_of(ref,
		    c->page->object), "the element has not the mark %lld that "
		    "the parent tree gives it", (long long)mcid);
}

void
mark_open(struct content *c, int has_dict)
{
	const struct pdf_value *dict = &pdf_nothing, *tag, *mcid;
	const struct mark *around = &c->mark[c->marks];
	struct mark *m;
	int artifact, tagged;

	if (c->marks == MARK_MARKS) {
		check_add(c->run, CHECK_NOTE, "6.8", c->page->object, "marked "
		    "content is nested too deep to be looked at");
		return;
	}
	if (has_dict)
		dict = mark_last(c);
	if (dict->kind == PDF_NAME)
		dict = pdf_resolve(&c->run->pdf, mark_resource(c,
		    "Properties", dict));
	tag = c->operands > (size_t)has_dict ?
	    &c->operand[c->operands - 1 - (size_t)has_dict] : &pdf_nothing;
	artifact = pdf_name_is(tag, "Artifact");
	m = &c->mark[++c->marks];
	*m = *around;
	mcid = pdf_get(&c->run->pdf, dict, "MCID");
	if (owner(c, mcid) != NULL) {
		m->element = owner(c, mcid);
		check_owner(c, m->element, mcid->as.integer);
	}
	m->artifact |= artifact;
	m->lang |= pdf_is_string(pdf_get(&c->run->pdf, dict, "Lang"));
	check_lang(c->run, pdf_find(dict, "Lang"), c->page->object);
	tagged = m->element != NULL && check_is_tagged(c->run, m->element);
	if (artifact && tagged)
		check_add(c->run, CHECK_UA1, "7.1-1", c->page->object,
		    "an artifact within tagged content");
	if (m->artifact && tagged)
		check_add(c->run, CHECK_UA1, "7.1-2", c->page->object,
		    "tagged content within an artifact");
}

/* Something is drawn: it must belong to an element, or be an artifact. */
void
mark_drawn(struct content *c, const char *what)
{
	const struct mark *m = &c->mark[c->marks];

	if (!m->artifact && (m->element == NULL ||
	    !check_is_tagged(c->run, m->element)))
		check_add(c->run, CHECK_UA1, "7.1-3", c->page->object,
		    "%s is neither tagged nor an artifact", what);
}

void
mark_text(struct content *c)
{
	const struct mark *m = &c->mark[c->marks];

	if (c->run->has_lang || m->lang || (m->element != NULL &&
	    pdf_is_string(check_inherited(c->run, pdf_resolve(&c->run->pdf,
	    m->element), "Lang"))))
		return;
	check_add(c->run, CHECK_UA1, "7.2-34", c->page->object, "text in no "
	    "known language");
}
