/*
 * spent.c - spent FILE CMD...: run the command and write to FILE what it took:
 * wall seconds, its own CPU seconds, those of it and all processes below it,
 * and the most memory that one of them had, in KB.
 *
 * A process whose parent has ended becomes our child, so that a browser's
 * helpers count however they were started.  Ends with the command's status.
 */
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double
seconds(clockid_t clock)
{
	struct timespec t = { 0, 0 };

	(void)clock_gettime(clock, &t);
	return ((double)t.tv_sec + (double)t.tv_nsec / 1e9);
}

/* The CPU time of an ended process that was not waited for yet. */
static double
own_cpu(pid_t pid)
{
	clockid_t clock;

	return (clock_getcpuclockid(pid, &clock) == 0 ? seconds(clock) : 0);
}

static double
of(struct timeval t)
{
	return ((double)t.tv_sec + (double)t.tv_usec / 1e6);
}

static int
write_result(const char *path, double wall, double own)
{
	struct rusage all;
	FILE *file = fopen(path, "w");

	if (file == NULL || getrusage(RUSAGE_CHILDREN, &all) == -1)
		return (-1);
	fprintf(file, "%.4f %.4f %.4f %ld\n", wall, own,
	    of(all.ru_utime) + of(all.ru_stime), all.ru_maxrss);
	return (fclose(file));
}

int
main(int argc, char **argv)
{
	double start = seconds(CLOCK_MONOTONIC), wall, own;
	siginfo_t ended;
	int status = 0;
	pid_t pid;

	if (argc < 3) {
		fprintf(stderr, "usage: spent FILE CMD...\n");
		return (64);
	}
	if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == -1 ||
	    (pid = fork()) == -1) {
		perror("spent");
		return (71);
	}
	if (pid == 0) {
		execvp(argv[2], argv + 2);
		perror(argv[2]);
		_exit(127);
	}
	if (waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT) == -1)
		return (71);
	wall = seconds(CLOCK_MONOTONIC) - start;
	own = own_cpu(pid);
	if (waitpid(pid, &status, 0) == -1)
		return (71);
	while (wait(NULL) > 0)
		continue;
	if (write_result(argv[1], wall, own) != 0) {
		perror(argv[1]);
		return (73);
	}
	return (WIFEXITED(status) ? WEXITSTATUS(status) : 128);
}
