/* room: 00-core */
/*
 * fuzz_record.c - the records between the stages, as a disk or a person may
 * have left them.
 *
 * The first byte says which: o an order, c a capture, d a document, p a
 * person's decision, r a receipt; the rest is the file.  What was read must be writable, read the
 * same again, and a second writing must give the same bytes as the first.
 */
#include "fuzz.h"
#include "fuzz_xml.h"

#include "core/buf.h"
#include "core/record/capture.h"
#include "core/record/decision.h"
#include "core/record/document.h"
#include "core/record/order.h"
#include "core/record/receipt.h"

#define MAX_BYTES (16u << 20)

struct record {
	int kind;
	struct order order;
	struct capture capture;
	struct decision decision;
	struct document document;
	struct receipt receipt;
};

static int
load(struct record *r, const char *path, struct fail *fail)
{
	switch (r->kind) {
	case 'o':
		return (order_load(&r->order, path, fail));
	case 'c':
		return (capture_load(&r->capture, path, fail));
	case 'p':
		return (decision_load(&r->decision, path, fail));
	case 'd':
		return (document_load(&r->document, path, fail));
	default:
		return (receipt_load(&r->receipt, path, fail));
	}
}

static int
save(const struct record *r, const char *path, struct fail *fail)
{
	switch (r->kind) {
	case 'o':
		return (order_save(&r->order, path, fail));
	case 'c':
		return (capture_save(&r->capture, path, fail));
	case 'p':
		return (decision_save(&r->decision, path, fail));
	case 'd':
		return (document_save(&r->document, path, fail));
	default:
		return (receipt_save(&r->receipt, path, fail));
	}
}

static void
clear(struct record *r)
{
	order_clear(&r->order);
	capture_clear(&r->capture);
	decision_clear(&r->decision);
	document_clear(&r->document);
	receipt_clear(&r->receipt);
}

/* What the later stages ask of a record. */
static void
use(const struct record *r)
{
	struct fail fail = FAIL_INIT;

	switch (r->kind) {
	case 'o':
		FUZZ_MUST(*order_platform_name(&r->order) != '\0');
		break;
	case 'c':
		FUZZ_MUST(r->capture.id != NULL && r->capture.account != NULL);
		(void)capture_is_record(&r->capture, &fail);
		(void)part_find(&r->capture.files, CAPTURE_LAYOUT, 0);
		break;
	case 'p':
		FUZZ_MUST(r->decision.value != NULL &&
		    r->decision.capture_sha256 != NULL);
		break;
	case 'd':
		FUZZ_MUST(r->document.capture_id != NULL);
		(void)part_find(&r->document.files, DOCUMENT_PDF, 0);
		break;
	default:
		FUZZ_MUST(r->receipt.package != NULL &&
		    r->receipt.sums != NULL && r->receipt.pdf != NULL);
	}
}

/* Write what ${r} holds and put the bytes in ${b}. */
static void
written(const struct record *r, const char *name, struct buf *b)
{
	struct fail fail = FAIL_INIT;

	if (save(r, fuzz_path(name), &fail) == -1) {
		fprintf(stderr, "%s\n", fail.text);
		abort();
	}
	FUZZ_MUST(file_read(fuzz_path(name), b, MAX_BYTES, &fail) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct record one = { 0 }, two = { 0 };
	struct buf first = BUF_INIT, second = BUF_INIT;
	struct fail fail = FAIL_INIT;

	if (n == 0 || memchr("ocpdr", bytes[0], 5) == NULL)
		return (0);
	one.kind = two.kind = bytes[0];
	if (load(&one, fuzz_file("one.xml", bytes + 1, n - 1), &fail) == -1) {
		FUZZ_MUST(fail.kind == FAIL_DATA);
		goto out;
	}
	use(&one);
	written(&one, "one.xml", &first);
	FUZZ_MUST(load(&two, fuzz_path("one.xml"), &fail) == 0);
	written(&two, "two.xml", &second);
	FUZZ_MUST(first.size == second.size &&
	    memcmp(first.data, second.data, first.size) == 0);
out:
	clear(&one);
	clear(&two);
	buf_clear(&first);
	buf_clear(&second);
	return (0);
}
