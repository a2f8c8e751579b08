/*
 * signs.h - the signs that tell a record from what stands in its place, read
 * from schemas/rules/signs.xml (schemas/signs.xsd), where they are explained.
 *
 * Ownership: all is owned by struct signs.
 */
#ifndef FETCH_SIGNS_H
#define FETCH_SIGNS_H

#include <stddef.h>

struct buf;
struct fail;

/* Conditions under which a sign weighs more. */
#define SIGNS_MISSING 1		/* an expected word is not shown */
#define SIGNS_UNASKED 2		/* no words are expected */
#define SIGNS_FEW 4		/* the page shows fewer than 120 words */
#define SIGNS_BARE 8		/* ... than 40 */
#define SIGNS_LARGE 16		/* what was found takes more than 4 % */
#define SIGNS_OVER 32		/* ... lies in a layer over the content */

enum signs_kind { SIGNS_SELECTOR, SIGNS_WORDS, SIGNS_TITLE, SIGNS_ADDRESS,
	SIGNS_STATUS, SIGNS_HEADER, SIGNS_NAVIGATION, SIGNS_FACT };

struct signs_test {
	enum signs_kind kind;
	char *value;		/* folded, but for selectors */
	char *header;		/* its name, of SIGNS_HEADER */
	int covers;		/* of a selector: least % of the window */
	int over;		/* 1: only in a layer; of words: only there */
	int part;		/* 1: of an address: one part of its path */
	int at_least;		/* of a fact: least % */
	size_t number;		/* of a selector: its place among them */
};

struct signs_weight {
	int when;		/* conditions, all of which must hold */
	int weight;
};

struct signs_sign {
	char *name, *verdict;
	char *advice;		/* NULL: the verdict's */
	int later;
	int weight;
	struct signs_test *test;
	size_t test_count;
	struct signs_weight *more;
	size_t more_count;
};

struct signs_verdict {
	char *name, *advice;
	int later;
};

struct signs {
	struct signs_verdict *verdict;	/* in their order */
	size_t verdict_count;
	struct signs_sign *sign;	/* the general, then the platform's */
	size_t sign_count;
	size_t selector_count;
	char **comment;		/* CSS selectors of what others wrote */
	size_t comment_count;
};
#define SIGNS_INIT { NULL, 0, NULL, 0, 0, NULL, 0 }

/* What the page answered to one selector. */
struct signs_seen {
	int seen;
	int over;		/* in a layer over the content */
	double share;		/* of the window, 0 to 1 */
};

/*
 * signs_load(signs, platform, fail): those for all platforms and for
 * ${platform} ("facebook"; NULL: none).  FAIL_CONFIG names file and line.
 */
int signs_load(struct signs *, const char *, struct fail *);

/* signs_selectors(signs, b, fail): them as a JSON array of strings. */
int signs_selectors(const struct signs *, struct buf *, struct fail *);

/* signs_comments(signs, b, fail): those of comments, likewise. */
int signs_comments(const struct signs *, struct buf *, struct fail *);

/* signs_clear(signs): free; fine if empty. */
void signs_clear(struct signs *);

#endif /* !FETCH_SIGNS_H */
