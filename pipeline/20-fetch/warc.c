#include "fetch/warc.h"

#include <sys/random.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/hash.h"
#include "core/path.h"
#include "fetch/warc_body.h"
#include "fetch/warc_head.h"
#include "fetch/warc_pack.h"

#define ID_BYTES 48		/* "urn:uuid:" and 36 characters */
#define CONFORMS "http://iipc.github.io/warc-specifications/" \
    "specifications/warc-format/warc-1.1/"

struct warc {
	struct warc_pack pack;	/* the file */
	int broken;		/* 1: a record was cut short */
	char info[ID_BYTES];	/* id of the warcinfo record */
};

/* A record before it is written; all borrowed. */
struct record {
	const char *type;	/* "response" */
	const char *id;
	int64_t time_us;
	const char *content_type;
	const char *uri;	/* target, or NULL */
	const char *ip;		/* or NULL */
	const char *concurrent;	/* id of the other record, or NULL */
	const char *filename;	/* a warcinfo's, or NULL */
	const struct buf *head;	/* the block's first part, or NULL */
	struct warc_body body;	/* and its second: the payload */
	int packed;		/* 1: packing the body again gains nothing */
};

/* ---- small helpers ---- */

/* A new random record id (RFC 9562, version 4). */
static int
new_id(char out[ID_BYTES], struct fail *fail)
{
	unsigned char b[16];

	if (getrandom(b, sizeof(b), 0) != (ssize_t)sizeof(b))
		return (fail_sys(fail, "no random numbers"));
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	snprintf(out, ID_BYTES, "urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-"
	    "%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2], b[3], b[4],
	    b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14],
	    b[15]);
	return (0);
}

/* 2026-11-23T12:00:00.123456Z */
static void
add_date(struct buf *b, int64_t time_us)
{
	char text[CLOCK_TEXT];
	int64_t t = time_us < 0 ? 0 : time_us;

	clock_utc(t / 1000000, text);
	buf_add(b, text, strlen(text) - 1);
	buf_addf(b, ".%06dZ", (int)(t % 1000000));
}

/* 1 if it is an IPv4 or IPv6 address. */
static int
is_ip(const char *s)
{
	struct in6_addr address;

	return (inet_pton(AF_INET, s, &address) == 1 ||
	    inet_pton(AF_INET6, s, &address) == 1);
}

/* ---- records ---- */

struct digests {		/* running ones of one record */
	struct hash *block, *payload;
};

static int
hash_piece(void *arg, const void *bytes, size_t n, struct fail *fail)
{
	struct digests *d = arg;

	if (hash_add(d->block, bytes, n) == -1 ||
	    (d->payload != NULL && hash_add(d->payload, bytes, n) == -1))
		return (fail_set(fail, FAIL_IO, "cannot hash a record"));
	return (0);
}

/* Digests of the whole block, and of the payload when there is a head too. */
static int
add_digests(struct buf *b, const struct record *r, struct fail *fail)
{
	struct digests d = { NULL, NULL };
	struct hash_sum sum;
	int rc = -1;

	if ((d.block = hash_new(HASH_SHA256, fail)) == NULL)
		goto out;
	if (r->head != NULL && (hash_piece(&d, r->head->data, r->head->size,
	    fail) == -1 || (d.payload = hash_new(HASH_SHA256, fail)) == NULL))
		goto out;
	if (warc_body_each(&r->body, hash_piece, &d, fail) == -1 ||
	    hash_end(d.block, &sum, fail) == -1)
		goto out;
	buf_addf(b, "WARC-Block-Digest: sha256:%s\r\n", sum.sha256);
	if (d.payload != NULL) {
		if (hash_end(d.payload, &sum, fail) == -1)
			goto out;
		buf_addf(b, "WARC-Payload-Digest: sha256:%s\r\n",
		    sum.sha256);
	}
	rc = 0;
out:
	hash_free(d.block);
	hash_free(d.payload);
	return (rc);
}

/* The record's own header, with its empty line. */
static int
add_fields(struct buf *b, const struct warc *w, const struct record *r,
    struct fail *fail)
{
	size_t size = r->body.size + (r->head != NULL ? r->head->size : 0);

	buf_addf(b, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <%s>\r\n"
	    "WARC-Date: ", r->type, r->id);
	add_date(b, r->time_us);
	buf_adds(b, "\r\n");
	if (r->filename != NULL) {
		buf_adds(b, "WARC-Filename: ");
		warc_head_text(b, r->filename);
		buf_adds(b, "\r\n");
	} else
		buf_addf(b, "WARC-Warcinfo-ID: <%s>\r\n", w->info);
	if (r->uri != NULL) {
		buf_adds(b, "WARC-Target-URI: ");
		warc_head_uri(b, r->uri);
		buf_adds(b, "\r\n");
	}
	if (r->ip != NULL && is_ip(r->ip))
		buf_addf(b, "WARC-IP-Address: %s\r\n", r->ip);
	if (r->concurrent != NULL)
		buf_addf(b, "WARC-Concurrent-To: <%s>\r\n", r->concurrent);
	if (add_digests(b, r, fail) == -1)
		return (-1);
	buf_adds(b, "Content-Type: ");
	warc_head_text(b, r->content_type);
	buf_addf(b, "\r\nContent-Length: %zu\r\n\r\n", size);
	return (buf_check(b, fail));
}

static int
pack_piece(void *arg, const void *bytes, size_t n, struct fail *fail)
{
	struct warc *w = arg;

	return (warc_pack_add(&w->pack, bytes, n, fail));
}

static int
pack_body(struct warc *w, const struct record *r, struct fail *fail)
{
	if (!r->packed)
		return (warc_body_each(&r->body, pack_piece, w, fail));
	if (warc_pack_store(&w->pack, 1, fail) == -1 ||
	    warc_body_each(&r->body, pack_piece, w, fail) == -1)
		return (-1);
	return (warc_pack_store(&w->pack, 0, fail));
}

/* Write one record as a gzip member of its own. */
static int
put_record(struct warc *w, const struct record *r, struct fail *fail)
{
	struct buf b = BUF_INIT;
	int rc = -1;

	if (r->head != NULL && buf_check(r->head, fail) == -1)
		goto out;
	if (add_fields(&b, w, r, fail) == -1)
		goto out;

	/* From here on a failure leaves half a record in the file. */
	w->broken = 1;
	if (warc_pack_add(&w->pack, b.data, b.size, fail) == -1)
		goto out;
	if (r->head != NULL && warc_pack_add(&w->pack, r->head->data,
	    r->head->size, fail) == -1)
		goto out;
	if (pack_body(w, r, fail) == -1 ||
	    warc_pack_add(&w->pack, "\r\n\r\n", 4, fail) == -1 ||
	    warc_pack_end(&w->pack, fail) == -1)
		goto out;
	w->broken = 0;
	rc = 0;
out:
	buf_clear(&b);
	return (rc);
}

/* ---- public ---- */

/* What pictures, films and the like are packed by, they are packed well. */
static int
is_packed(const char *type)
{
	static const char *const packed[] = { "image/jpeg", "image/png",
	    "image/webp", "image/avif", "image/gif", "video/", "audio/mp",
	    "audio/aac", "audio/ogg", "audio/webm", "font/woff",
	    "application/zip", "application/gzip", NULL };
	size_t i;

	for (i = 0; packed[i] != NULL; i++)
		if (strncasecmp(type, packed[i], strlen(packed[i])) == 0)
			return (1);
	return (0);
}

/* Whether the answer's own header says so. */
static int
came_packed(const struct warc_exchange *x)
{
	size_t i;

	for (i = 0; i < x->response_count; i++)
		if (strcasecmp(x->response[i].name, "content-type") == 0)
			return (is_packed(x->response[i].value));
	return (0);
}

static int
put_info(struct warc *w, const char *software, const char *organisation,
    struct fail *fail)
{
	struct record r = { .type = "warcinfo", .id = w->info,
	    .time_us = clock_now() * 1000000,
	    .content_type = "application/warc-fields",
	    .filename = path_base(w->pack.path) };
	struct buf b = BUF_INIT;
	int rc = -1;

	buf_adds(&b, "software: ");
	warc_head_text(&b, software);
	buf_adds(&b, "\r\nformat: WARC File Format 1.1\r\n"
	    "conformsTo: " CONFORMS "\r\noperator: ");
	warc_head_text(&b, organisation);
	buf_adds(&b, "\r\ndescription: Cookie, Authorization, "
	    "Proxy-Authorization and Set-Cookie headers are left out of all "
	    "records, since they can hold a session.\r\n");
	r.body = (struct warc_body){ b.data, b.size, -1, 0 };
	if (buf_check(&b, fail) == 0)
		rc = put_record(w, &r, fail);
	buf_clear(&b);
	return (rc);
}

struct warc *
warc_open(const char *path, const char *software, const char *organisation,
    struct fail *fail)
{
	struct warc *w = calloc(1, sizeof(*w));

	if (w == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	if (warc_pack_open(&w->pack, path, fail) == -1 ||
	    new_id(w->info, fail) == -1 ||
	    put_info(w, software, organisation, fail) == -1) {
		warc_abandon(w);
		return (NULL);
	}
	return (w);
}

int
warc_exchange(struct warc *w, const struct warc_exchange *x,
    struct fail *fail)
{
	struct buf request = BUF_INIT, response = BUF_INIT;
	char request_id[ID_BYTES], response_id[ID_BYTES];
	struct record r = { .time_us = x->time_us, .uri = x->url, .ip = x->ip };
	int rc = -1;

	if (new_id(request_id, fail) == -1 || new_id(response_id, fail) == -1 ||
	    warc_head_request(&request, x, fail) == -1)
		goto out;
	warc_head_response(&response, x);
	r.type = "response";
	r.id = response_id;
	r.content_type = "application/http;msgtype=response";
	r.head = &response;
	r.body = x->body;
	r.packed = came_packed(x);
	if (put_record(w, &r, fail) == -1)
		goto out;
	r.packed = 0;
	r.type = "request";
	r.id = request_id;
	r.concurrent = response_id;
	r.content_type = "application/http;msgtype=request";
	r.head = &request;
	r.body = x->sent;
	rc = put_record(w, &r, fail);
out:
	buf_clear(&request);
	buf_clear(&response);
	return (rc);
}

int
warc_resource(struct warc *w, const struct warc_resource *x, struct fail *fail)
{
	char id[ID_BYTES];
	struct record r = { .type = "resource", .id = id,
	    .time_us = x->time_us, .content_type = x->type, .uri = x->uri,
	    .body = x->body, .packed = is_packed(x->type) };

	if (new_id(id, fail) == -1)
		return (-1);
	return (put_record(w, &r, fail));
}

int
warc_close(struct warc *w, struct fail *fail)
{
	int rc;

	if (w->broken)
		rc = fail_set(fail, FAIL_IO, "'%s' ends in half a record",
		    w->pack.path);
	else
		rc = warc_pack_close(&w->pack, fail);
	warc_abandon(w);
	return (rc);
}

void
warc_abandon(struct warc *w)
{
	if (w == NULL)
		return;
	warc_pack_clear(&w->pack);
	free(w);
}
