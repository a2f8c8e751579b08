/*
 * vouch.c - vouch SITE: let the log, signatures and proofs be made for all
 * packages on the share, as bevara place makes them for one, but in one go:
 * shares for the measurements hold thousands.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/cms.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/file_at.h"
#include "core/hash.h"
#include "core/ledger.h"
#include "core/ledger_copy.h"
#include "core/note.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tlog.h"
#include "core/tree.h"

#define LIST ".sha256"
#define LIST_MAX_BYTES (64u << 20)

struct package {
	char *path;		/* of the list, without its ending */
	struct buf list, entry;
};

struct vouch {
	struct site site;
	struct note_key *pair, *public;
	struct cms_signer *signer;
	int share, logg;
	struct package *package;
	size_t count, room;
	struct tlog_head head;
	struct buf checkpoint;
};

static void
must(int ok, const struct fail *fail)
{
	if (ok)
		return;
	fprintf(stderr, "vouch: %s\n", fail->text);
	exit(1);
}

/* The entry of a placed package. */
static void
make_entry(struct package *p, struct fail *fail)
{
	char sums[80];
	struct hash_sum sum;

	must(hash_bytes(p->list.data, p->list.size, HASH_SHA256, &sum,
	    fail) == 0, fail);
	(void)snprintf(sums, sizeof(sums), "sha256:%s", sum.sha256);
	ledger_entry(&p->entry, "placed", clock_now());
	ledger_line(&p->entry, "id", path_base(p->path));
	ledger_line(&p->entry, "sums", sums);
	ledger_line(&p->entry, "rule", "r1");
	must(buf_check(&p->entry, fail) == 0, fail);
}

static int
take(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct vouch *v = arg;
	struct package *p;

	if (item->kind == TREE_LEFT || !text_suffix(item->path, LIST))
		return (0);
	if (v->count == v->room) {
		v->room = v->room == 0 ? 1024 : 2 * v->room;
		v->package = reallocarray(v->package, v->room, sizeof(*p));
		must(v->package != NULL, fail);
	}
	p = &v->package[v->count++];
	memset(p, 0, sizeof(*p));
	p->path = strndup(item->path, strlen(item->path) - strlen(LIST));
	must(p->path != NULL && file_at_read(item->dir, item->name, &p->list,
	    LIST_MAX_BYTES, fail) == 1, fail);
	make_entry(p, fail);
	return (0);
}

static void
append(struct vouch *v, struct fail *fail)
{
	struct tlog_entry *entries = calloc(v->count + 1, sizeof(*entries));
	size_t i;

	must(entries != NULL, fail);
	for (i = 0; i < v->count; i++) {
		entries[i].bytes = v->package[i].entry.data;
		entries[i].size = v->package[i].entry.size;
	}
	must(tlog_read(v->logg, v->public, &v->head, NULL, fail) == 0 &&
	    tlog_append(v->logg, v->pair, entries, v->count, &v->head,
	    fail) == 0 && tlog_read(v->logg, v->public, &v->head,
	    &v->checkpoint, fail) == 0 &&
	    ledger_copy_save(&v->site, &v->checkpoint, fail) == 0, fail);
	free(entries);
}

/* The package's own signature and proof. */
static void
seal(const struct vouch *v, size_t at, uint64_t index, struct fail *fail)
{
	const struct package *p = &v->package[at];
	struct buf der = BUF_INIT, proof = BUF_INIT;
	char *p7s = text_printf(fail, "%s" LIST ".p7s", p->path);
	char *tlog = text_printf(fail, "%s.tlog-proof", p->path);

	must(cms_sign(v->signer, p->list.data, p->list.size, &der,
	    fail) == 0 && tlog_prove(v->logg, &v->head, &v->checkpoint,
	    index, &proof, fail) == 0 &&
	    file_at_put(v->share, p7s, der.data, der.size, fail) == 0 &&
	    file_at_put(v->share, tlog, proof.data, proof.size, fail) == 0,
	    fail);
	buf_clear(&der);
	buf_clear(&proof);
	free(p7s);
	free(tlog);
}

int
main(int argc, char **argv)
{
	struct vouch v = { .site = SITE_INIT };
	struct fail fail = FAIL_INIT;
	uint64_t first;
	char *path;
	size_t i;

	if (argc != 2) {
		fprintf(stderr, "usage: vouch SITE\n");
		return (64);
	}
	must(site_load(&v.site, argv[1], &fail) == 0 &&
	    (path = path_join(v.site.keys, "logg.pem", &fail)) != NULL &&
	    (v.pair = note_key_load(path, v.site.log_name, &fail)) != NULL &&
	    (v.public = ledger_public(&v.site, &fail)) != NULL &&
	    (v.signer = cms_signer_load(v.site.keys, &fail)) != NULL &&
	    (v.share = site_open_archive(&v.site, &fail)) != -1 &&
	    (v.logg = tree_folder(v.share, "logg", &fail)) != -1 &&
	    tree_walk(v.share, take, &v, &fail) == 0 &&
	    tlog_read(v.logg, v.public, &v.head, NULL, &fail) == 0, &fail);
	first = v.head.size;
	append(&v, &fail);
	for (i = 0; i < v.count; i++)
		seal(&v, i, first + i, &fail);
	return (0);
}
