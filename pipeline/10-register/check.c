#include "register/check.h"

#include <stdarg.h>
#include <string.h>

#include "core/fail.h"
#include "core/text.h"
#include "register/konton.h"
#include "register/rules.h"

typedef int rule(const struct check *, const struct konton_account *);

static int
add(const struct check *c, const struct konton_account *a, int unknown,
    struct finding *f)
{
	f->line = a == NULL ? 0 : a->line;
	f->unknown = unknown;
	if (f->text == NULL)
		return (-1);
	return (finding_add(c->list, a == NULL ? FINDING_ALL : a->id, f,
	    c->fail));
}

int
check_say(const struct check *c, const struct konton_account *a,
    enum finding_rule name, const char *fmt, ...)
{
	struct finding f = { name, NULL, NULL, 0, 0 };
	va_list ap;

	va_start(ap, fmt);
	f.text = text_vprintf(c->fail, fmt, ap);
	va_end(ap);
	return (add(c, a, 0, &f));
}

int
check_unknown(const struct check *c, const struct konton_account *a,
    enum finding_rule name, const char *fmt, ...)
{
	struct finding f = { name, NULL, NULL, 0, 0 };
	va_list ap;

	va_start(ap, fmt);
	f.text = text_vprintf(c->fail, fmt, ap);
	va_end(ap);
	return (add(c, a, 1, &f));
}

const char *
check_text(const struct check *c, const struct konton_account *a,
    const char *name)
{
	return (konton_text(c->konton, a, name));
}

static int
check_account(const struct check *c, const struct konton_account *a)
{
	static rule *const in_use[] = { rules_persons, rules_contact,
	    rules_logins, rules_suite, rules_purpose, rules_visitors,
	    rules_sender, NULL };
	static rule *const always[] = { rules_decision, rules_closing,
	    rules_plan, rules_last, rules_twins, NULL };
	rule *const *r;

	if (strcmp(a->status, KONTON_CLOSED) != 0)
		for (r = in_use; *r != NULL; r++)
			if ((*r)(c, a) == -1)
				return (-1);
	for (r = always; *r != NULL; r++)
		if ((*r)(c, a) == -1)
			return (-1);
	return (0);
}

int
check_all(const struct check *c)
{
	size_t i;

	if (rules_common_text(c) == -1)
		return (-1);
	for (i = 0; i < c->konton->count; i++)
		if (check_account(c, &c->konton->account[i]) == -1) {
			fail_add(c->fail, "checking '%s'",
			    c->konton->account[i].id);
			return (-1);
		}
	return (0);
}
