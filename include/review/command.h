/*
 * command.h - what a person can do about a job, as commands to copy.
 */
#ifndef REVIEW_COMMAND_H
#define REVIEW_COMMAND_H

#include <stddef.h>

struct buf;
struct fail;
struct html;
struct sheet;

/*
 * command_put(h, sheet, n, fail): "Att göra" of entry ${n}: a sentence, and a
 * box for each command.  Names and reasons are left blank in them, and a blank
 * one is refused: nothing is decided by a command that was only pasted.
 */
int command_put(struct html *, const struct sheet *, size_t, struct fail *);

/* command_word(b, text): add it as one word of a POSIX shell. */
void command_word(struct buf *, const char *);

#endif /* !REVIEW_COMMAND_H */
