/*
 * path.h - file paths, and names that Windows can show.
 *
 * The archive share is read from Windows over SMB, where some names that
 * Linux accepts are remapped, refused or shown as something else; so names
 * are checked here before anything is written.
 */
#ifndef CORE_PATH_H
#define CORE_PATH_H

struct fail;

/* path_join(a, b, fail): "a/b"; b alone if it is absolute.  The caller's. */
char *path_join(const char *, const char *, struct fail *);

/* path_base(path): the last part; borrowed from path. */
const char *path_base(const char *);

/* path_dir(path, fail): all but the last part; "." if none.  The caller's. */
char *path_dir(const char *, struct fail *);

/* path_full(path, fail): absolute, links resolved; the path must exist. */
char *path_full(const char *, struct fail *);

/*
 * path_check_name(name, fail):
 * 0 if ${name} is one file name that Linux and Windows show alike: not empty,
 * at most 255 bytes, well-formed UTF-8 in composed form (NFC) as far as Latin
 * letters go, none of <>:"/\|?*, control or invisible characters, no space
 * first, no dot or space last, no reserved word (CON, PRN, AUX, NUL, COM1-9,
 * LPT1-9, with or without an ending).
 * FAIL_DATA with what is wrong otherwise.
 */
int path_check_name(const char *, struct fail *);

/*
 * path_check_length(windows, relative, fail):
 * 0 if the Windows name of the share plus "\" plus the relative path is at
 * most 240 characters (UTF-16 units); FAIL_DATA otherwise.
 */
int path_check_length(const char *, const char *, struct fail *);

/* path_is_account(s): 1 if s is an account id: [a-z0-9-], 1 to 40. */
int path_is_account(const char *);

/* path_is_id(s): 1 if s is a package id: ACCOUNT_YYYYMMDDTHHMMSSZ. */
int path_is_id(const char *);

/* path_is_period(s): 1 if s is a half-year, YYYY-H1 or YYYY-H2. */
int path_is_period(const char *);

#endif /* !CORE_PATH_H */
