/*
 * rules.h - the rules of check.h, by what they look at.
 *
 * Each looks at one account, or all, adds what it finds and gives 0; -1 only
 * when it could not look, with the check's fail set.
 */
#ifndef REGISTER_RULES_H
#define REGISTER_RULES_H

struct check;
struct konton_account;

/* Who answers, stands in and administers; of accounts in use. */
int rules_persons(const struct check *, const struct konton_account *);

/* The decision, the purpose, the target group, Meta Business Suite, sender. */
int rules_decision(const struct check *, const struct konton_account *);
int rules_purpose(const struct check *, const struct konton_account *);
int rules_suite(const struct check *, const struct konton_account *);
int rules_sender(const struct check *, const struct konton_account *);

/* How the public reaches the unit, and where logins are kept. */
int rules_contact(const struct check *, const struct konton_account *);
int rules_logins(const struct check *, const struct konton_account *);

/* What visitors are told on the account's page, as it was last captured. */
int rules_visitors(const struct check *, const struct konton_account *);

/* rules_common_text(check): the common text for visitors of bevara.xml. */
int rules_common_text(const struct check *);

/* Of every account: its dates, its board's plan, its last capture, twins. */
int rules_closing(const struct check *, const struct konton_account *);
int rules_plan(const struct check *, const struct konton_account *);
int rules_last(const struct check *, const struct konton_account *);
int rules_twins(const struct check *, const struct konton_account *);

/*
 * rules_same_address(a, b): whether two web addresses lead to the same page
 * but for scheme, www. or m., letters' size, a port that is the scheme's own,
 * slashes at the end, a fragment and what only tracks visitors.
 */
int rules_same_address(const char *, const char *);

#endif /* !REGISTER_RULES_H */
