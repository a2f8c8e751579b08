/*
 * measure.h - the facts that signs can ask for by name, and that no selector
 * or word tells: what the schema signs.xsd lists under "fact".
 */
#ifndef FETCH_MEASURE_H
#define FETCH_MEASURE_H

struct buf;
struct match;

/*
 * measure_fact(m, name, at_least, detail): 1 if it holds, with what was seen
 * added to ${detail}.  ${at_least} is in per cent, where the fact is a share.
 */
int measure_fact(const struct match *, const char *, int, struct buf *);

#endif /* !FETCH_MEASURE_H */
