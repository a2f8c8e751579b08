/*
 * person.h - the persons of the register, and where one of them is told of.
 */
#ifndef REGISTER_PERSON_H
#define REGISTER_PERSON_H

#include <stddef.h>

struct fail;
struct konton;
struct konton_account;

struct person_list {
	char **name;		/* owned; folded (fold.h), each once */
	size_t count;
};
#define PERSON_LIST_INIT { NULL, 0 }

/*
 * person_list(list, k, account, part, fail): the different persons with that
 * part ("ansvarig", "ersattare", "administrator") in the account.
 */
int person_list(struct person_list *, const struct konton *,
    const struct konton_account *, const char *, struct fail *);

/* person_has(list, name): 1 if the folded name is one of them. */
int person_has(const struct person_list *, const char *);

/* person_clear(list): free; fine if empty. */
void person_clear(struct person_list *);

/*
 * person_in_text(k, unit, text, what, fail):
 * Whether ${text} tells of a person: the name or the e-mail address of
 * somebody in the register, or an address of the form first.last@ that is no
 * unit's.  ${unit} is what units are called there, or NULL.  ${what} becomes
 * the words at fault, the caller's, or NULL.  0 or -1.
 */
int person_in_text(const struct konton *, const char *, const char *, char **,
    struct fail *);

#endif /* !REGISTER_PERSON_H */
