/*
 * enter.h - a decision as an entry of the archive's log.
 */
#ifndef REVIEW_ENTER_H
#define REVIEW_ENTER_H

struct decision;
struct fail;
struct site;

/*
 * enter_decision(site, decision, path, again, fail): enter the decision that
 * lies in the file ${path}, once; ${again} is 1 if an earlier run made it.  That the share is away, or that there is no key
 * yet, is told of on stderr, and no error: the entry waits in the work folder
 * for the next run that reaches the share.
 */
int enter_decision(const struct site *, const struct decision *, const char *,
    int, struct fail *);

#endif /* !REVIEW_ENTER_H */
