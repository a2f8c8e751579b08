/*
 * stamp.h - the last step of a run: the log's newest state gets its time.
 */
#ifndef RUN_STAMP_H
#define RUN_STAMP_H

struct run;
struct site;

/*
 * stamp_log(run, site): have bevara-log append what waits and have the
 * log stamped, if bevara.xml names a service or anything waits.  What fails is
 * told and makes the run's status 75 at worst: the next run does it again.
 */
void stamp_log(struct run *, const struct site *);

#endif /* !RUN_STAMP_H */
