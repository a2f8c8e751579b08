/*
 * answer.h - what answer.xml tells of the last answer, for the verdict.
 */
#ifndef FETCH_ANSWER_H
#define FETCH_ANSWER_H

#include <stddef.h>

struct fail;

struct answer {			/* strings are owned */
	char **name, **value;	/* its headers, in their order */
	size_t name_count, value_count;
	char *cut;		/* how it broke off after its head, or NULL */
};

/* answer_load(a, path, fail): ${a} need not be initialised. */
int answer_load(struct answer *, const char *, struct fail *);

/* answer_header(a, name): the first of that name, in any case, or NULL. */
const char *answer_header(const struct answer *, const char *);

/* answer_clear(a): free; fine if zeroed. */
void answer_clear(struct answer *);

#endif /* !FETCH_ANSWER_H */
