/*
 * words.h - the Swedish wording of what the records hold as codes, for people
 * who read a package without Bevara.
 */
#ifndef DESCRIBE_WORDS_H
#define DESCRIBE_WORDS_H

struct buf;
struct input;
struct order_decision;

/* words_action(code): "bevaras", "gallras vid inaktualitet" ... */
const char *words_action(const char *);

/* words_result(code): of a check: "godkänd", "underkänd". */
const char *words_result(const char *);

/* words_decision(b, d): add "Kommunstyrelsen 2026-01-15 § 12, dnr X". */
void words_decision(struct buf *, const struct order_decision *);

/* words_creator(b, in): add the archive's creator: board and organisation. */
void words_creator(struct buf *, const struct input *);

/* words_title(b, in): add the package's title. */
void words_title(struct buf *, const struct input *);

/* words_rule(b, in): add the row of the plan, its action and its decision. */
void words_rule(struct buf *, const struct input *);

#endif /* !DESCRIBE_WORDS_H */
