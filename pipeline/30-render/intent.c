#include "render/intent.h"

#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "render/pdfobj.h"

#define MAX_PROFILE 1000000
#define HEADER 128
#define CONDITION "sRGB IEC61966-2.1"

static const char *const places[] = {
	"/usr/share/color/icc/sRGB.icc",
	"/usr/local/share/color/icc/sRGB.icc",
	"/usr/share/color/icc/ghostscript/srgb.icc",
	NULL
};

/* Version 2, a display's, RGB (ICC.1:2001-04, 6.1). */
static int
is_usable(const struct buf *b)
{
	return (b->size > HEADER && b->data[8] == 2 &&
	    memcmp(b->data + 12, "mntrRGB ", 8) == 0 &&
	    memcmp(b->data + 36, "acsp", 4) == 0);
}

static int
find_profile(struct buf *b, struct fail *fail)
{
	int i;

	for (i = 0; places[i] != NULL; i++) {
		buf_reset(b);
		if (!file_is_file(places[i]))
			continue;
		if (file_read(places[i], b, MAX_PROFILE, fail) == -1)
			return (-1);
		if (is_usable(b))
			return (0);
	}
	return (fail_set(fail, FAIL_PROGRAM, "no colour profile '%s': install "
	    "the package icc-profiles-free", places[0]));
}

int
intent_add(struct pdfobj *p, struct fail *fail)
{
	struct buf profile = BUF_INIT;
	struct pdfobj_dict *d, *icc;
	int rc = -1;

	if (find_profile(&profile, fail) == -1)
		goto out;
	icc = pdfobj_stream(p);
	pdfobj_write(p, icc, profile.data, profile.size);
	pdfobj_set_int(p, icc, "N", 3);
	pdfobj_set_name(p, icc, "Alternate", "DeviceRGB");
	d = pdfobj_dict(p);
	pdfobj_set_name(p, d, "Type", "OutputIntent");
	pdfobj_set_name(p, d, "S", "GTS_PDFA1");
	pdfobj_set_ascii(p, d, "OutputConditionIdentifier", CONDITION);
	pdfobj_set_ascii(p, d, "RegistryName", "http://www.color.org");
	pdfobj_set_ascii(p, d, "Info", CONDITION);
	pdfobj_set_dict(p, d, "DestOutputProfile", icc);
	pdfobj_add_dict(p, pdfobj_array_in(p, pdfobj_catalog(p),
	    "OutputIntents"), d);
	rc = pdfobj_check(p, fail);
out:
	buf_clear(&profile);
	return (rc);
}
