/*
 * proc.h - run another program and wait for it.
 *
 * The program gets the arguments as they are (no shell), no input, and dies
 * when this process dies.
 */
#ifndef CORE_PROC_H
#define CORE_PROC_H

#include <stddef.h>

struct buf;
struct fail;

struct proc {
	const char *const *argv;	/* ends with NULL; argv[0]: the path */
	struct buf *out;	/* its stdout is added here; NULL: ours */
	struct buf *err;	/* its stderr is added here; NULL: ours */
	size_t out_max;		/* most bytes kept of each; 0: 1 MiB */
	int timeout_s;		/* then it is killed; 0: none */
	size_t memory_max;	/* bytes of address space it may have; 0: any */
};

/*
 * proc_run(p, status, fail):
 * Run it to its end.  ${status} is its exit status, or 128 plus the signal
 * that ended it.  FAIL_PROGRAM: it could not be started.  FAIL_LATER: the
 * time was up.
 */
int proc_run(const struct proc *, int *, struct fail *);

/*
 * proc_find(name, fail): the path of a program: beside this one, or in PATH;
 * a name with a '/' is taken as it is.  The caller's; NULL with FAIL_PROGRAM.
 */
char *proc_find(const char *, struct fail *);

/* proc_dir(fail): the folder that this program's file lies in; the caller's. */
char *proc_dir(struct fail *);

#endif /* !CORE_PROC_H */
