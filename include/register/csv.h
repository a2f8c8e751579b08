/*
 * csv.h - a table as comma-separated values.
 * Source: RFC 4180; the byte order mark is what makes Excel read UTF-8.
 */
#ifndef REGISTER_CSV_H
#define REGISTER_CSV_H

struct buf;
struct fail;
struct sheet;

/* csv_write(s, b, fail): add it to ${b}: UTF-8 with its mark, CR LF. */
int csv_write(const struct sheet *, struct buf *, struct fail *);

/*
 * csv_read(s, bytes, name, fail):
 * Read it into the empty ${s}.  Between the values may stand commas,
 * semicolons or tabs; by which is told by the first row, or by a row "sep=;"
 * before it.  What is not UTF-8 is read as Windows-1252.  Anything but commas
 * and UTF-8 is told in a message.  FAIL_DATA names row and column.
 */
int csv_read(struct sheet *, const struct buf *, const char *, struct fail *);

#endif /* !REGISTER_CSV_H */
