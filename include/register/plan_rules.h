/*
 * plan_rules.h - what one element of plan.xml asks of another.
 * Source: the routine, section 4.3; facts on plans in use: a row that clears
 * out needs a period, what it is reckoned from, and the board's decision.
 */
#ifndef REGISTER_PLAN_RULES_H
#define REGISTER_PLAN_RULES_H

struct fail;
struct plan;

/*
 * plan_rules_check(plan, fail): 0, or -1 with FAIL_CONFIG for the first fault:
 * an id, a class or a plan given twice, a class that is not listed, a first
 * day after the last, clearing out without its period, trigger, review or
 * decision, preserving with a period.
 */
int plan_rules_check(const struct plan *, struct fail *);

#endif /* !REGISTER_PLAN_RULES_H */
