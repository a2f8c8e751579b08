/*
 * intake.h - a konton.xml from the rows of a spreadsheet.
 */
#ifndef REGISTER_INTAKE_H
#define REGISTER_INTAKE_H

struct buf;
struct fail;
struct sheet;

/*
 * intake_make(sheet, path, today, out, fail):
 * Add to ${out} the konton.xml that the accounts in ${sheet} make; it holds
 * for konton_load() on the day ${today}.  Each row with a fault is told in a
 * message with ${path}, row, column and what to write; then FAIL_DATA.
 * White space in a value becomes one space, as it does when konton.xml is read.
 */
int intake_make(const struct sheet *, const char *, const char *, struct buf *,
    struct fail *);

#endif /* !REGISTER_INTAKE_H */
