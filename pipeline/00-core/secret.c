#include "core/secret.h"

#include <sys/resource.h>

#include "core/fail.h"

int
secret_guard(struct fail *fail)
{
	const struct rlimit none = { 0, 0 };

	if (setrlimit(RLIMIT_CORE, &none) == -1)
		return (fail_sys(fail, "cannot forbid core files"));
	return (0);
}
