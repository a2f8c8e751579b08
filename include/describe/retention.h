/*
 * retention.h - metadata/other/retention.xml: the plan's row that governs the
 * record, and the dates that follow from it.
 * Source: the routine, section 4.3; schemas/40-describe.retention.xsd.
 */
#ifndef DESCRIBE_RETENTION_H
#define DESCRIBE_RETENTION_H

struct fail;
struct pack;

/*
 * retention_write(pk, fail): write it into the package.  FAIL_DATA: the row
 * cannot be reckoned with.
 */
int retention_write(struct pack *, struct fail *);

#endif /* !DESCRIBE_RETENTION_H */
