/*
 * key.h - the keys of the archive: of its log and of its signatures.
 * Reads and writes KEYS/ (bevara.xml, nycklar), the copy of the log's state
 * (kopia), and SHARE/logg/ (schemas/50-place.share.5).
 */
#ifndef VERIFY_KEY_H
#define VERIFY_KEY_H

#include <stdint.h>

struct fail;

struct key {			/* strings owned */
	char *folder;		/* where the keys lie */
	char *vkey;		/* the log's public key, C2SP */
	char *log_sha256;	/* of SHARE/logg/nyckel.pem */
	char *cert_sha256;	/* of the signing certificate */
	int64_t cert_until_utc;	/* when that ends */
	int made;		/* 1: a private key was made by this call */
};
#define KEY_INIT { NULL, NULL, NULL, NULL, 0, 0 }

/*
 * key_do(key, verb, site, fail): "show" the keys of the folder ${site}; or
 * with "new" make what is missing of them, and begin the log on the share.  A
 * key is never replaced.  FAIL_USAGE: another word.  FAIL_CONFIG: there is no
 * key, or it cannot be used.  FAIL_LATER: the share is not there.  FAIL_NO:
 * the share's log is not that of these keys, or is gone.
 */
int key_do(struct key *, const char *, const char *, struct fail *);

/* key_clear(key): free; fine if empty. */
void key_clear(struct key *);

#endif /* !VERIFY_KEY_H */
