/*
 * folder.h - the names of job folders: ACCOUNT, ACCOUNT.2, ACCOUNT.3, ...
 */
#ifndef REVIEW_FOLDER_H
#define REVIEW_FOLDER_H

struct fail;

/*
 * folder_account(name, fail): the account that a job folder called ${name} is
 * of; the caller's.  NULL with FAIL_DATA if that is no job folder's name.
 */
char *folder_account(const char *, struct fail *);

/* folder_number(name): its number; 1 for ACCOUNT itself, 0 if it is none. */
int folder_number(const char *);

#endif /* !REVIEW_FOLDER_H */
