/*
 * report.h - what a check found, on the share for good.
 *
 * SHARE/protokoll/kontroll-STAMP/ holds rapport.xml (for programs,
 * schemas/60-verify.report.xsd), rapport.txt (for the archivist, in Swedish)
 * and premis.xml (PREMIS 3 events), each with its signature NAME.p7s.  It
 * appears whole or not at all, and never inside a package.  STAMP is when the
 * check ended.
 */
#ifndef VERIFY_REPORT_H
#define VERIFY_REPORT_H

#include <stdint.h>

#include "verify/journal.h"

struct cms_signer;
struct extent;
struct fail;
struct outcome;
struct shelf_list;
struct site;
struct stamps;
struct tlog_head;
struct verify;

#define REPORT_FOLDER "protokoll"
#define REPORT_PREFIX "kontroll-"
#define REPORT_XML "rapport.xml"
#define REPORT_TEXT "rapport.txt"
#define REPORT_PREMIS "premis.xml"
#define REPORT_SCHEMA "60-verify.report.xsd"

struct report {			/* all borrowed */
	const struct site *site;
	int share;		/* its open folder */
	const struct cms_signer *signer;
	const struct extent *extent;
	const struct shelf_list *packages;
	const struct outcome *outcomes;	/* one for each package */
	const struct verify *verify;
	const struct tlog_head *log;	/* as it stood; NULL: it is not right */
	const struct stamps *stamps;	/* NULL: they were not looked at */
	int64_t started_utc, ended_utc;
};

/*
 * report_place(report, facts, journal, fail): write it, and tell ${journal},
 * unless that is NULL, before it is visible.  Fills ${facts}.
 */
int report_place(const struct report *, struct journal_report *,
    struct journal *, struct fail *);

/*
 * report_enter(site, facts, index, fail): the log's entry of it; as
 * ledger_enter().  Done twice it is one entry, until report_forget().
 */
int report_enter(const struct site *, const struct journal_report *,
    uint64_t *, struct fail *);
void report_forget(const struct site *, const struct journal_report *);

/*
 * report_is_placed(share, facts): 1 if the open share has this very report.
 */
int report_is_placed(int, const struct journal_report *);

/* report_path(facts, fail): its folder, from the share's; the caller's. */
char *report_path(const struct journal_report *, struct fail *);

#endif /* !VERIFY_REPORT_H */
