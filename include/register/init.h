/*
 * init.h - a new site folder: bevara.xml, konton.xml, plan.xml and the folders
 * that bevara.xml names.
 *
 * The three files are the commented ones of samples/site.  A new folder comes
 * into being whole, in one rename.  A folder that is there already gets its
 * files one by one, bevara.xml last: a site is there when bevara.xml is.
 */
#ifndef REGISTER_INIT_H
#define REGISTER_INIT_H

struct fail;

/*
 * init_site(site, path, fail):
 * Make the site folder ${site}, and the folders above it where they are
 * missing.  ${path} becomes its absolute path, the caller's.
 * FAIL_EXISTS: one of the three files is there and is not the sample that a
 * run that was cut left behind; nothing was touched.
 */
int init_site(const char *, char **, struct fail *);

#endif /* !REGISTER_INIT_H */
