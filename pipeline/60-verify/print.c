#include "verify/print.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "core/msg.h"
#include "verify/restore.h"
#include "verify/verify.h"

#define FIELD 64

/* "5 packages" as one field. */
static const char *
count(char field[FIELD], uint64_t n, const char *what)
{
	(void)snprintf(field, FIELD, "%" PRIu64 " %s", n, what);
	return (field);
}

void
print_verify(const struct verify *v, int deep)
{
	const struct finding *f = v->findings.item;
	char a[FIELD], b[FIELD], c[FIELD], d[FIELD];
	size_t i;

	for (i = 0; i < v->findings.count; i++)
		out_line(finding_word(f[i].kind), f[i].path, f[i].detail, NULL);
	if (v->unchecked_count > 0)
		out_line("unchecked", count(a, v->unchecked_count, "packages"),
		    "the time was up", NULL);
	if (deep)
		out_line("deep", count(a, v->record_count, "records"),
		    count(b, v->digest_count, "digests"),
		    count(c, v->bare_count, "records without one"), NULL);
	(void)snprintf(a, sizeof(a), "log entry %" PRIu64, v->entry);
	if (v->report != NULL)
		out_line("recorded", v->report, v->entered ? a :
		    "waits for the log", NULL);
	out_line("checked", count(a, v->package_count, "packages"),
	    count(b, v->file_count, "files"), count(c, v->size_bytes, "bytes"),
	    count(d, v->findings.count, "findings"), NULL);
}

void
print_restore(const struct restore *r)
{
	char a[FIELD], b[FIELD], c[FIELD];
	size_t i;

	for (i = 0; i < r->count; i++)
		out_line(r->row[i].package, r->row[i].judge,
		    r->row[i].verdict, r->row[i].detail, NULL);
	out_line("restored", count(a, r->package_count, "packages"),
	    count(b, r->size_bytes, "bytes"),
	    count(c, r->bad_count, "against them"), NULL);
}
