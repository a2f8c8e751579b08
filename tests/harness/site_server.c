/*
 * site_server.c - a small web server on loopback, for the tests and the demo.
 *
 *	site_server [-v] [--address A] [--port N] DIR
 *
 * Prints its port on the first line of stdout and serves the files of DIR by
 * HTTP/1.1, one connection per request, each in a thread of its own.  A
 * folder is its index.html.  Ends on SIGTERM, and when its parent ends.  With
 * -v each request is a line on stderr: method, path, status.
 *
 * DIR/_rules.txt makes paths special.  It is read at every request, and is
 * itself not served.  A line is PATH KIND ARGUMENT; PATH "*" is every path;
 * the first that fits decides; '#' starts a comment line:
 *
 *	/a status 503 120	that status, with Retry-After if given
 *	/b redirect URL		302 there; PORT in it stands for our port
 *	/c slow SECONDS		the file, after that time
 *	/d close		no answer at all
 *	/e header NAME: VALUE	the file, with that header line as well
 *	/f cut N		the file, broken off N bytes before its end
 *	/g drip BYTES MS	the file, so many bytes each so many ms
 *	/h endless		a page of paragraphs that never ends
 *	/i loop			302 to itself, with a new number each time
 *	/j range		the file; a part of it (206) if one is asked for
 *	/k member NAME=VALUE	the file for who sends that cookie; others are
 *				sent to /login.html
 *	/l file /PATH		the file of that path
 *
 * A new kind is one function and one line in the table `kinds`.
 */
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#define RULES "_rules.txt"
#define REQUEST_MAX 16384	/* bytes of a request's head */
#define IDLE_SECONDS 20		/* a silent connection is dropped */

struct server {
	const char *dir;
	int port;
	int verbose;
};

struct rule {
	char path[512];
	char kind[16];
	char arg[512];
};

struct visit {			/* one connection, one request */
	const struct server *server;
	int fd;
	char head[REQUEST_MAX];	/* the request as it came */
	char method[16];
	char path[1024];	/* decoded, without the query */
	int status;		/* answered with; 0: not at all */
};

static const struct {
	const char *suffix, *type;
} media_types[] = {
	{ ".html", "text/html; charset=utf-8" },
	{ ".css", "text/css; charset=utf-8" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".txt", "text/plain; charset=utf-8" },
	{ ".json", "application/json" },
	{ ".xml", "application/xml" },
	{ ".svg", "image/svg+xml; charset=utf-8" },
	{ ".png", "image/png" },
	{ ".jpg", "image/jpeg" },
	{ ".gif", "image/gif" },
	{ ".webp", "image/webp" },
	{ ".ico", "image/x-icon" },
	{ ".woff2", "font/woff2" },
	{ ".pdf", "application/pdf" },
	{ ".mp4", "video/mp4" },
};

/* ---- sending ---- */

/* send_all(fd, bytes, n): all of them, or -1 when the other end is gone. */
static int
send_all(int fd, const char *bytes, size_t n)
{
	ssize_t put;

	while (n > 0) {
		if ((put = send(fd, bytes, n, MSG_NOSIGNAL)) == -1) {
			if (errno == EINTR)
				continue;
			return (-1);
		}
		bytes += put;
		n -= (size_t)put;
	}
	return (0);
}

static const char *
reason(int status)
{
	switch (status) {
	case 200: return ("OK");
	case 206: return ("Partial Content");
	case 301: return ("Moved Permanently");
	case 302: return ("Found");
	case 400: return ("Bad Request");
	case 403: return ("Forbidden");
	case 404: return ("Not Found");
	case 405: return ("Method Not Allowed");
	case 429: return ("Too Many Requests");
	case 503: return ("Service Unavailable");
	default: return ("As Asked");
	}
}

/*
 * answer_head(v, status, size, fmt, ...): the status line and headers; ${fmt}
 * gives further header lines, each ended by CR LF.
 */
static int __attribute__((format(printf, 4, 5)))
answer_head(struct visit *v, int status, long long size, const char *fmt, ...)
{
	char head[2048];
	size_t n;
	va_list ap;

	v->status = status;
	n = (size_t)snprintf(head, sizeof(head),
	    "HTTP/1.1 %d %s\r\nContent-Length: %lld\r\nConnection: close\r\n",
	    status, reason(status), size);
	va_start(ap, fmt);
	n += (size_t)vsnprintf(head + n, sizeof(head) - n, fmt, ap);
	va_end(ap);
	if (n + 2 >= sizeof(head))
		return (-1);
	memcpy(head + n, "\r\n", 2);
	return (send_all(v->fd, head, n + 2));
}

/* answer_page(v, status, headers): a small page that says the status. */
static void
answer_page(struct visit *v, int status, const char *headers)
{
	char page[256];
	int n;

	n = snprintf(page, sizeof(page), "<!DOCTYPE html>\n<title>%d %s</title>"
	    "\n<h1>%d %s</h1>\n", status, reason(status), status,
	    reason(status));
	if (answer_head(v, status, n, "Content-Type: text/html; "
	    "charset=utf-8\r\n%s", headers) == 0 &&
	    strcmp(v->method, "HEAD") != 0)
		(void)send_all(v->fd, page, (size_t)n);
}

static const char *
media_type(const char *path)
{
	const char *dot = strrchr(path, '.');
	size_t i;

	for (i = 0; dot != NULL &&
	    i < sizeof(media_types) / sizeof(media_types[0]); i++) {
		if (strcasecmp(dot, media_types[i].suffix) == 0)
			return (media_types[i].type);
	}
	return ("application/octet-stream");
}

/*
 * open_file(v, size): the file that the path names, and its size; -1 when the
 * visit has been answered otherwise.
 */
static int
open_file(struct visit *v, long long *size)
{
	char path[4096], to[1100];
	struct stat st;
	int fd;

	(void)snprintf(path, sizeof(path), "%s%s%s", v->server->dir, v->path,
	    v->path[strlen(v->path) - 1] == '/' ? "index.html" : "");
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
		(void)snprintf(to, sizeof(to), "Location: %s/\r\n", v->path);
		answer_page(v, 301, to);
		return (-1);
	}
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) != -1 &&
	    fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		*size = (long long)st.st_size;
		return (fd);
	}
	if (fd != -1)
		(void)close(fd);
	answer_page(v, 404, "");
	return (-1);
}

/* How much of a file is sent, and how. */
struct sending {
	const char *header;	/* further header lines, each with CR LF */
	long long cut;		/* bytes left out at its end, untold */
	size_t drip;		/* bytes at a time; 0: as they come */
	long drip_ms;		/* the pause after each */
};

/* send_bytes(v, fd, left, how): so many of the file's bytes. */
static void
send_bytes(struct visit *v, int fd, long long left, const struct sending *how)
{
	const struct timespec pause = { how->drip_ms / 1000,
	    how->drip_ms % 1000 * 1000000 };
	char bytes[65536];
	size_t most = how->drip == 0 || how->drip > sizeof(bytes) ?
	    sizeof(bytes) : how->drip;
	ssize_t got;

	while (left > 0 && (got = read(fd, bytes, left < (long long)most ?
	    (size_t)left : most)) > 0) {
		if (send_all(v->fd, bytes, (size_t)got) == -1)
			break;
		left -= got;
		if (how->drip != 0)
			(void)nanosleep(&pause, NULL);
	}
}

static void
answer_how(struct visit *v, const struct sending *how)
{
	long long size;
	int fd;

	if ((fd = open_file(v, &size)) == -1)
		return;
	if (answer_head(v, 200, size, "Content-Type: %s\r\n%s",
	    media_type(v->path[strlen(v->path) - 1] == '/' ? ".html" :
	    v->path), how->header) == 0 && strcmp(v->method, "HEAD") != 0)
		send_bytes(v, fd, size - how->cut, how);
	(void)close(fd);
}

static void
answer_file(struct visit *v)
{
	const struct sending how = { "", 0, 0, 0 };

	answer_how(v, &how);
}

/* ---- rules ---- */

static void
rule_status(struct visit *v, const char *arg)
{
	char headers[64] = "";
	char *rest;
	long status, retry;

	status = strtol(arg, &rest, 10);
	retry = strtol(rest, NULL, 10);
	if (retry > 0)
		(void)snprintf(headers, sizeof(headers), "Retry-After: %ld\r\n",
		    retry);
	answer_page(v, (int)status, headers);
}

static void
rule_redirect(struct visit *v, const char *arg)
{
	const char *port = strstr(arg, "PORT");
	char headers[1024];

	if (port == NULL)
		(void)snprintf(headers, sizeof(headers), "Location: %s\r\n",
		    arg);
	else
		(void)snprintf(headers, sizeof(headers),
		    "Location: %.*s%d%s\r\n", (int)(port - arg), arg,
		    v->server->port, port + strlen("PORT"));
	answer_page(v, 302, headers);
}

static void
rule_slow(struct visit *v, const char *arg)
{
	(void)sleep((unsigned int)strtoul(arg, NULL, 10));
	answer_file(v);
}

static void
rule_close(struct visit *v, const char *arg)
{
	(void)v;
	(void)arg;
}

static void
rule_member(struct visit *v, const char *arg)
{
	const char *cookie = strcasestr(v->head, "\r\nCookie:");
	const char *end = cookie == NULL ? NULL : strstr(cookie + 2, "\r\n");
	const char *at = cookie == NULL ? NULL : strstr(cookie, arg);

	if (at != NULL && end != NULL && at < end)
		answer_file(v);
	else
		rule_redirect(v, "/login.html");
}

static void
rule_header(struct visit *v, const char *arg)
{
	char line[600];
	const struct sending how = { line, 0, 0, 0 };

	(void)snprintf(line, sizeof(line), "%s\r\n", arg);
	answer_how(v, &how);
}

static void
rule_cut(struct visit *v, const char *arg)
{
	const struct sending how = { "", strtol(arg, NULL, 10), 0, 0 };

	answer_how(v, &how);
}

static void
rule_drip(struct visit *v, const char *arg)
{
	char *rest;
	struct sending how = { "", 0, 0, 0 };

	how.drip = (size_t)strtoul(arg, &rest, 10);
	how.drip_ms = strtol(rest, NULL, 10);
	answer_how(v, &how);
}

static void
rule_endless(struct visit *v, const char *arg)
{
	static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: "
	    "text/html; charset=utf-8\r\nConnection: close\r\n\r\n"
	    "<!doctype html>\n<title>endless</title>\n";
	const struct timespec pause = { 0, 20 * 1000000 };
	char line[64];
	long n = 0;
	int rc;

	(void)arg;
	v->status = 200;
	rc = send_all(v->fd, head, strlen(head));
	while (rc == 0) {
		(void)snprintf(line, sizeof(line), "<p>paragraph %ld</p>\n",
		    ++n);
		rc = send_all(v->fd, line, strlen(line));
		(void)nanosleep(&pause, NULL);
	}
}

static void
rule_file(struct visit *v, const char *arg)
{
	(void)snprintf(v->path, sizeof(v->path), "%s", arg);
	answer_file(v);
}

static void
rule_loop(struct visit *v, const char *arg)
{
	const char *query = strchr(v->head, '?');
	char headers[1200];

	(void)arg;
	(void)snprintf(headers, sizeof(headers), "Location: %s?%ld\r\n",
	    v->path, query == NULL ? 1 : strtol(query + 1, NULL, 10) + 1);
	answer_page(v, 302, headers);
}

static void
rule_range(struct visit *v, const char *arg)
{
	static const struct sending whole = { "Accept-Ranges: bytes\r\n", 0,
	    0, 0 };
	const char *at = strcasestr(v->head, "\r\nRange: bytes=");
	long long first = 0, last = 0, size;
	int fd, given;

	(void)arg;
	given = at == NULL ? 0 : sscanf(at, "%*[^=]=%lld-%lld", &first, &last);
	if (given < 1) {
		answer_how(v, &whole);
		return;
	}
	if ((fd = open_file(v, &size)) == -1)
		return;
	if (given < 2 || last >= size)
		last = size - 1;
	if (first < 0 || first > last)
		answer_page(v, 416, "");
	else if (lseek(fd, first, SEEK_SET) == first && answer_head(v, 206,
	    last - first + 1, "Content-Type: %s\r\nAccept-Ranges: bytes\r\n"
	    "Content-Range: bytes %lld-%lld/%lld\r\n", media_type(v->path),
	    first, last, size) == 0)
		send_bytes(v, fd, last - first + 1, &whole);
	(void)close(fd);
}

static const struct {
	const char *kind;
	void (*answer)(struct visit *, const char *);
} kinds[] = {
	{ "status", rule_status },
	{ "redirect", rule_redirect },
	{ "slow", rule_slow },
	{ "close", rule_close },
	{ "member", rule_member },
	{ "header", rule_header },
	{ "cut", rule_cut },
	{ "drip", rule_drip },
	{ "endless", rule_endless },
	{ "loop", rule_loop },
	{ "range", rule_range },
	{ "file", rule_file },
};

/* rule_find(v, rule): 1 and the first rule that fits, or 0. */
static int
rule_find(const struct visit *v, struct rule *rule)
{
	char path[4096], line[1200];
	FILE *f;
	int found = 0;

	(void)snprintf(path, sizeof(path), "%s/" RULES, v->server->dir);
	if ((f = fopen(path, "re")) == NULL)
		return (0);
	while (!found && fgets(line, sizeof(line), f) != NULL) {
		rule->arg[0] = '\0';
		if (line[0] == '#' || sscanf(line, "%511s %15s %511[^\n]",
		    rule->path, rule->kind, rule->arg) < 2)
			continue;
		found = strcmp(rule->path, "*") == 0 ||
		    strcmp(rule->path, v->path) == 0;
	}
	(void)fclose(f);
	return (found);
}

static void
answer_rule(struct visit *v, const struct rule *rule)
{
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strcmp(kinds[i].kind, rule->kind) == 0) {
			kinds[i].answer(v, rule->arg);
			return;
		}
	}
	/* A misspelt rule must not pass for a good page. */
	fprintf(stderr, "site_server: " RULES ": no kind '%s'\n", rule->kind);
	answer_page(v, 500, "");
}

/* ---- asking ---- */

/* read_head(v): the request up to its empty line; -1 if it does not come. */
static int
read_head(struct visit *v)
{
	size_t n = 0;
	ssize_t got;

	while (n < sizeof(v->head) - 1) {
		got = recv(v->fd, v->head + n, sizeof(v->head) - 1 - n, 0);
		if (got == -1 && errno == EINTR)
			continue;
		if (got <= 0)
			return (-1);
		n += (size_t)got;
		v->head[n] = '\0';
		if (strstr(v->head, "\r\n\r\n") != NULL)
			return (0);
	}
	return (-1);
}

/* decode_path(path): %XX in place, the query off; -1 if it is no safe path. */
static int
decode_path(char *path)
{
	char hex[3] = "", *in = path, *out = path, *end;
	long byte;

	path[strcspn(path, "?#")] = '\0';
	for (; *in != '\0'; in++, out++) {
		*out = *in;
		if (*in != '%')
			continue;
		(void)snprintf(hex, sizeof(hex), "%.2s", in + 1);
		byte = strtol(hex, &end, 16);
		if (end != hex + 2 || byte == 0)
			return (-1);
		*out = (char)byte;
		in += 2;
	}
	*out = '\0';
	return (path[0] == '/' && strstr(path, "/../") == NULL &&
	    strstr(path, "/" RULES) == NULL ? 0 : -1);
}

static void
answer(struct visit *v)
{
	struct rule rule;

	if (sscanf(v->head, "%15s %1023s", v->method, v->path) != 2 ||
	    decode_path(v->path) == -1)
		answer_page(v, 400, "");
	else if (rule_find(v, &rule))
		answer_rule(v, &rule);
	else if (strcmp(v->method, "GET") != 0 &&
	    strcmp(v->method, "HEAD") != 0)
		answer_page(v, 405, "Allow: GET, HEAD\r\n");
	else
		answer_file(v);
}

static void *
visit_run(void *arg)
{
	struct visit *v = arg;

	if (read_head(v) == 0) {
		answer(v);
		if (v->server->verbose)
			fprintf(stderr, "%s %s %d\n", v->method, v->path,
			    v->status);
		/* Let the other end read all before it sees the end. */
		(void)shutdown(v->fd, SHUT_WR);
		while (v->status != 0 &&
		    recv(v->fd, v->head, sizeof(v->head), 0) > 0)
			;
	}
	(void)close(v->fd);
	free(v);
	return (NULL);
}

/* ---- listening ---- */

/* listen_on(address, port): a listening socket, ${port} filled in; or -1. */
static int
listen_on(const char *address, int *port)
{
	struct sockaddr_in sin = { .sin_family = AF_INET };
	socklen_t size = sizeof(sin);
	int fd, on = 1;

	sin.sin_port = htons((uint16_t)*port);
	if (inet_pton(AF_INET, address, &sin.sin_addr) != 1 ||
	    (ntohl(sin.sin_addr.s_addr) >> 24) != 127) {
		errno = EADDRNOTAVAIL;	/* loopback only */
		return (-1);
	}
	if ((fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) == -1)
		return (-1);
	(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, (struct sockaddr *)&sin, sizeof(sin)) == -1 ||
	    listen(fd, 128) == -1 ||
	    getsockname(fd, (struct sockaddr *)&sin, &size) == -1) {
		(void)close(fd);
		return (-1);
	}
	*port = ntohs(sin.sin_port);
	return (fd);
}

/* serve(server, fd): for ever. */
static void
serve(const struct server *server, int fd)
{
	const struct timeval idle = { IDLE_SECONDS, 0 };
	struct visit *v;
	pthread_t thread;

	for (;;) {
		if ((v = calloc(1, sizeof(*v))) == NULL) {
			(void)sleep(1);
			continue;
		}
		v->server = server;
		if ((v->fd = accept4(fd, NULL, NULL, SOCK_CLOEXEC)) == -1) {
			free(v);
			continue;
		}
		(void)setsockopt(v->fd, SOL_SOCKET, SO_RCVTIMEO, &idle,
		    sizeof(idle));
		if (pthread_create(&thread, NULL, visit_run, v) != 0) {
			(void)close(v->fd);
			free(v);
			continue;
		}
		(void)pthread_detach(thread);
	}
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "address", required_argument, NULL, 'a' },
		{ "port", required_argument, NULL, 'p' },
		{ NULL, 0, NULL, 0 }
	};
	struct server server = { NULL, 0, 0 };
	const char *address = "127.0.0.1";
	pid_t parent = getppid();
	int fd, option;

	while ((option = getopt_long(argc, argv, "v", options, NULL)) != -1) {
		if (option == 'a')
			address = optarg;
		else if (option == 'p')
			server.port = (int)strtol(optarg, NULL, 10);
		else if (option == 'v')
			server.verbose = 1;
		else
			return (64);
	}
	if (optind + 1 != argc) {
		fprintf(stderr, "usage: site_server [-v] [--address A] "
		    "[--port N] DIR\n");
		return (64);
	}
	server.dir = argv[optind];
	if (prctl(PR_SET_PDEATHSIG, SIGTERM) == -1 || getppid() != parent)
		return (1);
	if ((fd = listen_on(address, &server.port)) == -1) {
		fprintf(stderr, "site_server: %s port %d: %s\n", address,
		    server.port, strerror(errno));
		return (1);
	}
	printf("%d\n", server.port);
	(void)fflush(stdout);
	serve(&server, fd);
}
