#include "core/args.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/msg.h"

#define MAX_OPTIONS 24		/* of one tool, the three common ones apart */
#define HELP 256		/* getopt's values for options without letter */
#define VERSION 257
#define FIRST 258

static const struct option common[] = {
	{ "help", no_argument, NULL, HELP },
	{ "version", no_argument, NULL, VERSION },
	{ "verbose", no_argument, NULL, 'v' },
};

/* One line of --help: letter, long name, what it does. */
static void
help_line(struct buf *b, int letter, const char *name, const char *help)
{
	if (letter != 0)
		buf_addf(b, "  -%c, --%s %s\n", letter, name, help);
	else
		buf_addf(b, "      --%s %s\n", name, help);
}

static void
print_help(const struct args *args)
{
	const struct args_option *o;
	struct buf b = BUF_INIT;

	buf_addf(&b, "usage: bevara %s%s%s\n%s\n\n", args->tool,
	    " [option ...] ", args->operands, args->summary);
	for (o = args->options; o != NULL && o->name != NULL; o++)
		help_line(&b, o->letter, o->name, o->help);
	help_line(&b, 'v', "verbose", " say more on what is done");
	help_line(&b, 0, "help", " show this");
	help_line(&b, 0, "version", " show the version");
	out_text(buf_text(&b));
	buf_clear(&b);
}

/* Fill getopt's two forms of the table. */
static void
make_tables(const struct args_option *o, struct option *longs, char *shorts)
{
	size_t n = 0, k = 0;

	shorts[k++] = ':';
	shorts[k++] = 'v';
	for (; o != NULL && o->name != NULL && n < MAX_OPTIONS; o++, n++) {
		int takes = o->value != NULL;

		longs[n].name = o->name;
		longs[n].has_arg = takes ? required_argument : no_argument;
		longs[n].flag = NULL;
		longs[n].val = FIRST + (int)n;
		if (o->letter != 0) {
			shorts[k++] = (char)o->letter;
			if (takes)
				shorts[k++] = ':';
		}
	}
	memcpy(longs + n, common, sizeof(common));
	memset(longs + n + 3, 0, sizeof(*longs));
	shorts[k] = '\0';
}

/* The table's option for what getopt returned, or NULL. */
static const struct args_option *
find_option(const struct args_option *options, int got)
{
	const struct args_option *o;

	if (got >= FIRST)
		return (options + (got - FIRST));
	for (o = options; o != NULL && o->name != NULL; o++)
		if (o->letter == got)
			return (o);
	return (NULL);
}

static int
take_option(const struct args_option *o, char *seen, size_t at,
    struct fail *fail)
{
	if (seen[at])
		return (fail_set(fail, FAIL_USAGE,
		    "option '--%s' is given twice; give it once", o->name));
	seen[at] = 1;
	if (o->value != NULL)
		*o->value = optarg;
	else
		*o->flag = 1;
	return (0);
}

static int
check_operands(const struct args *args, struct fail *fail)
{
	if (args->operand_count < args->least)
		return (fail_set(fail, FAIL_USAGE,
		    "too few operands; usage: bevara %s [option ...] %s",
		    args->tool, args->operands));
	if (args->most >= 0 && args->operand_count > args->most)
		return (fail_set(fail, FAIL_USAGE,
		    "unexpected operand '%s'; usage: bevara %s [option ...] %s",
		    args->operand[args->most], args->tool, args->operands));
	return (0);
}

int
args_parse(struct args *args, int argc, char **argv, struct fail *fail)
{
	struct option longs[MAX_OPTIONS + 4];
	char shorts[2 * MAX_OPTIONS + 3];
	char seen[MAX_OPTIONS] = { 0 };
	const struct args_option *o;
	int got, said_verbose = 0;

	msg_tool(args->tool);
	make_tables(args->options, longs, shorts);
	opterr = 0;
	optind = 1;
	while ((got = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (got == HELP) {
			print_help(args);
			return (1);
		}
		if (got == VERSION) {
			out_line("bevara " BEVARA_VERSION, NULL);
			return (1);
		}
		if (got == ':')
			return (fail_set(fail, FAIL_USAGE,
			    "option '%s' needs a value", argv[optind - 1]));
		if (got == '?')
			return (fail_set(fail, FAIL_USAGE,
			    "unknown option '%s'; see 'bevara %s --help'",
			    argv[optind - 1], args->tool));
		if (got == 'v') {
			if (said_verbose++)
				return (fail_set(fail, FAIL_USAGE,
				    "option '--verbose' is given twice; "
				    "give it once"));
			msg_verbose(1);
			continue;
		}
		o = find_option(args->options, got);
		if (take_option(o, seen, (size_t)(o - args->options),
		    fail) == -1)
			return (-1);
	}
	args->operand = argv + optind;
	args->operand_count = argc - optind;
	return (check_operands(args, fail));
}
