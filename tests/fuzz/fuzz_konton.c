/* room: 10-register */
/*
 * fuzz_konton.c - konton.xml, as anybody may have edited it.
 *
 * Any bytes must end in a register or in an error of configuration that names
 * the file.
 */
#include "fuzz.h"
#include "fuzz_xml.h"

#include "core/path.h"
#include "register/konton.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct konton konton = KONTON_INIT;
	struct fail fail = FAIL_INIT;
	size_t i;

	(void)fuzz_file("konton.xml", bytes, size);
	if (konton_load(&konton, fuzz_folder(), "2026-11-23", &fail) == -1) {
		if (fail.kind != FAIL_CONFIG ||
		    strstr(fail.text, "konton.xml:") == NULL ||
		    konton.file.doc != NULL)
			abort();
	} else {
		/* What was let through can be used as it stands. */
		for (i = 0; i < konton.count; i++) {
			const struct konton_account *a = &konton.account[i];

			if (!path_is_account(a->id) ||
			    konton_find(&konton, a->id) != a ||
			    a->board == NULL || a->address == NULL ||
			    konton_text(&konton, a, "ord") == NULL)
				abort();
		}
	}
	konton_clear(&konton);
	return (0);
}
