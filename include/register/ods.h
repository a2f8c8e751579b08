/*
 * ods.h - a table as an OpenDocument spreadsheet.
 * Source: OpenDocument 1.2 part 1, 9.1 (tables), 6.1 (white space), 19.374 and
 * on (values); part 3 (packages).
 */
#ifndef REGISTER_ODS_H
#define REGISTER_ODS_H

struct buf;
struct fail;
struct sheet;

/* ods_write(s, b, fail): add a spreadsheet of one table, all of it text. */
int ods_write(const struct sheet *, struct buf *, struct fail *);

/*
 * ods_read(s, bytes, name, fail): the first table of a spreadsheet into the
 * empty ${s}: what a cell shows, but dates as YYYY-MM-DD.  FAIL_DATA names row
 * and column where it is one's fault.
 */
int ods_read(struct sheet *, const struct buf *, const char *, struct fail *);

#endif /* !REGISTER_ODS_H */
