/*
 * guide.h - SHARE/KONTROLLERA.txt: how strangers check a package.
 * Source: samples/share/KONTROLLERA.txt, in which {ORGANISATION} and {LOGG}
 * stand for what bevara.xml has.
 */
#ifndef PLACE_GUIDE_H
#define PLACE_GUIDE_H

struct fail;
struct site;

/*
 * guide_write(site, fail): put the page on the share, unless it is there and
 * is this one; another is replaced.  FAIL_LATER: the share is not there.
 */
int guide_write(const struct site *, struct fail *);

#endif /* !PLACE_GUIDE_H */
