/*
 * check_tell.h - check a PDF and print what was found.
 */
#ifndef RENDER_CHECK_TELL_H
#define RENDER_CHECK_TELL_H

struct fail;

/*
 * check_tell(path, fail): the findings of check_pdf(), one a line, then a line
 * for each profile.  Fails as check_pdf() does.
 */
int check_tell(const char *, struct fail *);

#endif /* !RENDER_CHECK_TELL_H */
