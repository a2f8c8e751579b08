/*
 * freeze.h - an account and its plan row, as they stand now, as an order.
 *
 * The order carries all that later stages may say of the account, so that a
 * package stays true however the register changes afterwards.
 * Source: the routine, sections 2 and 4.3.
 */
#ifndef REGISTER_FREEZE_H
#define REGISTER_FREEZE_H

struct fail;
struct konton;
struct konton_account;
struct order;
struct plan;
struct plan_board;
struct plan_row;
struct site;

struct freeze {			/* all borrowed */
	const struct site *site;
	const struct konton *konton;
	const struct plan *plan;
	const struct konton_account *account;
	const struct plan_board *board;	/* NULL: no plan holds */
	const struct plan_row *row;	/* NULL: no row matches, bevaras */
	const char *period;
};

/* freeze_order(order, what, fail): fill the zeroed ${order}. */
int freeze_order(struct order *, const struct freeze *, struct fail *);

#endif /* !REGISTER_FREEZE_H */
