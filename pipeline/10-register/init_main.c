#include <stdlib.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "register/init.h"

int
main(int argc, char **argv)
{
	static const struct args_option none[] = {
		{ NULL, 0, NULL, NULL, NULL },
	};
	struct args args = { "init", "SITE",
	    "Make a site folder with commented files to fill in.", none, 1, 1,
	    NULL, 0 };
	struct fail fail = FAIL_INIT;
	char *path = NULL;
	int answer = args_parse(&args, argc, argv, &fail);

	if (answer == 0 && init_site(args.operand[0], &path, &fail) == 0) {
		out_line(path, NULL);
		msg_warn("next: write your accounts in konton.xml, your plans "
		    "in plan.xml and the archive share in bevara.xml; mount "
		    "the share and run bevara key new -C '%s', once; then run "
		    "bevara register order -C '%s'", path, path);
	}
	free(path);
	if (fail.kind == FAIL_NONE)
		(void)out_flush(&fail);
	msg_fail(&fail);
	return (fail_status(&fail));
}
