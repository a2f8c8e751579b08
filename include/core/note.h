/*
 * note.h - signed notes: a text and under it lines of Ed25519 signatures.
 *
 * Source: C2SP signed-note v1 (key names, key ids, verifier keys "vkey",
 * signature lines) and RFC 8032.  A text ends with a newline and holds no
 * control character but newlines.
 */
#ifndef CORE_NOTE_H
#define CORE_NOTE_H

#include <stddef.h>

struct buf;
struct fail;

struct note_key;		/* a public key, or a pair */

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

/*
 * note_sign(key, text, note, fail): add the text, an empty line and our
 * signature line to ${note}.
 */
int note_sign(const struct note_key *, const char *, struct buf *,
    struct fail *);

/*
 * note_open(key, bytes, n, text_size, fail): check that the note has a good
 * signature of ${key}; signatures of other keys are passed over.  The text is
 * the first ${text_size} bytes.  FAIL_DATA: it is no note.  FAIL_NO: our
 * signature is not there, or is wrong.
 */
int note_open(const struct note_key *, const void *, size_t, size_t *,
    struct fail *);

#endif /* !CORE_NOTE_H */
