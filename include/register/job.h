/*
 * job.h - the order in its job folder, WORK/PERIOD/ACCOUNT/order.xml, or
 * that of a further folder of the account, ACCOUNT.N.
 *
 * Once a page has been captured, the order is what the capture answers to: it
 * is not exchanged under a good capture, or one that a person accepted, nor
 * under anything made from it.
 */
#ifndef REGISTER_JOB_H
#define REGISTER_JOB_H

struct fail;
struct order;

enum job_outcome {
	JOB_WRITTEN,		/* there was none, or it was replaced */
	JOB_SAME,		/* the order there says the same */
	JOB_KEPT		/* it differs, but a capture answers to it */
};

/*
 * job_order(job, order, outcome, fail):
 * Make the folder ${job} if needed and see that its order.xml says what
 * ${order} says.  The digests of konton.xml and plan.xml do not count: they
 * change when other accounts do.
 * FAIL_LATER: another process works on the job.
 */
int job_order(const char *, const struct order *, enum job_outcome *,
    struct fail *);

#endif /* !REGISTER_JOB_H */
