/*
 * report_part.h - the files that a report is made of.
 */
#ifndef VERIFY_REPORT_PART_H
#define VERIFY_REPORT_PART_H

struct buf;
struct fail;
struct report;
struct xml_writer;

/* report_xml(report, w): rapport.xml. */
void report_xml(const struct report *, struct xml_writer *);

/* report_premis(report, w): premis.xml; ${stamp} names its events. */
void report_premis(const struct report *, const char *, struct xml_writer *);

/* report_text(report, stamp, b): rapport.txt, in Swedish. */
void report_text(const struct report *, const char *, struct buf *);

#endif /* !VERIFY_REPORT_PART_H */
