#include "render/check_tell.h"

#include <stdio.h>

#include "core/fail.h"
#include "core/msg.h"
#include "render/check.h"

int
check_tell(const char *path, struct fail *fail)
{
	struct check c = CHECK_INIT;
	char object[32];
	size_t i;
	int rc;

	rc = check_pdf(&c, path, fail);
	if (rc == 0 || fail->kind == FAIL_NO) {
		for (i = 0; i < c.count; i++) {
			(void)snprintf(object, sizeof(object), "object %u",
			    c.finding[i].object);
			out_line(c.finding[i].profile, c.finding[i].rule,
			    c.finding[i].object == 0 ? "file" : object,
			    c.finding[i].text, NULL);
		}
		for (i = 0; i < CHECK_PROFILES; i++)
			out_line(c.verdict[i].profile, c.verdict[i].pass ?
			    "pass" : "fail", NULL);
	}
	check_clear(&c);
	return (rc);
}
