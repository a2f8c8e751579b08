/*
 * bevara: the front of the tools.  `bevara fetch ...` starts bevara-fetch,
 * which lies beside this program or in PATH.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/proc.h"
#include "core/text.h"

static const char help[] =
"usage: bevara TOOL [option ...] [operand ...]\n"
"Archive social media as records: each tool does one step, and run does all.\n"
"\n"
"  init SITE        make a site folder with its three files\n"
"  key new          make the archive's keys and begin its log, once\n"
"  run              take every active account through all steps\n"
"  inlet FILE ...   take in pictures and pages that a person made\n"
"  register check   say what the register of accounts lacks\n"
"  review           write the contact sheet of a half-year, to look at\n"
"  accept JOB       let a capture be a record, by name and with a reason\n"
"  retake JOB       have a capture made again\n"
"  verify           check what lies on the archive share\n"
"  log stamp        have the archive's log stamped with the time\n"
"  catalogue        make the share's page for searching tell what is there\n"
"\n"
"and the steps, each on a job folder:\n"
"  register order   write what is to be archived, and by which rule\n"
"  fetch JOB        capture the page, and judge whether it is a record\n"
"  render JOB       make the PDF/A-1; REPORT.xml OUT.pdf: set a report\n"
"  describe JOB     make the E-ARK package\n"
"  place JOB        put it on the archive share\n"
"\n"
"`bevara TOOL --help` tells a tool's options; -C SITE names the site folder.\n";

/* Start the tool; comes back only if that failed. */
static int
start(char **argv, struct fail *fail)
{
	char *name, *path = NULL;

	if (strspn(argv[0], "abcdefghijklmnopqrstuvwxyz") != strlen(argv[0]) ||
	    *argv[0] == '\0')
		return (fail_set(fail, FAIL_USAGE, "'%s' is no tool of Bevara; "
		    "'bevara --help' lists them", argv[0]));
	if ((name = text_printf(fail, "bevara-%s", argv[0])) == NULL)
		return (-1);
	path = proc_find(name, fail);
	free(name);
	if (path == NULL)
		return (fail_set(fail, FAIL_USAGE, "'%s' is no tool of Bevara; "
		    "'bevara --help' lists them", argv[0]));
	execv(path, argv);
	fail_sys(fail, "cannot start '%s'", path);
	fail->kind = FAIL_PROGRAM;
	free(path);
	return (-1);
}

int
main(int argc, char **argv)
{
	struct fail fail = FAIL_INIT;

	msg_tool("bevara");
	if (argc < 2)
		fail_set(&fail, FAIL_USAGE,
		    "name a tool; 'bevara --help' lists them");
	else if (strcmp(argv[1], "--help") == 0)
		out_text(help);
	else if (strcmp(argv[1], "--version") == 0)
		out_line("bevara " BEVARA_VERSION, NULL);
	else
		start(argv + 1, &fail);
	(void)out_flush(&fail);
	msg_fail(&fail);
	return (fail_status(&fail));
}
