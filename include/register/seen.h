/*
 * seen.h - the words of a captured page, for comparing.
 */
#ifndef REGISTER_SEEN_H
#define REGISTER_SEEN_H

struct fail;

/*
 * seen_text(path, fail): what the page of the layout.xml ${path}
 * (schemas/20-fetch.layout.xsd) says, folded (fold.h) and without what is
 * marked as a comment; the caller's, or NULL.  At most 16 MB are read.
 */
char *seen_text(const char *, struct fail *);

#endif /* !REGISTER_SEEN_H */
