/*
 * msg.h - the only writers to stdout and stderr.
 *
 * stdout carries results, one line per object, fields split by tab.  stderr
 * carries messages that start with the tool's name, and on a terminal the
 * progress of long work on one line that is rewritten.
 */
#ifndef CORE_MSG_H
#define CORE_MSG_H

struct fail;

/* msg_tool(name): set the name that messages start with; borrowed for good. */
void msg_tool(const char *);

/* msg_verbose(on): whether msg_note() prints. */
void msg_verbose(int);

/* msg_warn(fmt, ...): one line on stderr. */
void msg_warn(const char *, ...) __attribute__((format(printf, 1, 2)));

/* msg_note(fmt, ...): one line on stderr, with -v only. */
void msg_note(const char *, ...) __attribute__((format(printf, 1, 2)));

/*
 * msg_pass(text): pass on the messages of a program that was started, line by
 * line, as they are.
 */
void msg_pass(const char *);

/* msg_is_verbose(): what msg_verbose() was told. */
int msg_is_verbose(void);

/* msg_fail(fail): print the error, unless it is FAIL_NONE. */
void msg_fail(const struct fail *);

/* msg_progress(fmt, ...): on a terminal, rewrite the progress line. */
void msg_progress(const char *, ...) __attribute__((format(printf, 1, 2)));

/* msg_progress_end(): wipe the progress line. */
void msg_progress_end(void);

/*
 * out_line(field, ..., NULL): print the fields to stdout, split by tab.  Tab,
 * newline and other control characters inside a field become spaces.
 */
void out_line(const char *, ...) __attribute__((sentinel));

/* out_text(text): print it to stdout as it is. */
void out_text(const char *);

/* out_is_terminal(): 1 if stdout is read by a person at a terminal. */
int out_is_terminal(void);

/* out_flush(fail): 0, or -1 and FAIL_IO when stdout could not be written. */
int out_flush(struct fail *);

#endif /* !CORE_MSG_H */
