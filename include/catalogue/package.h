/*
 * package.h - what the catalogue says of a package, read from it.
 *
 * Every file that is read is hashed and compared with the package's list, so
 * that a catalogue never tells what verify would call changed.
 * Source: schemas/40-describe.package.5.
 */
#ifndef CATALOGUE_PACKAGE_H
#define CATALOGUE_PACKAGE_H

#include "catalogue/entry.h"
#include "core/sums.h"

struct fail;
struct shelf_item;

struct package {
	struct entry entry;	/* but for ENTRY_THUMB */
	struct sums sums;
	char list_sha256[65];	/* of ID.sha256 */
	char pdf_sha256[65];	/* of its document */
	int restricted;		/* 1: secrecy may apply; nothing else is read */
};

/*
 * package_read(p, share, item, fail): from the open folder ${share}.
 * FAIL_DATA: it is no package, or is not what its list says; a package of
 * which it cannot be told whether secrecy may apply is none.
 */
int package_read(struct package *, int, const struct shelf_item *,
    struct fail *);

/* package_clear(p): free; fine if zeroed. */
void package_clear(struct package *);

#endif /* !CATALOGUE_PACKAGE_H */
