/*
 * seal.h - the keys and certificates on the share, and each package's
 * signature (ID.sha256.p7s) and proof (ID.tlog-proof).
 *
 * What is believed is this site's own: KEYS/logg.vkey and KEYS/certifikat.pem,
 * never what the share says of itself.
 * Source: core/note.h, core/cms.h, core/tlog.h; schemas/50-place.share.5.
 */
#ifndef VERIFY_SEAL_H
#define VERIFY_SEAL_H

struct book;
struct book_source;
struct check;
struct cms_trust;
struct fail;
struct finding_list;
struct note_key;
struct shelf_item;

struct seal {
	const struct note_key *key;	/* of the log; borrowed */
	const struct book *book;	/* where entries are; borrowed */
	struct cms_trust *trust;	/* owned */
};
#define SEAL_INIT { NULL, NULL, NULL }

/*
 * seal_open(seal, source, book, findings, fail): the public keys on the share
 * must be ours; what is wrong becomes a finding.  FAIL_CONFIG: this site has
 * none to compare with.
 */
int seal_open(struct seal *, const struct book_source *, const struct book *,
    struct finding_list *, struct fail *);

/*
 * seal_exists(check, item, fail): the package has a signature and a proof; one
 * that lacks goes to ${check}->findings.
 */
int seal_exists(struct check *, const struct shelf_item *, struct fail *);

/*
 * seal_check(seal, check, period, item, fail): both are good, by their keys;
 * what is wrong goes to ${check}->findings.  ${period} is the open folder, and
 * the list is in ${check}->reader still.  Many threads may.
 */
int seal_check(const struct seal *, struct check *, int,
    const struct shelf_item *, struct fail *);

/* seal_clear(seal): free; fine if empty. */
void seal_clear(struct seal *);

#endif /* !VERIFY_SEAL_H */
