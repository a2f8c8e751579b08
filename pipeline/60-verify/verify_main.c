#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "verify/verify.h"

static void
print(const struct verify *v, int deep)
{
	char packages[64], files[64], bytes[64], findings[64], unchecked[64];
	char records[64], digests[64], bare[64];
	size_t i;

	for (i = 0; i < v->findings.count; i++)
		out_line(finding_word(v->findings.item[i].kind),
		    v->findings.item[i].path, v->findings.item[i].detail,
		    NULL);
	if (v->unchecked_count > 0) {
		(void)snprintf(unchecked, sizeof(unchecked),
		    "%" PRIu64 " packages", v->unchecked_count);
		out_line("unchecked", unchecked, "the time was up", NULL);
	}
	if (deep) {
		(void)snprintf(records, sizeof(records), "%" PRIu64
		    " records", v->record_count);
		(void)snprintf(digests, sizeof(digests), "%" PRIu64
		    " digests", v->digest_count);
		(void)snprintf(bare, sizeof(bare), "%" PRIu64
		    " records without one", v->bare_count);
		out_line("deep", records, digests, bare, NULL);
	}
	(void)snprintf(packages, sizeof(packages), "%" PRIu64 " packages",
	    v->package_count);
	(void)snprintf(files, sizeof(files), "%" PRIu64 " files",
	    v->file_count);
	(void)snprintf(bytes, sizeof(bytes), "%" PRIu64 " bytes",
	    v->size_bytes);
	(void)snprintf(findings, sizeof(findings), "%zu findings",
	    v->findings.count);
	out_line("checked", packages, files, bytes, findings, NULL);
}

int
main(int argc, char **argv)
{
	struct verify_order order = { .site = "." };
	const struct args_option options[] = {
		{ "site", 'C', &order.site, NULL, "SITE  the site's folder" },
		{ "sample", 0, &order.sample, NULL,
		    "N  check only N packages, taken at random" },
		{ "deep", 0, NULL, &order.deep,
		    "look into the WARC files and PREMIS too" },
		{ "max-duration", 0, &order.max_duration, NULL,
		    "TIME  begin no package after so long: 90s, 30m, 2h" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = { "verify", "[ID ...]",
	    "check that the archive share holds what was placed there",
	    options, 0, -1, NULL, 0 };
	struct verify verify = VERIFY_INIT;
	struct fail fail = FAIL_INIT;
	struct fail output = FAIL_INIT;

	if (args_parse(&args, argc, argv, &fail) == 0) {
		order.ids = args.operand;
		order.id_count = (size_t)args.operand_count;
		if (verify_share(&verify, &order, &fail) == 0 ||
		    fail.kind == FAIL_NO || verify.unchecked_count > 0)
			print(&verify, order.deep);
		if (out_flush(&output) == -1)
			fail = output;
	}
	verify_clear(&verify);
	msg_fail(&fail);
	return (fail_status(&fail));
}
