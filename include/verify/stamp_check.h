/*
 * stamp_check.h - what the files of stamp_room_check() share: stamp_check.c
 * looks at the folder, stamp_check_token.c at its stamps, stamp_check_list.c
 * at what a renewal lists.
 */
#ifndef VERIFY_STAMP_CHECK_H
#define VERIFY_STAMP_CHECK_H

#include <stdint.h>

#include "verify/finding.h"
#include "verify/stamp_folder.h"
#include "verify/stamp_room.h"

struct buf;
struct fail;

struct stamp_checking {		/* of one folder; borrowed, but for the copy */
	const struct stamp_room *room;
	const struct stamp_folder *folder;
	struct stamp_folder copy;	/* the same in the copy; fd -1: none */
	struct stamp_state *state;
	struct finding_list *findings;
};

struct stamp_generation {
	int number;
	int64_t first_utc;	/* its first good token's time; 0: none */
	int64_t until_utc;	/* until when one of them holds */
};

/*
 * stamp_check_tell(c, kind, name, detail, fail): a finding about the folder's
 * file ${name}.
 * stamp_check_why(c, name, fail): what ${fail} says was found wrong becomes
 * such a finding, and 0; what we could not do does not.
 */
int stamp_check_tell(const struct stamp_checking *, enum finding_kind,
    const char *, const char *, struct fail *);
int stamp_check_why(const struct stamp_checking *, const char *,
    struct fail *);

/*
 * stamp_check_get(c, name, b, fail): read a file of the folder: 1, or 0 when
 * it is a finding that it cannot be, or -1.
 */
int stamp_check_get(const struct stamp_checking *, const char *, struct buf *,
    struct fail *);

/*
 * stamp_check_tokens(c, data, g, fail): each token of the generation holds,
 * and stamps ${data}; what the good ones show is noted in ${g} and the state.
 */
int stamp_check_tokens(const struct stamp_checking *, const struct buf *,
    struct stamp_generation *, struct fail *);

/*
 * stamp_check_list(c, number, text, fail): each file before that renewal is in
 * its list, and the list has no other.
 */
int stamp_check_list(const struct stamp_checking *, int, const struct buf *,
    struct fail *);

#endif /* !VERIFY_STAMP_CHECK_H */
