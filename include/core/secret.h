/*
 * secret.h - a process that holds a private key.
 */
#ifndef CORE_SECRET_H
#define CORE_SECRET_H

struct fail;

/*
 * secret_guard(fail): before a key is read or made: if this process crashes
 * it leaves no core file, in which the key would stand.
 */
int secret_guard(struct fail *);

#endif /* !CORE_SECRET_H */
