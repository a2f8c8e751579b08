#include "verify/report_part.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/args.h"
#include "core/clock.h"
#include "core/site.h"
#include "core/tlog.h"
#include "core/xml.h"
#include "verify/extent.h"
#include "verify/outcome.h"
#include "verify/report.h"
#include "verify/shelf.h"
#include "verify/stamps.h"
#include "verify/verify.h"

#define NAMESPACE "urn:x-bevara:check:1"

static void
put_number(struct xml_writer *w, const char *name, uint64_t value)
{
	xml_setf(w, name, "%" PRIu64, value);
}

static void
put_time(struct xml_writer *w, const char *name, int64_t utc)
{
	char time[CLOCK_TEXT];

	clock_local(utc, time);
	xml_set(w, name, time);
}

static void
put_extent(struct xml_writer *w, const struct extent *extent)
{
	static const char *const word[] = { "whole", "part", "sample",
	    "named" };

	xml_open(w, "extent");
	xml_set(w, "kind", word[extent->kind]);
	xml_set(w, "deep", extent->deep ? "yes" : NULL);
	if (extent->kind == EXTENT_PART) {
		put_number(w, "part", (uint64_t)extent->part);
		put_number(w, "of", (uint64_t)extent->parts);
	}
	if (extent->kind == EXTENT_SAMPLE) {
		put_number(w, "size", (uint64_t)extent->sample);
		xml_setf(w, "seed", "%016" PRIx64, extent->seed);
	}
	xml_close(w);
}

static void
put_log(struct xml_writer *w, const struct report *r)
{
	char root[2 * TLOG_HASH + 1];
	int i;

	xml_open(w, "log");
	xml_set(w, "name", r->site->log_name);
	xml_set(w, "fine", r->log != NULL ? "yes" : "no");
	if (r->log != NULL) {
		for (i = 0; i < TLOG_HASH; i++)
			(void)snprintf(root + 2 * i, 3, "%02x",
			    r->log->root[i]);
		put_number(w, "entries", r->log->size);
		xml_set(w, "root", root);
	}
	xml_close(w);
	if (r->stamps == NULL)
		return;
	xml_open(w, "stamps");
	put_number(w, "checkpoints", r->stamps->folder_count);
	put_number(w, "tokens", r->stamps->token_count);
	put_number(w, "waiting", r->stamps->waiting_count);
	xml_close(w);
}

static void
put_result(struct xml_writer *w, const struct extent *extent,
    const struct verify *v)
{
	xml_open(w, "result");
	put_number(w, "packages", v->package_count);
	put_number(w, "unchecked", v->unchecked_count);
	put_number(w, "sealed", v->sealed_count);
	put_number(w, "files", v->file_count);
	put_number(w, "bytes", v->size_bytes);
	if (extent->deep) {
		put_number(w, "records", v->record_count);
		put_number(w, "digests", v->digest_count);
		put_number(w, "bare", v->bare_count);
	}
	put_number(w, "findings", verify_bad(v));
	put_number(w, "leftovers", v->findings.count - verify_bad(v));
	xml_close(w);
}

static void
put_packages(struct xml_writer *w, const struct report *r)
{
	const struct outcome *o;
	char time[CLOCK_TEXT] = "";
	int64_t last = 0;
	size_t i;

	for (i = 0; i < r->packages->count; i++) {
		o = &r->outcomes[i];
		if (o->checked_utc == 0)
			continue;
		if (o->checked_utc != last)
			clock_local(last = o->checked_utc, time);
		xml_open(w, "package");
		xml_set(w, "id", r->packages->item[i].name);
		xml_set(w, "period", r->packages->item[i].period);
		xml_set(w, "checked", time);
		if (o->sealed)
			xml_set(w, "sealed", "yes");
		if (o->found > 0)
			put_number(w, "findings", o->found);
		xml_close(w);
	}
}

static void
put_findings(struct xml_writer *w, const struct finding_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++) {
		xml_open(w, "finding");
		xml_set(w, "kind", finding_word(list->item[i].kind));
		xml_set(w, "path", list->item[i].path);
		if (list->item[i].detail != NULL)
			xml_put(w, list->item[i].detail);
		xml_close(w);
	}
}

void
report_xml(const struct report *r, struct xml_writer *w)
{
	xml_open(w, "check");
	xml_set(w, "xmlns", NAMESPACE);
	xml_set(w, "tool", "bevara-verify " BEVARA_VERSION);
	put_time(w, "started", r->started_utc);
	put_time(w, "ended", r->ended_utc);
	xml_leaf(w, "organisation", r->site->organisation);
	xml_leaf(w, "share", r->site->share_windows);
	put_extent(w, r->extent);
	put_log(w, r);
	put_result(w, r->extent, r->verify);
	put_packages(w, r);
	put_findings(w, &r->verify->findings);
	xml_close(w);
}
