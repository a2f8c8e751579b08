/*
 * publish.h - the register for the public: a web page and a CSV file.
 * Source: the routine, section 2 (the list on the municipality's web site: who
 * is responsible, what for, and for whom).
 */
#ifndef REGISTER_PUBLISH_H
#define REGISTER_PUBLISH_H

struct fail;
struct konton;
struct site;

#define PUBLISH_PAGE "index.html"
#define PUBLISH_TABLE "konton.csv"

/*
 * publish_write(site, k, dir, fail):
 * Write both into ${dir}, which is made if needed, each whole and only if it
 * says something else than before.  Persons' names and their e-mail addresses
 * are never written: a text that tells of one is left out, with a message.
 * FAIL_EXISTS: there is a page that is not ours; nothing was written.
 */
int publish_write(const struct site *, const struct konton *, const char *,
    struct fail *);

#endif /* !REGISTER_PUBLISH_H */
