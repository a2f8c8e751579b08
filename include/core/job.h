/*
 * job.h - the job folders of one account in one half-year.
 *
 * The first is WORK/PERIOD/ACCOUNT, which stage register makes; what is
 * captured again or handed in beside it gets ACCOUNT.2, ACCOUNT.3, and so on.
 * Source: DESIGN.md, sections 2 and 4.
 */
#ifndef CORE_JOB_H
#define CORE_JOB_H

struct fail;

/*
 * job_open_next(dir, account, fail): make the folder of the next number in
 * ${dir}, which is WORK/PERIOD, and give its path, the caller's.  Two at once
 * get two folders.  If ${dir} or ${dir}/ACCOUNT is not there: FAIL_DATA.
 */
char *job_open_next(const char *, const char *, struct fail *);

#endif /* !CORE_JOB_H */
