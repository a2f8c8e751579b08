#include "core/msg.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"

/* The only mutable globals: how this process speaks. */
static const char *tool = "bevara";
static int verbose;
static int progress_shown;

void
msg_tool(const char *name)
{
	tool = name;
}

void
msg_verbose(int on)
{
	verbose = on;
}

static void
print_line(const char *fmt, va_list ap)
{
	msg_progress_end();
	fprintf(stderr, "%s: ", tool);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
}

void
msg_warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print_line(fmt, ap);
	va_end(ap);
}

void
msg_note(const char *fmt, ...)
{
	va_list ap;

	if (!verbose)
		return;
	va_start(ap, fmt);
	print_line(fmt, ap);
	va_end(ap);
}

void
msg_fail(const struct fail *fail)
{
	if (fail->kind != FAIL_NONE)
		msg_warn("%s", fail->text);
}

void
msg_pass(const char *text)
{
	size_t n = strlen(text);

	if (n == 0)
		return;
	msg_progress_end();
	fputs(text, stderr);
	if (text[n - 1] != '\n')
		fputc('\n', stderr);
}

int
msg_is_verbose(void)
{
	return (verbose);
}

void
msg_progress(const char *fmt, ...)
{
	va_list ap;

	if (!isatty(STDERR_FILENO))
		return;
	fputs("\r\033[K", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fflush(stderr);
	progress_shown = 1;
}

void
msg_progress_end(void)
{
	if (!progress_shown)
		return;
	fputs("\r\033[K", stderr);
	fflush(stderr);
	progress_shown = 0;
}

/* Results are split by tab and newline, so a field may hold neither. */
static void
put_field(const char *s)
{
	for (; *s != '\0'; s++)
		putchar((uint8_t)*s < 0x20 || *s == 0x7f ? ' ' : *s);
}

void
out_line(const char *field, ...)
{
	va_list ap;
	const char *next;

	msg_progress_end();
	put_field(field);
	va_start(ap, field);
	while ((next = va_arg(ap, const char *)) != NULL) {
		putchar('\t');
		put_field(next);
	}
	va_end(ap);
	putchar('\n');
}

void
out_text(const char *text)
{
	msg_progress_end();
	fputs(text, stdout);
}

int
out_is_terminal(void)
{
	return (isatty(STDOUT_FILENO));
}

int
out_flush(struct fail *fail)
{
	if (fflush(stdout) == EOF || ferror(stdout))
		return (fail_set(fail, FAIL_IO,
		    "cannot write the results to standard output"));
	return (0);
}
