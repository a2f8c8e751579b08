/*
 * state.h - what the catalogue was made from, in katalog/tillstand.xml, so
 * that the next run reads only what is new.
 *
 * It lies where anybody may write: nothing in it is believed but as a hint
 * that a package need not be read again, and a file that is not what we write
 * is as none.  Schema: schemas/65-catalogue.state.xsd.
 */
#ifndef CATALOGUE_STATE_H
#define CATALOGUE_STATE_H

#include "catalogue/shelf.h"

struct buf;
struct fail;

/* state_parse(known, bytes, fail): FAIL_DATA: it is not what we write. */
int state_parse(struct shelf *, const struct buf *, struct fail *);

/* state_put(shelf, b, fail): those that have a post, as XML. */
int state_put(const struct shelf *, struct buf *, struct fail *);

/* state_find(known, item): what was known of that package, or NULL. */
const struct shelf_item *state_find(const struct shelf *,
    const struct shelf_item *);

#endif /* !CATALOGUE_STATE_H */
