#include "render/link.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "render/page.h"
#include "render/pdfobj.h"

#define PRINT 4			/* annotation flag: shown in print too */

static int
has_scheme(const char *s)
{
	static const char *const schemes[] = { "http://", "https://",
		"mailto:", "tel:", "sms:", "ftp://", NULL };
	size_t i, n;

	for (i = 0; schemes[i] != NULL; i++) {
		n = strlen(schemes[i]);
		if (strncasecmp(s, schemes[i], n) == 0)
			return (s[n] != '\0');
	}
	return (0);
}

int
link_address(const char *address, struct buf *b)
{
	const unsigned char *s;

	while (isspace((unsigned char)*address))
		address++;
	if (!has_scheme(address) || strlen(address) > LINK_MAX_BYTES)
		return (-1);
	for (s = (const unsigned char *)address; *s != '\0'; s++) {
		if (*s <= ' ' || *s >= 0x7f ||
		    strchr("\"<>\\^`{|}", *s) != NULL)
			buf_addf(b, "%%%02X", *s);
		else
			buf_addc(b, *s);
	}
	return (b->size > LINK_MAX_BYTES * 3 || b->failed ? -1 : 0);
}

struct pdfobj_dict *
link_make(struct pdfobj *p, struct page *page, const double rect[4],
    const char *uri, const char *contents)
{
	static const double none[3] = { 0, 0, 0 };
	struct pdfobj_dict *d, *action;

	if (page->link_count >= PAGE_MAX_MARKS)
		return (NULL);
	d = pdfobj_dict(p);
	pdfobj_set_name(p, d, "Type", "Annot");
	pdfobj_set_name(p, d, "Subtype", "Link");
	pdfobj_set_reals(p, d, "Rect", rect, 4);
	pdfobj_set_reals(p, d, "Border", none, 3);
	pdfobj_set_int(p, d, "F", PRINT);
	pdfobj_set_text(p, d, "Contents", contents);
	action = pdfobj_dict_in(p, d, "A");
	pdfobj_set_name(p, action, "S", "URI");
	pdfobj_set_ascii(p, action, "URI", uri);
	if (page->links == NULL)
		page->links = pdfobj_array_in(p, page->dict, "Annots");
	pdfobj_add_dict(p, page->links, d);
	page->link_count++;
	return (d);
}
