/*
 * row.h - the rows of a run's table, one for each job.
 */
#ifndef RUN_ROW_H
#define RUN_ROW_H

struct fail;
struct run;
struct run_row;

/*
 * row_add(run, account, job, fail): one more row, which now owns both strings;
 * they are freed, too, on NULL.  NULL as one of them: NULL with fail set.
 */
struct run_row *row_add(struct run *, char *, char *, struct fail *);

/* row_has(run, job): 1 if that job folder has a row. */
int row_has(const struct run *, const char *);

#endif /* !RUN_ROW_H */
