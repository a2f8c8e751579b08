/*
 * xlsx.h - a table as an Excel workbook.
 * Source: ECMA-376 part 1, 18.2 (workbook), 18.3 (worksheet), 18.4 (shared
 * strings), 22.9.2.19 (_xHHHH_); part 2 (relations).
 */
#ifndef REGISTER_XLSX_H
#define REGISTER_XLSX_H

struct buf;
struct fail;
struct sheet;

/* xlsx_write(s, b, fail): add a workbook of one sheet, all of it text. */
int xlsx_write(const struct sheet *, struct buf *, struct fail *);

/*
 * xlsx_read(s, bytes, name, fail): the first sheet of a workbook into the
 * empty ${s}; numbers and dates as the numbers that are stored.  FAIL_DATA
 * names row and column where it is one's fault.
 */
int xlsx_read(struct sheet *, const struct buf *, const char *, struct fail *);

#endif /* !REGISTER_XLSX_H */
