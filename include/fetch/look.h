/*
 * look.h - what the page shows of the signs, and of questions about cookies.
 */
#ifndef FETCH_LOOK_H
#define FETCH_LOOK_H

struct consent;
struct fail;
struct page;
struct signs;
struct signs_seen;

struct look {			/* strings and the list are owned */
	struct signs_seen *seen;	/* of each selector; NULL: not asked */
	char *layers;		/* text of layers over the content */
	char *consent;		/* a question that is still there, or NULL */
	char *consent_rule;	/* the rule that knows it */
	double consent_share;	/* of the window that it covers, 0 to 1 */
};

/* look_at(look, page, signs, consent, fail): ${look} must be empty. */
int look_at(struct look *, struct page *, const struct signs *,
    const struct consent *, struct fail *);

/* look_clear(look): free; fine if zeroed. */
void look_clear(struct look *);

#endif /* !FETCH_LOOK_H */
