/*
 * dc.h - metadata/descriptive/dc.xml: simple Dublin Core, in Swedish.
 * Source: DCMES 1.1; schemas/dc.xsd (the container that E-ARK validators use).
 */
#ifndef DESCRIBE_DC_H
#define DESCRIBE_DC_H

struct fail;
struct pack;

/* dc_write(pk, fail): write it into the package. */
int dc_write(struct pack *, struct fail *);

#endif /* !DESCRIBE_DC_H */
