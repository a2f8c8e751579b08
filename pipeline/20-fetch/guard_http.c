#include "fetch/guard_http.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "fetch/piece.h"

/* Most fields of a head; each is looked for among all (is_hop). */
#define FIELDS_MAX 500

/* Fields that concern one hop only, or that the guard writes itself. */
static const char *const hop_table[] = {
	"connection", "keep-alive", "proxy-connection", "proxy-authorization",
	"proxy-authenticate", "proxy-authentication-info", "te", "upgrade",
};

/*
 * 1 if the field concerns this hop only: by the table, or because a
 * Connection field among ${fields} names it.  How the body is framed is never
 * up to Connection.
 */
static int
is_hop(struct piece name, struct piece fields)
{
	struct piece line, other, value;
	size_t i;

	for (i = 0; i < sizeof(hop_table) / sizeof(hop_table[0]); i++)
		if (piece_is(name, hop_table[i]))
			return (1);
	if (piece_is(name, "transfer-encoding") ||
	    piece_is(name, "content-length"))
		return (0);
	while (piece_line(&fields, &line))
		if (piece_field(line, &other, &value) &&
		    piece_is(other, "connection") &&
		    piece_list_has(value, name))
			return (1);
	return (0);
}

size_t
guard_http_end(const char *bytes, size_t n, size_t seen)
{
	const char *s = bytes, *end = bytes + n, *line;

	/* The empty line may have begun among what was seen. */
	s += seen > 3 ? seen - 3 : 0;

	while ((line = memchr(s, '\n', (size_t)(end - s))) != NULL) {
		s = line + 1;
		if (s < end && *s == '\n')
			return ((size_t)(s + 1 - bytes));
		if (end - s >= 2 && s[0] == '\r' && s[1] == '\n')
			return ((size_t)(s + 2 - bytes));
	}
	return (0);
}

/* Copy the host in lower case, if it is made of a host's characters. */
static int
take_host(struct guard_request *r, struct piece host, int bracketed)
{
	const char *extra = bracketed ? ":." : ".-_";
	size_t i;
	int c;

	if (!bracketed && host.n > 1 && host.s[host.n - 1] == '.')
		host.n--;
	if (host.n == 0 || host.s[0] == '.' ||
	    host.n > (bracketed ? 45u : 253u))
		return (0);
	for (i = 0; i < host.n; i++) {
		c = (unsigned char)host.s[i];
		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    (c != '\0' && strchr(extra, c) != NULL)))
			return (0);
		r->host[i] = (char)c;
	}
	r->host[host.n] = '\0';
	return (1);
}

/* Read "host", "host:port" or "[v6]:port"; 0 if it is not one. */
static int
take_authority(struct guard_request *r, struct piece a, int default_port)
{
	struct piece host = a, port = { NULL, 0 };
	const char *end;
	int bracketed = a.n > 0 && a.s[0] == '[';
	int64_t number = default_port;

	if (bracketed) {
		if ((end = memchr(a.s, ']', a.n)) == NULL)
			return (0);
		host.s++;
		host.n = (size_t)(end - host.s);
		end++;
		if (end < a.s + a.n && *end != ':')
			return (0);
	} else if ((end = memchr(a.s, ':', a.n)) != NULL)
		host.n = (size_t)(end - a.s);
	if (end != NULL && end < a.s + a.n) {
		port.s = end + 1;
		port.n = (size_t)(a.s + a.n - port.s);
		number = piece_digits(port, 65535);
	}
	if (number < 1 || !take_host(r, host, bracketed))
		return (0);
	r->port = (int)number;
	snprintf(r->address, sizeof(r->address), bracketed ? "[%s]:%d" :
	    "%s:%d", r->host, r->port);
	return (1);
}

/* Split "METHOD target HTTP/1.x"; 0 if the line is anything else. */
static int
split_request(struct piece line, struct piece *method, struct piece *target)
{
	const char *one = memchr(line.s, ' ', line.n);
	const char *end = line.s + line.n, *two;
	size_t i;

	if (one == NULL)
		return (0);
	method->s = line.s;
	method->n = (size_t)(one - line.s);
	target->s = one + 1;
	two = memchr(target->s, ' ', (size_t)(end - target->s));
	if (two == NULL)
		return (0);
	target->n = (size_t)(two - target->s);
	if (end - two != 9 || memcmp(two, " HTTP/1.", 8) != 0 ||
	    (two[8] != '0' && two[8] != '1'))
		return (0);
	for (i = 0; i < target->n; i++)
		if (target->s[i] <= ' ' || target->s[i] > '~')
			return (0);
	return (piece_is_token(*method) && method->n <= 32 && target->n > 0);
}

/*
 * Write the head for the server.  The Host field is the target's, whatever
 * the client's own says; the body's length is what we counted.
 */
static void
write_head(struct guard_request *r, struct piece method, struct piece path,
    struct piece fields)
{
	struct piece rest = fields, line, name, value;
	int length = 0;

	buf_add(&r->head, method.s, method.n);
	buf_adds(&r->head, path.n > 0 && path.s[0] == '/' ? " " : " /");
	buf_add(&r->head, path.s, path.n);
	buf_adds(&r->head, " HTTP/1.1\r\nHost: ");
	if (r->port == 80)
		buf_add(&r->head, r->address, strlen(r->address) - 3);
	else
		buf_adds(&r->head, r->address);
	buf_adds(&r->head, "\r\n");
	while (piece_line(&rest, &line)) {
		if (!piece_field(line, &name, &value))
			continue;
		if (piece_is(name, "content-length"))
			length = 1;
		if (piece_is(name, "host") ||
		    piece_is(name, "content-length") || is_hop(name, fields))
			continue;
		buf_add(&r->head, line.s, line.n);
		buf_adds(&r->head, "\r\n");
	}
	if (length)
		buf_addf(&r->head, "Content-Length: %lld\r\n",
		    (long long)r->body_bytes);
	buf_adds(&r->head, "Connection: close\r\n\r\n");
}

/* Check every field, and find out how long the body is. */
static int
read_fields(struct guard_request *r, struct piece fields, const char **why)
{
	struct piece line, name, value;
	int64_t length = -1, n;
	int count = 0;

	while (piece_line(&fields, &line)) {
		if (++count > FIELDS_MAX || !piece_field(line, &name, &value)) {
			*why = "request with a broken header";
			return (400);
		}
		if (piece_is(name, "transfer-encoding")) {
			*why = "request body of unknown length";
			return (411);
		}
		if (!piece_is(name, "content-length"))
			continue;
		n = piece_digits(value, INT64_MAX / 16);
		if (n == -1 || (length != -1 && n != length)) {
			*why = "request with a broken length";
			return (400);
		}
		length = n;
	}
	r->body_bytes = length == -1 ? 0 : length;
	return (0);
}

/* Who asks; known also of a request that is refused for what it asks. */
static void
take_auth(struct guard_request *r, struct piece fields)
{
	struct piece line, name, value;

	while (piece_line(&fields, &line)) {
		if (!piece_field(line, &name, &value) ||
		    !piece_is(name, "proxy-authorization") ||
		    value.n >= sizeof(r->auth))
			continue;
		memcpy(r->auth, value.s, value.n);
		r->auth[value.n] = '\0';
		return;
	}
}

/* Every line must end in CR LF, and neither, nor NUL, stand elsewhere. */
static int
is_clean(const char *head, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (head[i] == '\0' ||
		    (head[i] == '\n' && (i == 0 || head[i - 1] != '\r')) ||
		    (head[i] == '\r' && (i + 1 == n || head[i + 1] != '\n')))
			return (0);
	}
	return (1);
}

/* An absolute-form target: its authority and what comes after. */
static int
take_target(struct guard_request *r, struct piece target, struct piece *path,
    const char **why)
{
	struct piece authority;

	if (target.n < 7 || strncasecmp(target.s, "http://", 7) != 0) {
		*why = memchr(target.s, ':', target.n) != NULL ?
		    "address that is not http or https" :
		    "request that is not one to a proxy";
		return (target.s[0] == '/' ? 400 : 403);
	}
	authority.s = target.s + 7;
	for (authority.n = 0; authority.n < target.n - 7; authority.n++)
		if (strchr("/?#", authority.s[authority.n]) != NULL)
			break;
	path->s = authority.s + authority.n;
	path->n = target.n - 7 - authority.n;
	if (memchr(path->s, '#', path->n) != NULL ||
	    !take_authority(r, authority, 80)) {
		*why = "request with a broken address";
		return (400);
	}
	return (0);
}

int
guard_http_request(struct guard_request *r, const char *head, size_t n,
    const char **why)
{
	struct piece rest, line, method, target, path = { "", 0 };
	int status;

	memset(r, 0, sizeof(*r));
	rest.s = head;
	rest.n = n;
	*why = "request that is not HTTP/1.1";
	if (!is_clean(head, n) || !piece_line(&rest, &line) ||
	    !split_request(line, &method, &target))
		return (400);
	take_auth(r, rest);
	r->tunnel = method.n == 7 && memcmp(method.s, "CONNECT", 7) == 0;
	if (r->tunnel) {
		*why = "request with a broken address";
		if (!take_authority(r, target, 0))
			return (400);
	} else if ((status = take_target(r, target, &path, why)) != 0)
		return (status);
	if ((status = read_fields(r, rest, why)) != 0)
		return (status);
	if (!r->tunnel)
		write_head(r, method, path, rest);
	if (r->head.failed) {
		*why = "out of memory";
		return (503);
	}
	return (0);
}

/* Add a line of a server's head, with what may not stand in one blanked. */
static void
add_clean(struct buf *out, struct piece line)
{
	size_t i;
	int c;

	for (i = 0; i < line.n; i++) {
		c = (unsigned char)line.s[i];
		buf_addc(out, (c < ' ' && c != '\t') || c == 0x7f ? ' ' : c);
	}
	buf_adds(out, "\r\n");
}

int
guard_http_answer(struct buf *out, const char *head, size_t n)
{
	struct piece rest, fields, line, name, value, code;
	int64_t status;
	int count = 0;

	rest.s = head;
	rest.n = n;
	if (!piece_line(&rest, &line) || line.n < 12 ||
	    memcmp(line.s, "HTTP/1.", 7) != 0 || line.s[8] != ' ' ||
	    (line.n > 12 && line.s[12] != ' '))
		return (-1);
	code.s = line.s + 9;
	code.n = 3;
	if ((status = piece_digits(code, 999)) < 100)
		return (-1);
	add_clean(out, line);

	/* A field that is broken, or folded over lines, is left out. */
	fields = rest;
	while (piece_line(&rest, &line)) {
		if (++count > FIELDS_MAX)
			return (-1);
		if (piece_field(line, &name, &value) && !is_hop(name, fields))
			add_clean(out, line);
	}
	buf_adds(out, status < 200 ? "\r\n" : "Connection: close\r\n\r\n");
	return (out->failed ? -1 : (int)status);
}

void
guard_request_clear(struct guard_request *r)
{
	buf_clear(&r->head);
}
