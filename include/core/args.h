/*
 * args.h - the arguments of a tool, from one table.
 *
 * Every option has a long name; the common ones have a letter.  --help and
 * --version are known to all tools, and -v, --verbose; an option given twice
 * is a usage error.
 */
#ifndef CORE_ARGS_H
#define CORE_ARGS_H

struct fail;

#define BEVARA_VERSION "0.1.0"

struct args_option {
	const char *name;	/* long name; NULL ends the table */
	int letter;		/* its letter, or 0 */
	const char **value;	/* where its value goes; NULL for a flag */
	int *flag;		/* set to 1 for a flag */
	const char *help;	/* "FILE  what it does" */
};

struct args {
	const char *tool;	/* "fetch" */
	const char *operands;	/* "JOB", as --help shows it */
	const char *summary;	/* one line on what the tool does */
	const struct args_option *options;
	int least, most;	/* operands allowed; most -1: any number */
	/* filled by args_parse() */
	char **operand;		/* borrowed from argv */
	int operand_count;
};

/*
 * args_parse(args, argc, argv, fail):
 * Read the arguments, fill the options' places and the operands, and tell
 * msg.h the tool's name.  Returns 0 to go on, 1 when --help or --version was
 * answered and the tool should end with 0, -1 with FAIL_USAGE.
 */
int args_parse(struct args *, int, char **, struct fail *);

#endif /* !CORE_ARGS_H */
