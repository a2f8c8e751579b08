#include "core/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/path.h"
#include "core/text.h"

#define KEEP_BYTES (1u << 20)
#define READ_BYTES 65536
#define LOOK_MS 100		/* often, so that core/watch.h sees us wait */

/* The child's side: never returns. */
static void
become(const struct proc *p, int out, int err, pid_t parent)
{
	int null = open("/dev/null", O_RDWR);
	sigset_t none;

	/* Die with the parent, and notice one that died before this call. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent || null == -1)
		_exit(127);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	dup2(null, STDIN_FILENO);
	if (out != -1)
		dup2(out, STDOUT_FILENO);
	if (err != -1)
		dup2(err, STDERR_FILENO);
	if (p->memory_max != 0 && setrlimit(RLIMIT_AS,
	    &(struct rlimit){ p->memory_max, p->memory_max }) == -1)
		_exit(127);
	execv(p->argv[0], (char *const *)p->argv);
	_exit(127);
}

/* Read what is there; 0 at the end, 1 to go on. */
static int
drain(int fd, struct buf *b, size_t max)
{
	char room[READ_BYTES];
	ssize_t n = read(fd, room, sizeof(room));

	if (n == -1)
		return (errno == EINTR || errno == EAGAIN);
	if (n == 0)
		return (0);
	/* What is beyond the bound is read and dropped, so it never blocks. */
	if (b->size < max)
		buf_add(b, room, b->size + (size_t)n > max ? max - b->size :
		    (size_t)n);
	return (1);
}

/* Collect both outputs until they end or the time is up (then -1). */
static int
collect(const struct proc *p, int fds[2], int64_t end)
{
	size_t max = p->out_max == 0 ? KEEP_BYTES : p->out_max;
	struct pollfd wait[2];
	int i, left = LOOK_MS;

	while (fds[0] != -1 || fds[1] != -1) {
		for (i = 0; i < 2; i++) {
			wait[i].fd = fds[i];
			wait[i].events = POLLIN;
			wait[i].revents = 0;
		}
		if (end != 0) {
			int64_t rest = end - clock_monotonic_ms();

			if (rest <= 0)
				return (-1);
			left = rest > LOOK_MS ? LOOK_MS : (int)rest;
		}
		if (poll(wait, 2, left) == -1 && errno != EINTR)
			return (-1);
		for (i = 0; i < 2; i++) {
			if (fds[i] == -1 || wait[i].revents == 0)
				continue;
			if (!drain(fds[i], i == 0 ? p->out : p->err, max)) {
				close(fds[i]);
				fds[i] = -1;
			}
		}
	}
	return (0);
}

/* Wait for the child; past the end it is killed and -1 returned. */
static int
reap(pid_t child, int64_t end, int *status)
{
	int timed_out = 0, state = 0;
	pid_t got;

	for (;;) {
		got = waitpid(child, &state, end == 0 || timed_out ? 0 :
		    WNOHANG);
		if (got == child)
			break;
		if (got == -1 && errno != EINTR)
			return (-1);
		if (got == 0) {
			if (clock_monotonic_ms() >= end) {
				kill(child, SIGKILL);
				timed_out = 1;
			} else
				usleep(5000);
		}
	}
	*status = WIFEXITED(state) ? WEXITSTATUS(state) :
	    128 + WTERMSIG(state);
	return (timed_out ? -1 : 0);
}

static void
close_pair(int fds[2])
{
	if (fds[0] != -1)
		close(fds[0]);
	if (fds[1] != -1)
		close(fds[1]);
}

int
proc_run(const struct proc *p, int *status, struct fail *fail)
{
	int64_t end = p->timeout_s == 0 ? 0 :
	    clock_monotonic_ms() + (int64_t)p->timeout_s * 1000;
	int out[2] = { -1, -1 }, err[2] = { -1, -1 }, ends[2], late;
	pid_t parent = getpid(), child;

	if (access(p->argv[0], X_OK) == -1) {
		fail_sys(fail, "cannot start '%s'", p->argv[0]);
		fail->kind = FAIL_PROGRAM;
		return (-1);
	}
	if ((p->out != NULL && pipe2(out, O_CLOEXEC) == -1) ||
	    (p->err != NULL && pipe2(err, O_CLOEXEC) == -1) ||
	    (child = fork()) == -1) {
		fail_sys(fail, "cannot start '%s'", p->argv[0]);
		close_pair(out);
		close_pair(err);
		return (-1);
	}
	if (child == 0)
		become(p, out[1], err[1], parent);
	if (out[1] != -1)
		close(out[1]);
	if (err[1] != -1)
		close(err[1]);
	ends[0] = out[0];
	ends[1] = err[0];
	late = collect(p, ends, end) == -1;
	close_pair(ends);
	if (late)
		kill(child, SIGKILL);
	if (reap(child, end, status) == -1 || late)
		return (fail_set(fail, FAIL_LATER,
		    "'%s' did not end within %d seconds", p->argv[0],
		    p->timeout_s));
	return (0);
}

char *
proc_dir(struct fail *fail)
{
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (n == -1) {
		fail_sys(fail, "cannot tell where this program lies");
		return (NULL);
	}
	/*
	 * Replaced by a newer one while it runs, it is named "... (deleted)":
	 * the folder is the same.
	 */
	self[n] = '\0';
	return (path_dir(self, fail));
}

/* dir/name if it can be run, else NULL without an error. */
static char *
runnable(const char *dir, size_t n, const char *name, struct fail *fail)
{
	char *path = text_printf(fail, "%.*s/%s", (int)n, dir, name);

	if (path != NULL && access(path, X_OK) == -1) {
		free(path);
		path = NULL;
	}
	return (path);
}

char *
proc_find(const char *name, struct fail *fail)
{
	const char *at = getenv("PATH");
	char *dir, *path = NULL;

	if (strchr(name, '/') != NULL) {
		if (access(name, X_OK) == 0)
			return (text_copy(name, fail));
		goto none;
	}
	if ((dir = proc_dir(fail)) == NULL)
		return (NULL);
	path = runnable(dir, strlen(dir), name, fail);
	free(dir);
	while (path == NULL && at != NULL && *at != '\0') {
		size_t n = strcspn(at, ":");

		/* An empty or relative entry would mean the working folder. */
		if (*at == '/')
			path = runnable(at, n, name, fail);
		at += n + (at[n] == ':');
	}
	if (path != NULL)
		return (path);
none:
	fail_set(fail, FAIL_PROGRAM, "the program '%s' is not installed", name);
	return (NULL);
}
