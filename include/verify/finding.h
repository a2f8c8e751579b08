/*
 * finding.h - what verify has to say about single names on the share.
 */
#ifndef VERIFY_FINDING_H
#define VERIFY_FINDING_H

#include <stddef.h>

struct fail;

enum finding_kind {
	FINDING_CHANGED,	/* other bytes than were listed */
	FINDING_MISSING,	/* listed, and not there */
	FINDING_UNTRACKED,	/* there, and in no list */
	FINDING_MISSING_SUMS,	/* a package without its list */
	FINDING_UNREADABLE,
	FINDING_LEFTOVER,	/* of a run that was cut; no harm done */
	FINDING_LOG,		/* the log was tampered with, or does not know
				   what is there */
	FINDING_SIGNATURE,	/* not signed by us, or not this */
	FINDING_PROOF,		/* it proves nothing */
	FINDING_BROKEN,		/* as listed, but not what it should be: its
				   content contradicts itself */
	FINDING_EXPIRED,	/* a time stamp that nobody renewed in time */
	FINDING_KINDS
};

struct finding {
	enum finding_kind kind;
	char *path;		/* relative to the share; owned */
	char *detail;		/* a few words, or NULL; owned */
};

struct finding_list {
	struct finding *item;	/* owned */
	size_t count;
};
#define FINDING_LIST_INIT { NULL, 0 }

/* finding_add(list, kind, path, detail, fail): add one; both are copied. */
int finding_add(struct finding_list *, enum finding_kind, const char *,
    const char *, struct fail *);

/* finding_move(to, from, fail): move all to the end of ${to}. */
int finding_move(struct finding_list *, struct finding_list *, struct fail *);

/*
 * finding_word(kind): "changed", "missing" ...; static.
 * finding_kind_of(word, kind): the other way; 0 or -1.
 */
const char *finding_word(enum finding_kind);
int finding_kind_of(const char *, enum finding_kind *);

/* finding_clear(list): free; fine if empty. */
void finding_clear(struct finding_list *);

#endif /* !VERIFY_FINDING_H */
