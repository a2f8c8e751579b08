#include <stddef.h>

#include "core/args.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/msg.h"
#include "verify/key.h"

static void
print(const struct key *key)
{
	char until[CLOCK_TEXT];

	clock_utc(key->cert_until_utc, until);
	out_line("log", key->vkey, NULL);
	out_line("log-sha256", key->log_sha256, NULL);
	out_line("certificate-sha256", key->cert_sha256, NULL);
	out_line("certificate-until", until, NULL);
	if (key->made)
		msg_warn("keep a copy of the folder '%s' locked away: without "
		    "it nothing more can be placed in this archive, and "
		    "whoever has it can sign in its name", key->folder);
}

int
main(int argc, char **argv)
{
	const char *site = ".";
	const struct args_option options[] = {
		{ "site", 'C', &site, NULL, "SITE  the site's folder" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = { "key", "new|show",
	    "make the archive's keys and begin its log, or show them",
	    options, 1, 1, NULL, 0 };
	struct key key = KEY_INIT;
	struct fail fail = FAIL_INIT;

	if (args_parse(&args, argc, argv, &fail) == 0 &&
	    key_do(&key, args.operand[0], site, &fail) == 0) {
		print(&key);
		(void)out_flush(&fail);
	}
	key_clear(&key);
	msg_fail(&fail);
	return (fail_status(&fail));
}
