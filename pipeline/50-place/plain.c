#include "place/plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/path.h"
#include "core/text.h"
#include "place/latin.h"

#define JOINER 0x200d		/* makes one picture of two */

/* Marks that only move or hide what stands beside them. */
static int
is_invisible(uint32_t cp)
{
	return ((cp >= 0x200b && cp <= 0x200c) ||
	    (cp >= 0x200e && cp <= 0x200f) ||
	    (cp >= 0x202a && cp <= 0x202e) ||
	    (cp >= 0x2060 && cp <= 0x206f) || cp == 0xad || cp == 0xfeff ||
	    (cp >= 0xe0000 && cp <= 0xe0fff));
}

/* What stands in a file name for the character; 0 for nothing. */
static uint32_t
allowed(uint32_t cp)
{
	if (cp < 0x20 || (cp >= 0x7f && cp <= 0xa0) || cp == 0x2028 ||
	    cp == 0x2029)
		return (' ');
	if (cp < 0x80 && strchr(":/\\|", (int)cp) != NULL)
		return ('-');
	if (cp < 0x80 && strchr("<>\"?*", (int)cp) != NULL)
		return (' ');
	return (is_invisible(cp) ? 0 : cp);
}

/* A mark that no composed letter has room for, after a Latin letter. */
static int
is_stray_mark(uint32_t held, uint32_t cp)
{
	return (cp >= 0x300 && cp <= 0x36f && ((held >= 'A' && held <= 'Z') ||
	    (held >= 'a' && held <= 'z') || (held >= 0xc0 && held < 0x250) ||
	    (held >= 0x1e00 && held < 0x1f00)));
}

/* Marks below a letter come before those above it, however they are written. */
static int
is_below(uint32_t cp)
{
	return ((cp >= 0x316 && cp <= 0x333) || cp == 0x31b);
}

/* The letter ${held} with the mark ${cp} too, or 0. */
static uint32_t
join(uint32_t held, uint32_t cp)
{
	uint32_t joined = latin_join(held, cp), letter, mark;

	if (joined == 0 && is_below(cp) && latin_split(held, &letter, &mark) &&
	    !is_below(mark) && (letter = latin_join(letter, cp)) != 0)
		joined = latin_join(letter, mark);
	return (joined);
}

/*
 * The text as a part of a file name: composed letters, single spaces, no dot
 * or space at its ends.
 */
static char *
clean(const char *s, struct fail *fail)
{
	const char *end = s + strlen(s);
	uint32_t cp, joined, held = 0;	/* held: not added yet */
	struct buf b = BUF_INIT;

	while (s < end) {
		s = text_next(s, end, &cp);
		if ((cp = allowed(latin_plain(cp))) == 0)
			continue;
		if ((joined = join(held, cp)) != 0) {
			held = joined;
			continue;
		}
		if ((cp == ' ' && (held == ' ' || held == 0)) ||
		    is_stray_mark(held, cp))
			continue;
		if (held != 0)
			text_put(&b, held);
		held = cp;
	}
	if (held != 0)
		text_put(&b, held);
	while (b.size > 0 && (b.data[b.size - 1] == ' ' ||
	    b.data[b.size - 1] == '.'))
		b.data[--b.size] = '\0';
	return (buf_take(&b, fail));
}

static char *
suffix(const struct plain *plain, int form, struct fail *fail)
{
	char minute[CLOCK_TEXT];

	if (form == 0)
		return (text_copy("", fail));
	if (form == 2)
		return (text_printf(fail, " (%s)", plain->id));
	clock_minute(plain->ended_utc, minute);	/* YYYY-MM-DD HH:MM */
	return (text_printf(fail, " (%.2s.%.2s)", minute + 11, minute + 14));
}

/* 0 if the file name can be used, -1 with why not. */
static int
usable(const struct plain *plain, const char *file, struct fail *fail)
{
	char *relative;
	int rc;

	if (path_check_name(file, fail) == -1 ||
	    (relative = path_join(plain->period, file, fail)) == NULL)
		return (-1);
	rc = path_check_length(plain->windows, relative, fail);
	free(relative);
	return (rc);
}

/* A mark or a joiner: it belongs to the character before it. */
static int
is_dependent(uint32_t cp)
{
	return (cp == JOINER || (cp >= 0x300 && cp <= 0x36f) ||
	    cp == 0x3099 || cp == 0x309a ||
	    (cp >= 0xfe00 && cp <= 0xfe0f) || (cp >= 0x1f3fb && cp <= 0x1f3ff));
}

/* The last character of ${s}, and where it starts. */
static size_t
last_character(const char *s, size_t n, uint32_t *cp)
{
	size_t start = n - 1;

	while (start > 0 && ((uint8_t)s[start] & 0xc0) == 0x80)
		start--;
	(void)text_next(s + start, s + n, cp);
	return (start);
}

/*
 * Take the last character off, with the marks and joiners that belong to it,
 * and what then may not stand last.
 */
static void
shorten(char *s)
{
	size_t n = strlen(s), start;
	uint32_t cp = JOINER;

	while (n > 0 && is_dependent(cp))
		n = last_character(s, n, &cp);
	while (n > 0) {
		start = last_character(s, n, &cp);
		if (cp != ' ' && cp != '.' && cp != JOINER)
			break;
		n = start;
	}
	s[n] = '\0';
}

/* Put it together, with as much of ${name} as there is room for. */
static char *
assemble(const struct plain *plain, char *name, const char *platform,
    const char *end, struct fail *fail)
{
	char date[CLOCK_TEXT], *file;

	if (plain->taken == NULL || plain->taken[0] == '\0')
		clock_date(plain->ended_utc, date);
	else
		(void)snprintf(date, sizeof(date), "%s", plain->taken);
	for (;;) {
		file = text_printf(fail, "%s %s%s%s%s.pdf", date, name,
		    *name == '\0' ? "" : ", ", platform, end);
		if (file == NULL || usable(plain, file, fail) == 0)
			return (file);
		free(file);
		if (*name == '\0')
			return (NULL);
		fail_clear(fail);
		shorten(name);
	}
}

char *
plain_name(const struct plain *plain, int form, struct fail *fail)
{
	char *name = NULL, *platform = NULL, *end = NULL, *file = NULL;

	if ((name = clean(plain->name, fail)) == NULL ||
	    (platform = clean(plain->platform, fail)) == NULL ||
	    (end = suffix(plain, form, fail)) == NULL)
		goto out;
	if (*name == '\0') {	/* nothing of it can stand in a name */
		free(name);
		if ((name = text_copy(plain->account, fail)) == NULL)
			goto out;
	}
	file = assemble(plain, name, platform, end, fail);
out:
	free(name);
	free(platform);
	free(end);
	return (file);
}
