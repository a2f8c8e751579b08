/*
 * note_key.h - the Ed25519 keys that notes are signed with.
 *
 * Source: C2SP signed-note v1 (key names, key ids, verifier keys "vkey") and
 * RFC 8032.
 */
#ifndef CORE_NOTE_KEY_H
#define CORE_NOTE_KEY_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct fail;

struct note_key;		/* a public key, or a pair */

#define NOTE_KEY_SECRET 32		/* bytes of the secret: RFC 8032 */
#define NOTE_KEY_PUBLIC 32		/* bytes of the public key */
#define NOTE_KEY_ID 4			/* bytes of a key's id */
#define NOTE_KEY_SIGNATURE 64		/* bytes of a signature */

/*
 * note_key_new(name, fail): a new pair for the name, which holds no space and
 * no '+'.
 */
struct note_key *note_key_new(const char *, struct fail *);

/*
 * note_key_load(path, name, fail): the pair in a PEM file (PKCS#8).
 * FAIL_CONFIG: it is absent, is no Ed25519 key, or others than its owner may
 * read it.
 */
struct note_key *note_key_load(const char *, const char *, struct fail *);

/*
 * note_key_save(key, path, fail): write the pair as PEM, mode 600 from the
 * first byte on, never over another file (FAIL_EXISTS).
 */
int note_key_save(const struct note_key *, const char *, struct fail *);

/*
 * note_key_parse(vkey, fail): the public key of "NAME+HASH+BASE64"; FAIL_DATA
 * when it is none, or the hash is not the key's.
 */
struct note_key *note_key_parse(const char *, struct fail *);

/* note_key_vkey(key, b): add "NAME+HASH+BASE64", without a newline. */
void note_key_vkey(const struct note_key *, struct buf *);

/* note_key_pem(key, b, fail): add the public key as PEM, for openssl(1). */
int note_key_pem(const struct note_key *, struct buf *, struct fail *);

/* note_key_name(key): borrowed.  note_key_same(a, b): 1 if both hold the same
   public key under the same name. */
const char *note_key_name(const struct note_key *);
int note_key_same(const struct note_key *, const struct note_key *);

/* note_key_free(key): wipe and free; fine if NULL. */
void note_key_free(struct note_key *);

/* note_key_is_text(s, n): 1 if it is UTF-8, no control but newlines in it. */
int note_key_is_text(const char *, size_t);

/*
 * note_key_from(secret, name, fail): the pair of these bytes; the caller's.
 * note_key_secret(key, out, fail): the bytes, which the caller wipes.
 */
struct note_key *note_key_from(const uint8_t [NOTE_KEY_SECRET], const char *,
    struct fail *);
int note_key_secret(const struct note_key *, uint8_t [NOTE_KEY_SECRET],
    struct fail *);

/* note_key_id(key), note_key_public(key): the bytes, borrowed. */
const uint8_t *note_key_id(const struct note_key *);
const uint8_t *note_key_public(const struct note_key *);

/* note_key_sign(key, bytes, n, signature, fail): FAIL_CONFIG: no secret. */
int note_key_sign(const struct note_key *, const void *, size_t,
    uint8_t [NOTE_KEY_SIGNATURE], struct fail *);

/*
 * note_key_holds(key, bytes, n, signature): 1 if it is good, 0 if not; -1 when
 * the library could not tell, for want of memory.
 */
int note_key_holds(const struct note_key *, const void *, size_t,
    const uint8_t [NOTE_KEY_SIGNATURE]);

#endif /* !CORE_NOTE_KEY_H */
