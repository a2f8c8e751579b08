/*
 * office.h - what an office does with the register besides ordering: check
 * it, publish it, and take it to and from a spreadsheet.
 *
 * All read SITE/bevara.xml and SITE/konton.xml; a register with faults that
 * only a finding tells of is read too.
 */
#ifndef REGISTER_OFFICE_H
#define REGISTER_OFFICE_H

struct fail;
struct register_result;
struct register_task;

/*
 * office_check(task, result, fail): a line for each finding: account, clause,
 * rule, and what is wrong with the one instruction; what could not be judged
 * is a message.  With task->xml they are written there too.  FAIL_NO: there
 * are findings.
 */
int office_check(const struct register_task *, struct register_result *,
    struct fail *);

/*
 * office_publish(task, result, fail): the register as a web page and CSV in
 * the folder that is the operand (publish.h); a line for each of the two.
 */
int office_publish(const struct register_task *, struct register_result *,
    struct fail *);

/*
 * office_export(task, result, fail): the register as the operand's new file,
 * .csv, .xlsx or .ods; its path and how many accounts it has.
 */
int office_export(const struct register_task *, struct register_result *,
    struct fail *);

/*
 * office_import(task, result, fail): the register from the operand's file: a
 * line for each change.  Only with task->yes is konton.xml exchanged, whole,
 * and the old one kept beside it as konton.xml.bak-STAMP, with its comments.
 * FAIL_NO: there are changes and task->yes is not set.  FAIL_DATA: the file
 * has faults, each told in a message; konton.xml is as it was.
 */
int office_import(const struct register_task *, struct register_result *,
    struct fail *);

#endif /* !REGISTER_OFFICE_H */
