/* room: 00-core */
/*
 * fuzz_bevara.c - bevara.xml, as anybody may have edited it.
 *
 * Any bytes must end in a whole site or in an error of configuration, which
 * leaves nothing behind.
 */
#include "fuzz.h"
#include "fuzz_xml.h"

#include <ctype.h>

#include "core/site.h"

static void
use(const struct site *site)
{
	const char *s;
	size_t i;

	FUZZ_MUST(site->organisation != NULL &&
	    site->organisation_number != NULL &&
	    site->archive_authority != NULL && site->package_version != NULL);
	FUZZ_MUST(site->share[0] == '/' && site->work[0] == '/');
	FUZZ_MUST(site->share_windows[0] != '\0');
	FUZZ_MUST(site->width_px > 0 && site->max_height_px > 0 &&
	    site->max_seconds > 0 && site->max_bytes > 0);
	FUZZ_MUST(site->keys[0] == '/' && site->log_copy[0] == '/' &&
	    site->log_name[0] != '\0');
	for (i = 0; i < site->authority_count; i++)
		FUZZ_MUST(site->authority[i].name != NULL &&
		    site->authority[i].url != NULL &&
		    site->authority[i].root[0] == '/');
	FUZZ_MUST(site->browser_user == NULL ||
	    strcmp(site->browser_user, "root") != 0);
	for (i = 0; i < site->allowed_count; i++)
		for (s = site->allowed[i]; *s != '\0'; s++)
			FUZZ_MUST(!isupper((uint8_t)*s) && *s > ' ');
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct site site = SITE_INIT;
	struct fail fail = FAIL_INIT;

	(void)fuzz_file("bevara.xml", bytes, n);
	if (site_load(&site, fuzz_folder(), &fail) == 0)
		use(&site);
	else
		FUZZ_MUST(fail.kind == FAIL_CONFIG &&
		    strstr(fail.text, "bevara.xml:") != NULL &&
		    site.dir == NULL);
	site_clear(&site);
	return (0);
}
