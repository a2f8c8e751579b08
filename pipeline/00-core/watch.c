#include "core/watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "core/text.h"

#define SAID_BYTES (1u << 20)
#define LAST_MS 1000		/* for a killed child to be gone */
#define LOOK_MS 1000		/* between two looks at the child, at most */
#define WAIT_MOST_S 86400

/*
 * Processor time for each second of the bound that shows work.  A call that
 * hangs on cifs wakes up every ten seconds and uses about ten microseconds;
 * whoever asks for a lock or waits for a program uses fifty each second.
 */
#define WORK_NS 16000

/*
 * Through the pipe come beats, OVER, then END, the child's struct fail as it
 * lies in memory, and what the work said.
 */
#define BEAT 'b'
#define OVER 'o'
#define END 'e'

struct watch {
	int fd;			/* the pipe's end to write to */
};

static void
tell(const struct watch *watch, char word)
{
	/* If nobody listens any more, this process is ending too. */
	if (watch != NULL)
		(void)file_put(watch->fd, &word, 1);
}

void
watch_beat(const struct watch *watch)
{
	tell(watch, BEAT);
}

void
watch_over(const struct watch *watch)
{
	tell(watch, OVER);
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
	if (file_put(fd, &end, 1) == -1 ||
	    file_put(fd, &fail, sizeof(fail)) == -1 ||
	    file_put(fd, buf_text(&said), said.size) == -1)
		_exit(1);
	_exit(0);
}

/* What the parent has of the child. */
struct ear {
	pid_t child;
	int fd;
	struct buf told;	/* what follows END */
	int over, ended;	/* OVER, END came */
	int64_t used_ns;	/* its processor time when it last got on */
};

/* Take what came: what stands before END is a word each, the rest is kept. */
static void
take(struct ear *ear, const char *room, size_t n)
{
	while (n > 0 && !ear->ended) {
		ear->ended = *room == END;
		ear->over |= *room == OVER;
		room++;
		n--;
	}
	if (ear->told.size + n > sizeof(struct fail) + SAID_BYTES)
		ear->told.failed = 1;
	else
		buf_add(&ear->told, room, n);
}

/* 1 if it has used processor time since it last got on. */
static int
has_worked(struct ear *ear, int wait_s)
{
	struct timespec used;
	clockid_t clock;
	int64_t ns;

	if (clock_getcpuclockid(ear->child, &clock) != 0 ||
	    clock_gettime(clock, &used) == -1)
		return (0);
	ns = (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
	if (ns - ear->used_ns < (int64_t)wait_s * WORK_NS)
		return (0);
	ear->used_ns = ns;
	return (1);
}

/*
 * Until the child's end of the pipe is closed: 0, or -1 when it hangs.  Time
 * in which this process was stopped itself does not count: the child was too.
 */
static int
listen_to(struct ear *ear, const struct watch_work *w)
{
	int64_t wait_ms = (int64_t)w->wait_s * 1000, silent_ms = 0;
	int64_t before = clock_monotonic_ms(), now, rest;
	struct pollfd ready = { ear->fd, POLLIN, 0 };
	char room[4096];
	ssize_t n;

	while (ear->over || silent_ms < wait_ms) {
		rest = ear->over ? LOOK_MS : wait_ms - silent_ms;
		if (poll(&ready, 1, rest > LOOK_MS ? LOOK_MS : (int)rest) > 0) {
			n = read(ear->fd, room, sizeof(room));
			if (n == 0 || (n == -1 && errno != EINTR &&
			    errno != EAGAIN))
				return (0);
			if (n > 0)
				take(ear, room, (size_t)n);
			silent_ms = n > 0 ? 0 : silent_ms;
		}
		now = clock_monotonic_ms();
		silent_ms += now - before > 2 * LOOK_MS ? LOOK_MS :
		    now - before;
		before = now;
		if (w->by_time && has_worked(ear, w->wait_s))
			silent_ms = 0;
	}
	return (-1);
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
	struct ear ear = { child, fd, BUF_INIT, 0, 0, 0 };
	int status = 0, rc;

	if (listen_to(&ear, w) == 0 &&
	    reap(child, (int64_t)w->wait_s * 1000, &status) == 0) {
		rc = judge(w, status, &ear.told, said, fail);
	} else {
		kill(child, SIGKILL);
		(void)reap(child, LAST_MS, &status);
		rc = fail_set(fail, FAIL_LATER, "%s has not answered for %d "
		    "seconds; see that it is there, and try again", w->what,
		    w->wait_s);
	}
	buf_clear(&ear.told);
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

/* ---- a whole tool ---- */

int
watch_wait(const char *text, int *wait_s, struct fail *fail)
{
	int64_t seconds = WATCH_WAIT_S;

	if (text != NULL && text_int(text, 0, WAIT_MOST_S, &seconds) == -1)
		return (fail_set(fail, FAIL_USAGE, "--wait '%s' is no number "
		    "of seconds from 0 to %d", text, WAIT_MOST_S));
	*wait_s = (int)seconds;
	return (0);
}

static int
do_tool(void *arg, const struct watch *watch, struct buf *said,
    struct fail *fail)
{
	const struct watch_tool *tool = arg;
	struct fail broken = FAIL_INIT;
	int rc = tool->work(tool->arg, fail);

	(void)said;
	watch_over(watch);
	tool->print(tool->arg);
	if (out_flush(&broken) == -1 && rc == 0) {
		*fail = broken;
		rc = -1;
	}
	msg_progress_end();
	return (rc);
}

int
watch_tool_run(const struct watch_tool *tool, struct fail *fail)
{
	struct watch_tool copy = *tool;
	char *what = text_printf(fail, "the archive share of the site '%s'",
	    tool->site);
	struct watch_work w = { do_tool, &copy, what, 0, 1 };
	struct buf said = BUF_INIT;
	int rc = -1;

	if (what != NULL && watch_wait(tool->wait, &w.wait_s, fail) == 0 &&
	    (rc = watch_run(&w, &said, fail)) == -1)
		/* The child may have been cut while it showed some. */
		msg_progress("%s", "");
	buf_clear(&said);
	free(what);
	return (rc);
}
