/*
 * judge.h - gather what was met with on the way, and have it judged.
 */
#ifndef FETCH_JUDGE_H
#define FETCH_JUDGE_H

struct ask;
struct browse_seen;
struct capture;
struct fail;
struct order;
struct signs;

struct judge_case {		/* all borrowed */
	const struct order *order;
	const char *job;	/* JOB, from which the order's paths go */
	const char *dir;	/* that holds answer.xml and layout.xml */
	const struct signs *signs;
	const struct ask *ask;
	const struct browse_seen *seen;
};

#define JUDGE_ANSWER "answer.xml"

/* judge_capture(c, what, fail): set ${c}'s verdict, advice and signs. */
int judge_capture(struct capture *, const struct judge_case *, struct fail *);

#endif /* !FETCH_JUDGE_H */
