/*
 * check.h - our own check of a PDF: PDF/A-1b, PDF/A-1a and PDF/UA-1, by those
 * rules that our writer could break, where no veraPDF is installed.
 *
 * The verdicts are those of veraPDF 1.30.2, the rules are named as it names
 * them: the clause of ISO 19005-1 or ISO 14289-1, a hyphen, its test's number.
 * Where the standards ask for more than veraPDF looks at, the finding is a
 * note and no profile fails by it.
 *
 * Ownership: struct check is the caller's; check_clear() frees what is in it.
 */
#ifndef RENDER_CHECK_H
#define RENDER_CHECK_H

#include <stddef.h>
#include <stdint.h>

struct fail;

#define CHECK_PROFILES 3
#define CHECK_RULE 12
#define CHECK_SAME 20		/* findings of one rule that are kept */

struct check_finding {
	const char *profile;	/* "1b", "1a", "ua1", "note"; static */
	char rule[CHECK_RULE];	/* "6.1.12-1" */
	uint32_t object;	/* 0: the file as a whole */
	char *text;		/* owned */
};

struct check {
	struct check_finding *finding;	/* owned */
	size_t count, room;
	struct check_verdict {
		const char *profile;
		int pass;
	} verdict[CHECK_PROFILES];
	int failed;		/* memory was short */
};
#define CHECK_INIT { NULL, 0, 0, { { "1b", 1 }, { "1a", 1 }, \
    { "ua1", 1 } }, 0 }

/*
 * check_pdf(check, path, fail): look at the file ${path} and fill ${check}.
 * Returns 0 when it passes all three; -1 with FAIL_NO when it does not (the
 * findings say why), FAIL_DATA when it is no PDF that can be read.
 */
int check_pdf(struct check *, const char *, struct fail *);

/* check_clear(check): fine if empty. */
void check_clear(struct check *);

#endif /* !RENDER_CHECK_H */
