/*
 * login.h - a capture while logged in, the lawful way.
 *
 * Off unless the register has a decision for the account (konton.xml,
 * inloggadInsamling) and bevara.xml a folder of cookie files (kakor).  What a
 * capture may never hold is the session itself.
 * Source: the routine, section 2 (a decision for each account); DESIGN.md,
 * section 6; the house's rule that secrets reach no log, argument or package.
 */
#ifndef FETCH_LOGIN_H
#define FETCH_LOGIN_H

struct capture;
struct cookies;
struct fail;
struct order;
struct site;

/*
 * login_prepare(jar, c, site, order, fail): without a decision, the capture is
 * a logged-out one.  With it, load the account's cookies into ${jar}, keep this
 * process and the browser from leaving core files, and say in ${c} by which
 * decision it is made and when the session ends.  FAIL_CONFIG.
 */
int login_prepare(struct cookies *, struct capture *, const struct site *,
    const struct order *, struct fail *);

/*
 * login_check(jar, c, dir, fail): look for the session's values in all that
 * was captured.  FAIL_DATA if one is there: then nothing of it may be kept.
 */
int login_check(const struct cookies *, const struct capture *, const char *,
    struct fail *);

#endif /* !FETCH_LOGIN_H */
