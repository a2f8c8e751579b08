#include "render/tounicode.h"

#include "render/pdfobj.h"

#define IN_BLOCK 100		/* the most that a reader must take */

static void
add_meaning(struct pdfobj *p, struct pdfobj_dict *d, size_t code,
    uint32_t cp)
{
	if (cp < 0x10000)
		pdfobj_printf(p, d, "<%04zX> <%04X>\n", code, (unsigned)cp);
	else
		pdfobj_printf(p, d, "<%04zX> <%04X%04X>\n", code,
		    (unsigned)(0xd800 + ((cp - 0x10000) >> 10)),
		    (unsigned)(0xdc00 + ((cp - 0x10000) & 0x3ff)));
}

void
tounicode_write(struct pdfobj *p, struct pdfobj_dict *d, const uint32_t *cp,
    size_t count)
{
	size_t first, i, n;

	pdfobj_printf(p, d,
	    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
	    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) "
	    "/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n"
	    "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n"
	    "endcodespacerange\n");
	for (first = 1; first <= count; first += IN_BLOCK) {
		n = count - first + 1;
		n = n < IN_BLOCK ? n : IN_BLOCK;
		pdfobj_printf(p, d, "%zu beginbfchar\n", n);
		for (i = first; i < first + n; i++)
			add_meaning(p, d, i, cp[i]);
		pdfobj_printf(p, d, "endbfchar\n");
	}
	pdfobj_printf(p, d, "endcmap\nCMapName currentdict "
	    "/CMap defineresource pop\nend\nend\n");
}
