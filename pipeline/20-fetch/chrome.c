#include "fetch/chrome.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"

#define PIPE_BYTES (1 << 20)	/* the most that any user may ask for */
#define PROFILE_PREFIX "bevara-fetch."
#define PROFILE_PATH_MAX 40	/* a socket's path below it must fit in 108 */
#define VIEWPORT_HEIGHT "1024"
#define ARGS_MAX 64

static const char *const known_paths[] = {
	"/usr/lib/chromium/chromium",
	"/usr/lib/chromium-browser/chromium-browser",
	"/usr/lib/chromium-browser/chromium",
	"/opt/google/chrome/chrome",
	"/usr/lib64/chromium-browser/chromium-browser",
};

/*
 * The features left out: those that call home, and one that gives sandboxed
 * frames processes of their own, for nothing that we need.
 */
static const char *const fixed_args[] = {
	"--remote-debugging-pipe", "--headless", "--disable-gpu",
	"--disable-quic", "--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync", "--disable-extensions",
	"--disable-default-apps", "--mute-audio", "--hide-scrollbars",
	"--force-color-profile=srgb", "--password-store=basic",
	"--disable-dev-shm-usage", "--disable-background-timer-throttling",
	"--disable-renderer-backgrounding", "--disable-breakpad",
	"--disable-crash-reporter", "--no-default-browser-check",
	"--lang=sv-SE",
	"--disable-features=Translate,MediaRouter,OptimizationHints,"
	"AutofillServerCommunication,DialMediaRouteProvider,"
	"IsolateSandboxedIframes",
	"--autoplay-policy=no-user-gesture-required",
	"--proxy-bypass-list=<-loopback>",
};

struct chrome {
	pid_t pid;		/* also its process group; 0: not started */
	int hear, tell, complaints;	/* our ends of its pipes, or -1 */
	char *profile;
	char *args[ARGS_MAX];
	size_t arg_count;
	char *env[8];
	size_t env_count;
	int drop;		/* started by root: become this user */
	uid_t uid;
	gid_t gid;
};

struct ends {			/* the browser's ends of the pipes, or -1 */
	int hear, tell, complaints;
};

char *
chrome_find(const struct site *site, struct fail *fail)
{
	size_t i;

	if (site->browser != NULL) {
		if (access(site->browser, X_OK) == 0)
			return (text_copy(site->browser, fail));
		fail_set(fail, FAIL_PROGRAM, "there is no browser at '%s': "
		    "correct program in bevara.xml, or leave it out and "
		    "install the package chromium", site->browser);
		return (NULL);
	}
	for (i = 0; i < sizeof(known_paths) / sizeof(*known_paths); i++) {
		if (access(known_paths[i], X_OK) == 0)
			return (text_copy(known_paths[i], fail));
	}
	fail_set(fail, FAIL_PROGRAM, "there is no browser: install the package "
	    "chromium (apt install chromium)");
	return (NULL);
}

/* Where profiles lie; the browser's user must be able to reach it. */
static const char *
temp_dir(void)
{
	const char *t = getenv("TMPDIR");

	if (geteuid() == 0 || t == NULL || *t != '/' ||
	    strlen(t) > PROFILE_PATH_MAX)
		return ("/tmp");
	return (t);
}

/* Remove the profiles of processes that are no more. */
static void
sweep_profiles(const struct chrome *ch)
{
	struct dirent *e;
	struct stat st;
	DIR *d;
	long pid;

	if ((d = opendir(temp_dir())) == NULL)
		return;
	while ((e = readdir(d)) != NULL) {
		char path[512];

		if (!text_prefix(e->d_name, PROFILE_PREFIX))
			continue;
		pid = strtol(e->d_name + strlen(PROFILE_PREFIX), NULL, 10);
		if (pid <= 1 || kill((pid_t)pid, 0) == 0 || errno != ESRCH)
			continue;
		snprintf(path, sizeof(path), "%s/%s", temp_dir(), e->d_name);
		/* Only our own: anyone may make a name in /tmp. */
		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode) &&
		    (st.st_uid == geteuid() ||
		    (ch->drop && st.st_uid == ch->uid)))
			file_remove_tree(path);
	}
	closedir(d);
}

/* Decide who it runs as. */
static int
choose_user(struct chrome *ch, const struct site *site, struct fail *fail)
{
	struct passwd *pw;

	if (geteuid() != 0)
		return (0);
	errno = 0;
	if ((pw = getpwnam(site->browser_user)) == NULL)
		return (fail_set(fail, FAIL_CONFIG, "there is no user '%s' to "
		    "run the browser as: correct anvandare in bevara.xml",
		    site->browser_user));
	if (pw->pw_uid == 0)
		return (fail_set(fail, FAIL_CONFIG, "the browser must not run "
		    "as '%s': name an ordinary user in bevara.xml",
		    site->browser_user));
	ch->drop = 1;
	ch->uid = pw->pw_uid;
	ch->gid = pw->pw_gid;
	return (0);
}

static int
make_profile(struct chrome *ch, struct fail *fail)
{
	char *template;

	if ((template = text_printf(fail, "%s/%s%ld.XXXXXX", temp_dir(),
	    PROFILE_PREFIX, (long)getpid())) == NULL)
		return (-1);
	if (mkdtemp(template) == NULL) {
		fail_sys(fail, "cannot make a folder in '%s' for the browser",
		    temp_dir());
		free(template);
		return (-1);
	}
	ch->profile = template;
	if (ch->drop && chown(template, ch->uid, ch->gid) == -1)
		return (fail_sys(fail, "cannot give '%s' away", template));
	return (0);
}

char *
chrome_folder(const struct site *site, struct fail *fail)
{
	struct chrome ch = { .hear = -1, .tell = -1, .complaints = -1 };

	if (choose_user(&ch, site, fail) == -1)
		return (NULL);
	sweep_profiles(&ch);
	if (make_profile(&ch, fail) == 0)
		return (ch.profile);
	file_remove_tree(ch.profile);
	free(ch.profile);
	return (NULL);
}

/* Add an owned string to a list that has room for it; NULL: no memory. */
static int
add_string(char **list, size_t *count, char *s)
{
	if (s == NULL)
		return (-1);
	list[(*count)++] = s;
	return (0);
}

/* All that the child needs must be ready before the fork. */
static int
prepare(struct chrome *ch, const struct site *site, const char *path,
    int port, struct fail *fail)
{
	size_t i;
	int bad = 0;

	bad |= add_string(ch->args, &ch->arg_count, text_copy(path, fail));
	for (i = 0; i < sizeof(fixed_args) / sizeof(*fixed_args); i++)
		bad |= add_string(ch->args, &ch->arg_count,
		    text_copy(fixed_args[i], fail));
	bad |= add_string(ch->args, &ch->arg_count,
	    text_printf(fail, "--user-data-dir=%s", ch->profile));
	bad |= add_string(ch->args, &ch->arg_count,
	    text_printf(fail, "--window-size=%d,%s", site->width_px,
	    VIEWPORT_HEIGHT));
	bad |= add_string(ch->args, &ch->arg_count,
	    text_printf(fail, "--proxy-server=http://127.0.0.1:%d", port));
	bad |= add_string(ch->args, &ch->arg_count,
	    text_copy("about:blank", fail));
	/* Nothing of our environment reaches the pages' program. */
	bad |= add_string(ch->env, &ch->env_count,
	    text_copy("PATH=/usr/bin:/bin", fail));
	bad |= add_string(ch->env, &ch->env_count,
	    text_copy("LANG=C.UTF-8", fail));
	bad |= add_string(ch->env, &ch->env_count,
	    text_printf(fail, "HOME=%s", ch->profile));
	bad |= add_string(ch->env, &ch->env_count,
	    text_printf(fail, "TMPDIR=%s", ch->profile));
	return (bad == 0 ? 0 : -1);
}

static void
close_fd(int *fd)
{
	if (*fd != -1)
		close(*fd);
	*fd = -1;
}

/* One pipe; ${ours} shall not block. */
static int
make_pipe(int *read_end, int *write_end, int *ours, struct fail *fail)
{
	int fd[2];

	if (pipe2(fd, O_CLOEXEC) == -1)
		return (fail_sys(fail, "cannot make a pipe"));
	*read_end = fd[0];
	*write_end = fd[1];
	if (fcntl(*ours, F_SETFL, O_NONBLOCK) == -1)
		return (fail_sys(fail, "cannot set up a pipe"));
	/* A picture takes fewer turns then; the usual size does it too. */
	(void)fcntl(*ours, F_SETPIPE_SZ, PIPE_BYTES);
	return (0);
}

/*
 * In the child, between fork and exec: only calls that are safe there.  The
 * descriptors go up first, since they may be 3 or 4 already.
 */
static void
become_browser(const struct chrome *ch, const struct ends *ends, pid_t parent)
{
	int hear, tell, complaints, null;

	setpgid(0, 0);
	hear = fcntl(ends->hear, F_DUPFD_CLOEXEC, 10);
	tell = fcntl(ends->tell, F_DUPFD_CLOEXEC, 10);
	complaints = fcntl(ends->complaints, F_DUPFD_CLOEXEC, 10);
	if ((null = open("/dev/null", O_RDWR)) == -1 ||
	    dup2(null, 0) == -1 || dup2(null, 1) == -1 ||
	    dup2(complaints, 2) == -1 || dup2(hear, 3) == -1 ||
	    dup2(tell, 4) == -1)
		_exit(126);
	if (ch->drop && (setgroups(0, NULL) == -1 || setgid(ch->gid) == -1 ||
	    setuid(ch->uid) == -1))
		_exit(126);
	/* After setuid(), which would undo it; and was it already too late? */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(126);
	signal(SIGPIPE, SIG_DFL);
	execve(ch->args[0], ch->args, ch->env);
	_exit(127);
}

static int
spawn(struct chrome *ch, struct fail *fail)
{
	struct ends ends = { -1, -1, -1 };
	pid_t parent = getpid();
	int rc = -1;

	if (make_pipe(&ends.hear, &ch->tell, &ch->tell, fail) == -1 ||
	    make_pipe(&ch->hear, &ends.tell, &ch->hear, fail) == -1 ||
	    make_pipe(&ch->complaints, &ends.complaints, &ch->complaints,
	    fail) == -1)
		goto out;
	/*
	 * The pipe itself bounds what is kept of stderr: when it is full, the
	 * browser's writes fail at once and are lost.
	 */
	if (fcntl(ends.complaints, F_SETFL, O_NONBLOCK) == -1) {
		fail_sys(fail, "cannot set up a pipe");
		goto out;
	}
	if ((ch->pid = fork()) == -1) {
		ch->pid = 0;
		fail_sys(fail, "cannot start the browser");
		goto out;
	}
	if (ch->pid == 0)
		become_browser(ch, &ends, parent);
	setpgid(ch->pid, ch->pid);	/* whichever of us is first */
	rc = 0;
out:
	close_fd(&ends.hear);
	close_fd(&ends.tell);
	close_fd(&ends.complaints);
	return (rc);
}

struct chrome *
chrome_start(const struct site *site, const char *path, int port,
    struct fail *fail)
{
	struct chrome *ch;

	if ((ch = calloc(1, sizeof(*ch))) == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	ch->hear = ch->tell = ch->complaints = -1;
	if (choose_user(ch, site, fail) == -1)
		goto bad;
	sweep_profiles(ch);
	/* A browser that went away must be an error of write(), not our end. */
	signal(SIGPIPE, SIG_IGN);
	/* What outlives its parent comes to us, and can be waited for. */
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (make_profile(ch, fail) == -1 ||
	    prepare(ch, site, path, port, fail) == -1 ||
	    spawn(ch, fail) == -1)
		goto bad;
	return (ch);
bad:
	chrome_end(ch, 0);
	return (NULL);
}

int
chrome_hear_fd(const struct chrome *ch)
{
	return (ch->hear);
}

int
chrome_tell_fd(const struct chrome *ch)
{
	return (ch->tell);
}

void
chrome_complaint(struct chrome *ch, char *out, unsigned int size)
{
	char text[65537];
	char *line;
	ssize_t n;

	out[0] = '\0';
	if ((n = read(ch->complaints, text, sizeof(text) - 1)) <= 0)
		return;
	text[n] = '\0';
	while (n > 0 && text[n - 1] == '\n')
		text[--n] = '\0';
	line = strrchr(text, '\n');
	snprintf(out, size, "%s", line == NULL ? text : line + 1);
}

/* Wait until the browser itself has ended, at most so long. */
static void
wait_end(struct chrome *ch, int grace_ms)
{
	int64_t end = clock_monotonic_ms() + grace_ms;

	while (waitpid(ch->pid, NULL, WNOHANG) == 0) {
		if (clock_monotonic_ms() >= end) {
			kill(-ch->pid, SIGKILL);
			waitpid(ch->pid, NULL, 0);
			return;
		}
		poll(NULL, 0, 10);
	}
}

void
chrome_end(struct chrome *ch, int grace_ms)
{
	size_t i;

	if (ch == NULL)
		return;
	close_fd(&ch->tell);	/* which it takes as a call to end */
	close_fd(&ch->hear);
	if (ch->pid > 0) {
		wait_end(ch, grace_ms);
		kill(-ch->pid, SIGKILL);
		while (waitpid(-ch->pid, NULL, 0) > 0)
			;
	}
	close_fd(&ch->complaints);
	/* Only now can nobody write into it any more. */
	file_remove_tree(ch->profile);
	free(ch->profile);
	for (i = 0; i < ch->arg_count; i++)
		free(ch->args[i]);
	for (i = 0; i < ch->env_count; i++)
		free(ch->env[i]);
	free(ch);
}
