/*
 * Goal: an identifier follows from its name alone, differs for each name, and
 * is a UUID by RFC 9562.
 */
#include "../harness/check.h"

#include "core/fail.h"
#include "describe/uuid.h"

static void
is_what_the_rule_says(void)
{
	char uuid[UUID_TEXT];
	struct fail fail = FAIL_INIT;

	/* Reckoned apart, with Python's hashlib, by the rule in uuid.h. */
	CHECK_INT(uuid_make("a_20261123T120000Z", "entity", uuid, &fail), 0);
	CHECK_STR(uuid, "a04a83cd-e723-8581-b866-f453a04866dd");
	CHECK_INT(uuid_make("agent", "bevara-fetch/0.1.0", uuid, &fail), 0);
	CHECK_STR(uuid, "085b2ed3-2898-8c7c-9482-f0916b835a3b");
}

static void
differs_for_each_name(void)
{
	char a[UUID_TEXT], b[UUID_TEXT], again[UUID_TEXT];
	struct fail fail = FAIL_INIT;

	CHECK_INT(uuid_make("x", "y", a, &fail), 0);
	CHECK_INT(uuid_make("x", "z", b, &fail), 0);
	CHECK_INT(uuid_make("x", "y", again, &fail), 0);
	CHECK(strcmp(a, b) != 0);
	CHECK_STR(a, again);
}

static void
has_version_and_variant(void)
{
	char uuid[UUID_TEXT], key[16];
	struct fail fail = FAIL_INIT;
	int i;

	for (i = 0; i < 200; i++) {
		(void)snprintf(key, sizeof(key), "%d", i);
		CHECK_INT(uuid_make("s", key, uuid, &fail), 0);
		CHECK_INT(strlen(uuid), 36);
		CHECK_INT(strspn(uuid, "0123456789abcdef-"), 36);
		CHECK(uuid[8] == '-' && uuid[13] == '-' && uuid[18] == '-' &&
		    uuid[23] == '-');
		CHECK_INT(uuid[14], '8');
		CHECK(strchr("89ab", uuid[19]) != NULL);
	}
}

int
main(void)
{
	RUN(is_what_the_rule_says);
	RUN(differs_for_each_name);
	RUN(has_version_and_variant);
	return (check_end());
}
