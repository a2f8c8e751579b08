/*
 * key_share.h - what of the keys lies on the share: the public ones, and the
 * log that they sign.
 */
#ifndef VERIFY_KEY_SHARE_H
#define VERIFY_KEY_SHARE_H

struct buf;
struct fail;
struct note_key;
struct site;

/*
 * key_share_has_log(site, share, has, fail): whether the open folder ${share}
 * has a log.  FAIL_NO: it has none, but the copy says that there was one.
 */
int key_share_has_log(const struct site *, int, int *, struct fail *);

/*
 * key_share_begin(site, share, pair, certificate, fail): put the public key
 * and the certificate there, begin the log, and copy its state to where
 * bevara.xml says; what is there and right is kept.  FAIL_NO: the log there is
 * another key's, or does not continue what the copy has seen.
 */
int key_share_begin(const struct site *, int, const struct note_key *,
    const struct buf *, struct fail *);

/*
 * key_share_add(dir, certificate, fail): write the PEM ${certificate} to the
 * file certifikat.pem of the open folder ${dir}, after those that are there,
 * unless it is one of them.
 */
int key_share_add(int, const struct buf *, struct fail *);

#endif /* !VERIFY_KEY_SHARE_H */
