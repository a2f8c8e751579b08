/*
 * trouble.h - what is wrong inside one file, by the place where it is.
 */
#ifndef VERIFY_TROUBLE_H
#define VERIFY_TROUBLE_H

#include <stddef.h>
#include <stdint.h>

struct fail;

#define TROUBLE_MOST 100	/* kept; a file can be made of them */

struct trouble {
	uint64_t at;		/* byte of the file where its record begins */
	char *text;		/* owned */
};

struct trouble_list {
	struct trouble *item;	/* owned */
	size_t count;
	uint64_t dropped;	/* beyond TROUBLE_MOST */
};

/* trouble_add(list, at, fail, fmt, ...): add one. */
int trouble_add(struct trouble_list *, uint64_t, struct fail *,
    const char *, ...) __attribute__((format(printf, 4, 5)));

/* trouble_move(to, from, fail): move all to the end of ${to}. */
int trouble_move(struct trouble_list *, struct trouble_list *, struct fail *);

/* trouble_sort(list): by place; at one place in the order of adding. */
void trouble_sort(struct trouble_list *);

/* trouble_clear(list): free; fine if zeroed. */
void trouble_clear(struct trouble_list *);

#endif /* !VERIFY_TROUBLE_H */
