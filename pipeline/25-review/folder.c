#include "review/folder.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/path.h"
#include "core/text.h"

#define NUMBER_MAX 9999

int
folder_number(const char *name)
{
	const char *dot = strchr(name, '.');
	int64_t number;

	if (dot == NULL)
		return (1);
	if (dot[1] == '0' || text_int(dot + 1, 2, NUMBER_MAX, &number) == -1)
		return (0);
	return ((int)number);
}

char *
folder_account(const char *name, struct fail *fail)
{
	char *account;

	account = text_printf(fail, "%.*s", (int)strcspn(name, "."), name);
	if (account != NULL && path_is_account(account) &&
	    folder_number(name) > 0)
		return (account);
	if (account != NULL)
		(void)fail_set(fail, FAIL_DATA, "'%s' is no name of a job "
		    "folder", name);
	free(account);
	return (NULL);
}
