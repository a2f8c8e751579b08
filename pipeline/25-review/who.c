#include "review/who.h"

#include <pwd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/text.h"

/* Spaces and what is no character: breaks, controls, direction marks. */
static int
is_gap(uint32_t cp)
{
	return (cp <= 0x20 || (cp >= 0x7f && cp <= 0xa0) || cp == 0x2028 ||
	    cp == 0x2029 || (cp >= 0x202a && cp <= 0x202e) ||
	    (cp >= 0x2066 && cp <= 0x2069) || cp == 0xfeff ||
	    cp == 0xfffe || cp == 0xffff);
}

/* The name that sudo gives for who started it, if there is such a user. */
static const char *
sudo_name(void)
{
	const char *name = getenv("SUDO_USER");

	if (getuid() != 0 || name == NULL || strcmp(name, "root") == 0 ||
	    getpwnam(name) == NULL)
		return (NULL);
	return (name);
}

char *
who_login(struct fail *fail)
{
	const char *sudo = sudo_name();
	const struct passwd *pw;

	if (sudo != NULL)
		return (text_printf(fail, "%s (sudo)", sudo));
	if ((pw = getpwuid(getuid())) == NULL || pw->pw_name[0] == '\0')
		return (text_printf(fail, "uid %lu",
		    (unsigned long)getuid()));
	return (text_clean(pw->pw_name, fail));
}

char *
who_words(const char *option, const char *text, size_t most,
    struct fail *fail)
{
	const char *end = text + strlen(text);
	struct buf b = BUF_INIT;
	size_t count = 0;
	uint32_t cp;
	int gap = 0;

	if (!text_valid(text)) {
		(void)fail_set(fail, FAIL_USAGE, "what follows %s is not "
		    "UTF-8; set the terminal to UTF-8", option);
		return (NULL);
	}
	while (text < end && count <= most) {
		text = text_next(text, end, &cp);
		if (is_gap(cp)) {
			gap = b.size > 0;
			continue;
		}
		if (gap)
			buf_addc(&b, ' ');
		text_put(&b, cp);
		count += 1 + (size_t)gap;
		gap = 0;
	}
	if (count > 0 && count <= most)
		return (buf_take(&b, fail));
	(void)fail_set(fail, FAIL_USAGE, count == 0 ? "%s is blank; write at "
	    "most %zu characters" : "%s is too long; write at most %zu "
	    "characters", option, most);
	buf_clear(&b);
	return (NULL);
}
