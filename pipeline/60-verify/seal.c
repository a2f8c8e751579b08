#include "verify/seal.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/cms.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/file_at.h"
#include "core/note.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tlog.h"
#include "verify/book.h"
#include "verify/check.h"
#include "verify/reader.h"
#include "verify/shelf.h"

#define SIGNATURE ".sha256.p7s"
#define PROOF ".tlog-proof"
#define PROOF_MAX_BYTES (1u << 20)
#define PUBLIC_MAX_BYTES (1u << 20)

/* ---- the public keys ---- */

/* A file on the share that must hold these bytes. */
static int
compare_public(int share, const char *path, const struct buf *ours,
    struct finding_list *findings, struct fail *fail)
{
	struct fail why = FAIL_INIT;
	struct buf there = BUF_INIT;
	int is, rc = 0;

	is = file_at_read(share, path, &there, PUBLIC_MAX_BYTES, &why);
	if (is == 0)
		rc = finding_add(findings, FINDING_MISSING, path, "run "
		    "'bevara key new', which puts it back", fail);
	else if (is == -1)
		rc = finding_add(findings, FINDING_UNREADABLE, path, why.text,
		    fail);
	else if (there.size != ours->size ||
	    memcmp(there.data, ours->data, ours->size) != 0)
		rc = finding_add(findings, FINDING_SIGNATURE, path, "not "
		    "ours: it is of another key than this site's", fail);
	buf_clear(&there);
	return (rc);
}

static int
compare_log_key(const struct book_source *source,
    struct finding_list *findings, struct fail *fail)
{
	struct buf vkey = BUF_INIT, pem = BUF_INIT;
	int rc = -1;

	note_key_vkey(source->key, &vkey);
	buf_addc(&vkey, '\n');
	if (note_key_pem(source->key, &pem, fail) == 0 &&
	    buf_check(&vkey, fail) == 0 &&
	    compare_public(source->share, "logg/nyckel.vkey", &vkey, findings,
	    fail) == 0)
		rc = compare_public(source->share, "logg/nyckel.pem", &pem,
		    findings, fail);
	buf_clear(&vkey);
	buf_clear(&pem);
	return (rc);
}

int
seal_open(struct seal *seal, const struct book_source *source,
    const struct book *book, struct finding_list *findings, struct fail *fail)
{
	struct buf ours = BUF_INIT;
	char *path = path_join(source->site->keys, "certifikat.pem", fail);
	int rc = -1;

	seal->key = source->key;
	seal->book = book;
	if (path == NULL ||
	    compare_log_key(source, findings, fail) == -1)
		goto out;
	if (file_read(path, &ours, PUBLIC_MAX_BYTES, fail) == -1 ||
	    (seal->trust = cms_trust_load(path, fail)) == NULL) {
		if (fail->kind == FAIL_DATA)
			fail->kind = FAIL_CONFIG;
		fail_add(fail, "what signatures are verified by; run 'bevara "
		    "key new', or put it back");
		goto out;
	}
	rc = compare_public(source->share, "logg/certifikat.pem", &ours,
	    findings, fail);
out:
	buf_clear(&ours);
	free(path);
	return (rc);
}

/* ---- a package's ---- */

/* A finding on the package's file of this ending. */
static int
tell(struct check *check, enum finding_kind kind, const char *ending,
    const char *detail, struct fail *fail)
{
	char *name = text_printf(fail, "%s%s", check->id, ending);
	int rc = name == NULL ? -1 : check_tell(check, kind, name, detail,
	    fail);

	free(name);
	return (rc);
}

int
seal_exists(struct check *check, const struct shelf_item *item,
    struct fail *fail)
{
	if (!item->signature && tell(check, FINDING_MISSING, SIGNATURE,
	    "run 'bevara place' on its job again", fail) == -1)
		return (-1);
	if (!item->proof && tell(check, FINDING_MISSING, PROOF,
	    "run 'bevara log prove' on its id", fail) == -1)
		return (-1);
	return (0);
}

/* Read one of the package's files; 0, or 1 when a finding says why not. */
static int
read_file(struct check *check, int period, const char *ending, size_t max,
    struct buf *b, struct fail *fail)
{
	struct fail why = FAIL_INIT;
	char *name = text_printf(fail, "%s%s", check->id, ending);
	int is;

	if (name == NULL)
		return (-1);
	is = file_at_read(period, name, b, max, &why);
	free(name);
	if (is == 1)
		return (0);
	/* It may have been taken away since its name was read. */
	if (is == 0)
		fail_set(&why, FAIL_NO, "it is gone");
	return (tell(check, why.kind == FAIL_IO ? FINDING_UNREADABLE :
	    FINDING_SIGNATURE, ending, why.text, fail) == -1 ? -1 : 1);
}

static int
check_signature(const struct seal *seal, struct check *check, int period,
    struct fail *fail)
{
	const struct buf *list = &check->reader->list;
	struct fail why = FAIL_INIT;
	struct buf der = BUF_INIT;
	int64_t signed_utc;
	int rc = read_file(check, period, SIGNATURE, CMS_MAX_BYTES, &der,
	    fail);

	if (rc == 0 && cms_verify(seal->trust, &der, buf_text(list),
	    list->size, &signed_utc, &why) == -1)
		rc = tell(check, FINDING_SIGNATURE, SIGNATURE, why.text, fail);
	buf_clear(&der);
	return (rc == -1 ? -1 : 0);
}

/* The one entry that is asked for, copied. */
struct fetching {
	struct buf entry;
	int done;
};

static int
fetch(void *arg, uint64_t index, const struct tlog_entry *entry,
    struct fail *fail)
{
	struct fetching *fetching = arg;

	(void)index;
	if (!fetching->done)
		buf_add(&fetching->entry, entry->bytes, entry->size);
	fetching->done = 1;
	return (buf_check(&fetching->entry, fail) == -1 ? -1 :
	    fail_set(fail, FAIL_EXISTS, "found"));	/* enough: stop */
}

/* Does the proof prove the entry that the audited log has? */
static int
prove(const struct seal *seal, const struct book_package *package,
    const struct buf *proof, struct fail *why)
{
	struct fetching fetching = { BUF_INIT, 0 };
	struct tlog_entry entry;
	uint64_t index = 0;
	int rc = -1;

	(void)tlog_each(seal->book->dir, &seal->book->head, package->index,
	    fetch, &fetching, why);
	if (!fetching.done)
		goto out;
	fail_clear(why);
	entry.bytes = buf_text(&fetching.entry);
	entry.size = fetching.entry.size;
	if (tlog_check_proof(proof->data, proof->size, seal->key, &entry,
	    &index, why) == -1)
		goto out;
	if (index == package->index)
		rc = 0;
	else
		fail_set(why, FAIL_NO, "it proves another entry");
out:
	buf_clear(&fetching.entry);
	return (rc);
}

static int
check_proof(const struct seal *seal, struct check *check, int period,
    struct fail *fail)
{
	const struct book_package *package = book_find(seal->book, check->id);
	struct fail why = FAIL_INIT;
	struct buf proof = BUF_INIT;
	int rc;

	/* Without a log or an entry there is a finding on that. */
	if (!seal->book->good || package == NULL)
		return (0);
	rc = read_file(check, period, PROOF, PROOF_MAX_BYTES, &proof, fail);
	if (rc == 0 && prove(seal, package, &proof, &why) == -1)
		rc = tell(check, FINDING_PROOF, PROOF, why.text, fail);
	buf_clear(&proof);
	return (rc == -1 ? -1 : 0);
}

int
seal_check(const struct seal *seal, struct check *check, int period,
    const struct shelf_item *item, struct fail *fail)
{
	if (item->list && item->signature &&
	    check_signature(seal, check, period, fail) == -1)
		return (-1);
	if (item->proof && check_proof(seal, check, period, fail) == -1)
		return (-1);
	return (0);
}

void
seal_clear(struct seal *seal)
{
	cms_trust_free(seal->trust);
	*seal = (struct seal)SEAL_INIT;
}
