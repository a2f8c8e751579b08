#include "render/check_part.h"

#include <ctype.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "render/pdf_stream.h"

#define MOST_ACTIONS 64		/* one after another */
#define MOST_INTENTS 32
#define ICC_HEADER 128
#define LANG_PART 8

/* ---- language ---- */

/* 1 if it is parts of 1 to 8 letters; later ones may hold digits. */
static int
is_lang(const struct buf *b, int digits)
{
	size_t i, part = 0;
	int first = 1, c;

	for (i = 0; i <= b->size; i++) {
		c = i < b->size ? b->data[i] : '-';
		if (c == '-') {
			if (part == 0)
				return (0);
			part = 0;
			first = 0;
		} else if (c > 127 || ++part > LANG_PART ||
		    !(isalpha(c) || (digits && !first && isdigit(c))))
			return (0);
	}
	return (1);
}

void
check_lang(struct check_run *run, const struct pdf_value *v, uint32_t object)
{
	struct buf text = BUF_INIT;

	v = pdf_resolve(&run->pdf, v);
	if (!pdf_is_string(v))
		return;
	pdf_text(v, &text);
	if (text.size > 0 && !is_lang(&text, 0))
		check_add(run, CHECK_1A, "6.8.4-1", object, "'%.40s' is no "
		    "language by RFC 1766", buf_text(&text));
	if (!is_lang(&text, 1))
		check_add(run, CHECK_UA1, "7.2-29", object, "'%.40s' is no "
		    "language by RFC 3066", buf_text(&text));
	buf_clear(&text);
}

/* ---- actions ---- */

static int
is_one_of(const struct pdf_value *v, const char *const *names)
{
	for (; *names != NULL; names++)
		if (pdf_name_is(v, *names))
			return (1);
	return (0);
}

void
check_action(struct check_run *run, const struct pdf_value *action,
    uint32_t object)
{
	static const char *const allowed[] = { "GoTo", "GoToR", "Thread",
		"URI", "Named", "SubmitForm", NULL };
	static const char *const named[] = { "NextPage", "PrevPage",
		"FirstPage", "LastPage", NULL };
	const struct pdf_value *s;
	int i;

	for (i = 0; i < MOST_ACTIONS; i++) {
		object = check_number_of(action, object);
		action = pdf_resolve(&run->pdf, action);
		if (action->kind != PDF_DICT)
			return;
		s = pdf_get(&run->pdf, action, "S");
		if (!is_one_of(s, allowed))
			check_add(run, CHECK_A, "6.6.1-1", object, "an action "
			    "other than to a place or an address");
		if (pdf_name_is(s, "Named") && !is_one_of(pdf_get(&run->pdf,
		    action, "N"), named))
			check_add(run, CHECK_A, "6.6.1-2", object, "a named "
			    "action that is not to a page");
		action = pdf_find(action, "Next");
	}
}

/* ---- output intent ---- */

static void
check_profile(struct check_run *run, const struct pdf_value *ref, int is_pdfa)
{
	const struct pdf_object *o = pdf_target(&run->pdf, ref);
	struct buf icc = BUF_INIT;
	struct fail fail = FAIL_INIT;
	const struct pdf_value *n = pdf_get(&run->pdf, o == NULL ? NULL :
	    &o->value, "N");
	const char *class, *space;
	int colors;

	if (o == NULL || o->stream == NULL)
		return;
	if (pdf_stream_read(&run->pdf, o, &icc, &fail) == -1 ||
	    icc.size < ICC_HEADER) {
		check_add(run, CHECK_A, "6.2.2-1", o->number, "no ICC profile "
		    "can be read: %s", fail.text);
		goto out;
	}
	class = (const char *)icc.data + 12;
	space = (const char *)icc.data + 16;
	if (is_pdfa)
		memcpy(run->space, space, 4);
	if ((memcmp(class, "prtr", 4) != 0 && memcmp(class, "mntr", 4) != 0) ||
	    (memcmp(space, "RGB ", 4) != 0 && memcmp(space, "CMYK", 4) != 0 &&
	    memcmp(space, "GRAY", 4) != 0) || icc.data[8] >= 3)
		check_add(run, CHECK_A, "6.2.2-1", o->number, "the profile is "
		    "not of a display or printer, or of ICC version %d",
		    icc.data[8]);
	colors = memcmp(space, "RGB ", 4) == 0 ? 3 :
	    memcmp(space, "CMYK", 4) == 0 ? 4 :
	    memcmp(space, "GRAY", 4) == 0 ? 1 : -1;
	if (n->kind != PDF_INT || n->as.integer != colors)
		check_add(run, CHECK_A, "6.2.3.2-2", o->number, "/N is not "
		    "the number of the profile's colours");
out:
	buf_clear(&icc);
}

void
check_intent(struct check_run *run)
{
	const struct pdf_value *list = pdf_get(&run->pdf, run->catalog,
	    "OutputIntents"), *intent, *profile;
	int64_t first = 0;
	uint32_t i;

	if (list->kind != PDF_ARRAY)
		return;
	for (i = 0; i < list->count && i < MOST_INTENTS; i++) {
		intent = pdf_resolve(&run->pdf, &list->as.item[i]);
		profile = pdf_find(intent, "DestOutputProfile");
		if (profile->kind != PDF_REFERENCE)
			continue;
		if (first != 0 && first != profile->as.integer)
			check_add(run, CHECK_A, "6.2.2-2",
			    check_number_of(&list->as.item[i], 0), "the output "
			    "intents have different profiles");
		first = profile->as.integer;
		check_profile(run, profile, pdf_name_is(pdf_get(&run->pdf,
		    intent, "S"), "GTS_PDFA1"));
	}
}

/* ---- outlines ---- */

/* All items in one loop: down by /First, on by /Next, up by /Parent. */
static void
check_outlines(struct check_run *run, const struct pdf_value *root)
{
	const struct pdf_value *at = pdf_find(root, "First"), *item, *next;
	size_t left = run->pdf.count;	/* a loop cannot be longer */
	uint32_t object;

	if (at->kind != PDF_NULL && !run->has_lang)
		check_add(run, CHECK_UA1, "7.2-2", 0, "the bookmarks have no "
		    "language: the catalog has no /Lang");
	for (; at->kind == PDF_REFERENCE && left > 0; left -= left > 0) {
		object = check_number_of(at, 0);
		item = pdf_resolve(&run->pdf, at);
		if (item->kind != PDF_DICT)
			break;
		if (!pdf_is_string(pdf_get(&run->pdf, item, "Title")))
			check_add(run, CHECK_NOTE, "8.2.2", object, "a "
			    "bookmark without /Title");
		check_action(run, pdf_find(item, "A"), object);
		next = pdf_find(item, "First");
		while (next->kind != PDF_REFERENCE && left > 0) {
			next = pdf_find(item, "Next");
			if (next->kind == PDF_REFERENCE)
				break;
			item = pdf_get(&run->pdf, item, "Parent");
			if (item->kind != PDF_DICT || item == root)
				return;
			left--;
		}
		at = next;
	}
	if (left == 0)
		check_add(run, CHECK_NOTE, "8.2.2", 0, "the bookmarks lead "
		    "back to themselves");
}

/* ---- the rest of the catalog ---- */

/* What PDF/UA asks of one configuration of layers. */
static void
check_layer(struct check_run *run, const struct pdf_value *config)
{
	struct buf name = BUF_INIT;

	if (pdf_resolve(&run->pdf, config)->kind != PDF_DICT)
		return;
	pdf_bytes(pdf_get(&run->pdf, config, "Name"), &name);
	if (name.size == 0)
		check_add(run, CHECK_UA1, "7.10-1", 0, "a configuration of "
		    "layers has no /Name");
	if (pdf_get(&run->pdf, config, "AS")->kind != PDF_NULL)
		check_add(run, CHECK_UA1, "7.10-2", 0, "a configuration of "
		    "layers has /AS");
	buf_clear(&name);
}

static void
check_layers(struct check_run *run)
{
	const struct pdf_value *layers = pdf_get(&run->pdf, run->catalog,
	    "OCProperties"), *list = pdf_get(&run->pdf, layers, "Configs");
	uint32_t i;

	if (layers->kind == PDF_NULL)
		return;
	check_add(run, CHECK_A, "6.1.13-1", 0, "the catalog has "
	    "/OCProperties");
	check_layer(run, pdf_find(layers, "D"));
	for (i = 0; list->kind == PDF_ARRAY && i < list->count; i++)
		check_layer(run, &list->as.item[i]);
}

static int
is_true(const struct check_run *run, const char *dict, const char *key)
{
	const struct pdf_value *v = pdf_get(&run->pdf, pdf_find(run->catalog,
	    dict), key);

	return (v->kind == PDF_BOOLEAN && v->as.integer);
}

static void
check_refused(struct check_run *run)
{
	const struct pdf_value *names = pdf_get(&run->pdf, run->catalog,
	    "Names");

	check_layers(run);
	if (pdf_find(names, "EmbeddedFiles")->kind != PDF_NULL)
		check_add(run, CHECK_A, "6.1.11-2", 0, "files are embedded");
	if (pdf_find(names, "JavaScript")->kind != PDF_NULL)
		check_add(run, CHECK_NOTE, "6.6.1", 0, "the catalog names "
		    "scripts");
	if (pdf_find(run->catalog, "AA")->kind != PDF_NULL)
		check_add(run, CHECK_A, "6.6.2-3", 0, "the catalog has /AA");
	if (is_true(run, "AcroForm", "NeedAppearances"))
		check_add(run, CHECK_A, "6.9-1", 0, "the form has "
		    "/NeedAppearances");
	check_action(run, pdf_find(run->catalog, "OpenAction"), 0);
}

void
check_catalog(struct check_run *run)
{
	check_refused(run);
	check_outlines(run, pdf_get(&run->pdf, run->catalog, "Outlines"));
	check_lang(run, pdf_find(run->catalog, "Lang"), 0);
	if (!is_true(run, "MarkInfo", "Marked")) {
		check_add(run, CHECK_1A, "6.8.2.2-1", 0, "/MarkInfo does not "
		    "say that the file is tagged");
		check_add(run, CHECK_UA1, "6.2-1", 0, "/MarkInfo does not say "
		    "that the file is tagged");
	}
	if (is_true(run, "MarkInfo", "Suspects"))
		check_add(run, CHECK_UA1, "7.1-4", 0, "/MarkInfo says that "
		    "tags are suspect");
	if (!is_true(run, "ViewerPreferences", "DisplayDocTitle"))
		check_add(run, CHECK_UA1, "7.1-10", 0, "/ViewerPreferences "
		    "does not ask for the title to be shown");
	if (run->tree->kind != PDF_DICT) {
		check_add(run, CHECK_1A, "6.8.3.3-1", 0, "no structure tree");
		check_add(run, CHECK_UA1, "7.1-11", 0, "no structure tree");
	}
}
