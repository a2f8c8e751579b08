#include "core/watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"

#define SAID_BYTES (1u << 20)
#define LAST_MS 1000		/* for a killed child to be gone */

/*
 * Through the pipe come beats, then END, the child's struct fail as it lies in
 * memory, and what the work said.
 */
#define BEAT 'b'
#define END 'e'

struct watch {
	int fd;			/* the pipe's end to write to */
};

void
watch_beat(const struct watch *watch)
{
	const char beat = BEAT;

	/* If nobody listens any more, this process is ending too. */
	if (watch != NULL)
		(void)file_put(watch->fd, &beat, 1);
}

/* The child's side: never returns. */
static void
be_child(const struct watch_work *w, int fd, pid_t parent)
{
	const struct watch watch = { fd };
	struct fail fail = FAIL_INIT;
	struct buf said = BUF_INIT;
	const char end = END;

	/* Die with the parent, and notice one that died before this call. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	if (w->work(w->arg, &watch, &said, &fail) == 0)
		(void)buf_check(&said, &fail);
	if (file_put(fd, &end, 1) == -1 || file_put(fd, &fail, sizeof(fail)) == -1 ||
	    file_put(fd, buf_text(&said), said.size) == -1)
		_exit(1);
	_exit(0);
}

/* Take what came: beats are dropped, what follows END is kept in ${b}. */
static void
take(struct buf *b, int *ended, const char *room, size_t n)
{
	const char *end;

	if (!*ended) {
		if ((end = memchr(room, END, n)) == NULL)
			return;
		*ended = 1;
		n -= (size_t)(end + 1 - room);
		room = end + 1;
	}
	if (b->size + n > sizeof(struct fail) + SAID_BYTES)
		b->failed = 1;
	else
		buf_add(b, room, n);
}

/* Until the child's end of the pipe is closed: 0, or -1 when it hangs. */
static int
listen_to(int fd, int wait_s, struct buf *b, int *ended)
{
	int64_t wait_ms = (int64_t)wait_s * 1000, rest;
	int64_t last = clock_monotonic_ms();
	struct pollfd ready = { fd, POLLIN, 0 };
	char room[4096];
	ssize_t n;

	for (;;) {
		rest = last + wait_ms - clock_monotonic_ms();
		if (rest <= 0)
			return (-1);
		if (poll(&ready, 1, rest > 1000 ? 1000 : (int)rest) < 1)
			continue;
		n = read(fd, room, sizeof(room));
		if (n == 0 || (n == -1 && errno != EINTR && errno != EAGAIN))
			return (0);
		if (n > 0) {
			last = clock_monotonic_ms();
			take(b, ended, room, (size_t)n);
		}
	}
}

/* Wait for the child's end so long; 0 and its status, or -1. */
static int
reap(pid_t child, int64_t wait_ms, int *status)
{
	int64_t end = clock_monotonic_ms() + wait_ms;
	pid_t got;

	for (;;) {
		got = waitpid(child, status, WNOHANG);
		if (got == child)
			return (0);
		if ((got == -1 && errno != EINTR) ||
		    clock_monotonic_ms() >= end)
			return (-1);
		usleep(2000);
	}
}

/* What the child told at its end, if it came so far. */
static int
judge(const struct watch_work *w, int status, const struct buf *told,
    struct buf *said, struct fail *fail)
{
	if (buf_check(told, fail) == -1)
		return (-1);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 ||
	    told->size < sizeof(*fail))
		return (fail_set(fail, WIFSIGNALED(status) &&
		    WTERMSIG(status) != SIGKILL ? FAIL_IO : FAIL_LATER,
		    "the work on %s was ended from outside (status %d); "
		    "try again", w->what, status));
	memcpy(fail, told->data, sizeof(*fail));
	if (fail->kind != FAIL_NONE)
		return (-1);
	buf_add(said, told->data + sizeof(*fail), told->size - sizeof(*fail));
	return (buf_check(said, fail));
}

/* The parent's side. */
static int
attend(const struct watch_work *w, pid_t child, int fd, struct buf *said,
    struct fail *fail)
{
	struct buf told = BUF_INIT;
	int ended = 0, status = 0, rc;

	if (listen_to(fd, w->wait_s, &told, &ended) == 0 &&
	    reap(child, (int64_t)w->wait_s * 1000, &status) == 0) {
		rc = judge(w, status, &told, said, fail);
	} else {
		kill(child, SIGKILL);
		(void)reap(child, LAST_MS, &status);
		rc = fail_set(fail, FAIL_LATER, "%s has not answered for %d "
		    "seconds; see that it is there, and try again", w->what,
		    w->wait_s);
	}
	buf_clear(&told);
	return (rc);
}

int
watch_run(const struct watch_work *w, struct buf *said, struct fail *fail)
{
	int fds[2], rc;
	pid_t parent = getpid(), child;

	if (w->wait_s == 0)
		return (w->work(w->arg, NULL, said, fail) == -1 ? -1 :
		    buf_check(said, fail));
	if (pipe2(fds, O_CLOEXEC) == -1)
		return (fail_sys(fail, "cannot make a pipe"));
	if ((child = fork()) == 0) {
		close(fds[0]);
		be_child(w, fds[1], parent);
	}
	close(fds[1]);
	if (child == -1)
		rc = fail_sys(fail, "cannot start another process");
	else
		rc = attend(w, child, fds[0], said, fail);
	close(fds[0]);
	return (rc);
}
