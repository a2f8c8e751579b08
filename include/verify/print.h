/*
 * print.h - the answers of bevara verify, a line for each thing, on stdout.
 */
#ifndef VERIFY_PRINT_H
#define VERIFY_PRINT_H

struct restore;
struct verify;

/* print_verify(verify, deep): the findings, and what was checked. */
void print_verify(const struct verify *, int);

/* print_restore(restore): what each judge said, and what was taken back. */
void print_restore(const struct restore *);

#endif /* !VERIFY_PRINT_H */
