/*
 * stamps.h - the time stamps over the log's checkpoints, as bevara verify
 * looks at them: those on the share, and what the site's copy has of them.
 * Reads  SHARE/logg/stamplar/, KOPIA/stamplar/ (schemas/50-place.share.5).
 * Writes nothing, and asks nobody.
 *
 * Each folder SIZE/ is looked at alone:
 * - its checkpoint is signed by this site's log, counts SIZE entries, and the
 *   log as it stands now continues it;
 * - each token chains up to the authority's root in bevara.xml at the token's
 *   own time, and its imprint is that of the bytes beside it; an authority
 *   that bevara.xml no longer has is believed by the chain in the copy;
 * - each renewal's list is true of what was there before it;
 * - what was stamped holds at the time of the renewal after it, and what was
 *   stamped last holds now;
 * - no file is other, or missing, than the copy has it.
 */
#ifndef VERIFY_STAMPS_H
#define VERIFY_STAMPS_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct finding_list;
struct site;

struct stamps {
	size_t folder_count;	/* checkpoints that are kept to be stamped */
	size_t token_count;	/* tokens looked at, those of renewals too */
	size_t waiting_count;	/* checkpoints that an authority of bevara.xml
				   has yet to stamp; no finding */
	int64_t newest_utc;	/* the newest good token's time; 0: none */
	int64_t until_utc;	/* the first end of what holds now; 0: none */
};
#define STAMPS_INIT { 0, 0, 0, 0, 0 }

/*
 * stamps_check(stamps, site, share, findings, fail):
 * Check them all, and fill ${stamps}.  ${share} is the share's open folder.
 * What is wrong becomes a finding with a path below the share, or the copy's
 * full path: FINDING_CHANGED, FINDING_MISSING, FINDING_UNTRACKED,
 * FINDING_UNREADABLE, and FINDING_EXPIRED where nothing was tampered with but
 * the authority's certificate ended before a renewal.  -1 only if it could not
 * be looked at: FAIL_CONFIG when a root in bevara.xml, or the log's key, is
 * not there; FAIL_LATER when the share is not.
 */
int stamps_check(struct stamps *, const struct site *, int,
    struct finding_list *, struct fail *);

#endif /* !VERIFY_STAMPS_H */
