#include "verify/warc_record.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "core/fail.h"
#include "core/text.h"
#include "verify/lane.h"
#include "verify/rule.h"

enum {
	HEADER,			/* in the record's own header */
	HTTP,			/* in the block, in an HTTP header */
	BODY,			/* in the block, behind that */
	BEHIND,			/* behind the block */
	SKIP			/* of no use: wait for its end */
};

#define BOTH (LANE_BLOCK | LANE_PAYLOAD)
#define TAIL "\r\n\r\n"

void
warc_record_begin(struct warc_record *r, uint64_t at)
{
	r->state = HEADER;
	r->at = at;
	head_start(&r->head);
	r->left = r->behind = 0;
	r->payload.kind = 0;
}

/* Say what is wrong with the present record. */
#define TELL(r, fail, ...) \
	trouble_add(&(r)->troubles, (r)->at, (fail), __VA_ARGS__)

/* ---- digests ---- */

/* The digest that the field gives; told if it cannot be checked. */
static int
read_label(struct warc_record *r, const char *name, struct label *label,
    struct fail *fail)
{
	const char *text = head_find(&r->fields, name);

	label->kind = 0;
	if (text == NULL)
		return (0);
	switch (label_read(label, text)) {
	case LABEL_UNKNOWN:
		return (TELL(r, fail, "%s is of an algorithm that is not "
		    "known: '%.60s'", name, text));
	case LABEL_BAD:
		return (TELL(r, fail, "%s is no digest: '%.60s'", name,
		    text));
	default:
		return (0);
	}
}

static void
start(struct warc_record *r, int lane, const struct label *label, int chunked)
{
	struct lane_op *op;

	if (label->kind == 0)
		return;
	op = lane_op(r->list, LANE_START, lane);
	op->want = *label;
	op->chunked = chunked;
	op->at = r->at;
}

/* Bytes of the block, for those lanes. */
static void
add(struct warc_record *r, int lanes, const uint8_t *bytes, size_t n)
{
	struct lane_op *op = lane_op(r->list, LANE_ADD, lanes);

	op->bytes = bytes;
	op->size = n;
}

/* ---- the record's own header ---- */

static int
is_http(const struct warc_record *r, const char *type)
{
	const char *media = head_find(&r->fields, "Content-Type");
	const char *uri = head_find(&r->fields, "WARC-Target-URI");

	if (strcmp(type, "response") != 0 && strcmp(type, "request") != 0)
		return (0);
	if (media != NULL && strncasecmp(media, "application/http", 16) == 0)
		return (1);
	return (uri != NULL && (strncasecmp(uri, "http:", 5) == 0 ||
	    strncasecmp(uri, "https:", 6) == 0));
}

/* The header has come: begin the block. */
static int
open_block(struct warc_record *r, struct fail *fail)
{
	const char *type = head_find(&r->fields, "WARC-Type");
	struct label block;

	if (read_label(r, "WARC-Block-Digest", &block, fail) == -1 ||
	    read_label(r, "WARC-Payload-Digest", &r->payload, fail) == -1)
		return (-1);
	if (type == NULL || strcmp(type, "revisit") == 0 ||
	    head_find(&r->fields, "WARC-Segment-Number") != NULL)
		r->payload.kind = 0;
	if (block.kind == 0 && r->payload.kind == 0)
		r->bare++;
	start(r, LANE_BLOCK, &block, 0);
	if (type != NULL && r->left > 0 && is_http(r, type)) {
		r->state = HTTP;
		head_start(&r->head);
	} else {
		r->state = BODY;
		start(r, LANE_PAYLOAD, &r->payload, 0);
	}
	return (0);
}

static int
read_header(struct warc_record *r, struct fail *fail)
{
	const char *why;

	if (buf_check(&r->head.text, fail) == -1)
		return (-1);
	r->state = SKIP;
	if (r->head.large)
		return (TELL(r, fail, "the record's header is larger than %u bytes",
		    WARC_RECORD_HEAD_BYTES));
	if (r->head.bare && TELL(r, fail, "a header line does not end in "
	    "CR LF") == -1)
		return (-1);
	why = head_split(&r->head, &r->fields);
	if (!text_prefix(r->fields.first, "WARC/"))
		return (TELL(r, fail, "here is no WARC record"));
	if (why != NULL && TELL(r, fail, "%s", why) == -1)
		return (-1);
	if (rule_check(&r->fields, r->at, &r->troubles, fail) == -1)
		return (-1);
	r->count++;
	if (rule_length(&r->fields, &r->left) == -1)
		return (0);	/* that was told by rule_check() */
	return (open_block(r, fail));
}

/* ---- the block ---- */

/* The HTTP header has come, or the block's end before it did. */
static int
read_http(struct warc_record *r, struct fail *fail)
{
	const char *coding;

	if (buf_check(&r->head.text, fail) == -1)
		return (-1);
	r->state = BODY;
	if (r->head.large) {
		r->payload.kind = 0;
		return (TELL(r, fail, "the HTTP header is larger than %u "
		    "bytes: the payload was not checked", WARC_RECORD_HTTP_BYTES));
	}
	(void)head_split(&r->head, &r->fields);	/* a server may err */
	coding = head_find(&r->fields, "Transfer-Encoding");
	start(r, LANE_PAYLOAD, &r->payload,
	    coding != NULL && strcasecmp(coding, "chunked") == 0);
	return (0);
}

/* Take what of the bytes belongs to the block; ${used} are so many. */
static int
take_block(struct warc_record *r, const uint8_t *bytes, size_t n, size_t *used,
    struct fail *fail)
{
	size_t part = r->left < n ? (size_t)r->left : n;

	*used = part;
	if (r->state == HTTP) {
		*used = part = head_take(&r->head, bytes, part,
		    WARC_RECORD_HTTP_BYTES);
		add(r, LANE_BLOCK, bytes, part);
		r->left -= part;
		if ((r->head.whole || r->left == 0) &&
		    read_http(r, fail) == -1)
			return (-1);
	} else {
		if (part > 0)
			add(r, BOTH, bytes, part);
		r->left -= part;
	}
	if (r->left == 0 && r->state == BODY) {
		(void)lane_op(r->list, LANE_END, BOTH);
		r->state = BEHIND;
	}
	return (0);
}

int
warc_record_take(struct warc_record *r, const uint8_t *bytes, size_t n,
    struct fail *fail)
{
	size_t used;

	while (n > 0 || (r->state == BODY && r->left == 0)) {
		switch (r->state) {
		case HEADER:
			used = head_take(&r->head, bytes, n,
			    WARC_RECORD_HEAD_BYTES);
			if (r->head.whole && read_header(r, fail) == -1)
				return (-1);
			break;
		case HTTP:
		case BODY:
			if (take_block(r, bytes, n, &used, fail) == -1)
				return (-1);
			break;
		case BEHIND:
			for (used = 0; used < n && r->behind + used <
			    sizeof(r->tail); used++)
				r->tail[r->behind + used] = (char)bytes[used];
			r->behind += n;
			used = n;
			break;
		default:
			r->behind += n;
			used = n;
		}
		bytes += used;
		n -= used;
	}
	return (0);
}

/* What stands behind the block. */
static int
check_tail(struct warc_record *r, struct fail *fail)
{
	if (r->behind == 4 && memcmp(r->tail, TAIL, 4) == 0)
		return (0);
	if (r->behind < 4)
		return (TELL(r, fail, "the record's block is not followed by "
		    "CR LF CR LF"));
	if (memcmp(r->tail, TAIL, 4) == 0 && r->behind > 8 &&
	    memcmp(r->tail + 4, "WARC", 4) == 0)
		return (TELL(r, fail, "another record is in the same gzip "
		    "member; it was not checked"));
	return (TELL(r, fail, "%" PRIu64 " bytes follow the block where CR LF "
	    "CR LF should", r->behind));
}

int
warc_record_end(struct warc_record *r, struct fail *fail)
{
	switch (r->state) {
	case HEADER:
		if (r->head.large)
			return (TELL(r, fail, "the record's header is larger than %u "
			    "bytes", WARC_RECORD_HEAD_BYTES));
		return (TELL(r, fail, r->head.text.size == 0 ?
		    "an empty gzip member" : "the record's header has no end"));
	case HTTP:
	case BODY:
		(void)lane_op(r->list, LANE_DROP, BOTH);
		return (TELL(r, fail, "the record's block ends %" PRIu64 " bytes "
		    "before its Content-Length", r->left));
	case BEHIND:
		return (check_tail(r, fail));
	default:
		return (0);
	}
}

int
warc_record_is_over(const struct warc_record *r)
{
	return (r->behind > WARC_RECORD_OVER_BYTES);
}

int
warc_record_cut(struct warc_record *r, const char *why, struct fail *fail)
{
	(void)lane_op(r->list, LANE_DROP, BOTH);
	return (TELL(r, fail, "%s", why));
}

void
warc_record_clear(struct warc_record *r)
{
	head_clear(&r->head);
	trouble_clear(&r->troubles);
	memset(r, 0, sizeof(*r));
}
