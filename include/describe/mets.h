/*
 * mets.h - METS.xml of a package and of its two representations, as E-ARK
 * CSIP 2.1.0 or 2.0.4 wants them.
 *
 * The two versions differ in one thing that matters: CSIP114 wants one file
 * group "Representations" in 2.0.4, and one "Representations/NAME" for each
 * representation in 2.1.0.  PROFILE is the same for both.
 *
 * Source: METS 1.12; E-ARK CSIP 2.1.0 and 2.0.4 (requirements CSIPn); E-ARK
 * AIP; FGS Paketstruktur 2.0.
 */
#ifndef DESCRIBE_METS_H
#define DESCRIBE_METS_H

struct fail;
struct pack;

/*
 * mets_write_pdfa(pk, fail), mets_write_warc(pk, fail): a representation's;
 * its files are in ${pk} already.
 * mets_write(pk, fail): the package's; call it when all else is in.
 */
int mets_write_pdfa(struct pack *, struct fail *);
int mets_write_warc(struct pack *, struct fail *);
int mets_write(struct pack *, struct fail *);

#endif /* !DESCRIBE_METS_H */
