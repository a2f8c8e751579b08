/*
 * previous.h - the account's last capture that became a record.
 */
#ifndef REGISTER_PREVIOUS_H
#define REGISTER_PREVIOUS_H

struct fail;
struct order;

/*
 * previous_find(o, work, fail): set ${o}'s previous_id and previous_dir to the
 * newest capture of its account in the half-years of ${work} before its own
 * that was placed (its job folder holds a receipt.xml); leave them NULL if
 * there is none.  One that cannot be read is warned of and passed over.
 */
int previous_find(struct order *, const char *, struct fail *);

#endif /* !REGISTER_PREVIOUS_H */
