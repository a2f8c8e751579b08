#include "core/note_key.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base64.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/hash.h"
#include "core/text.h"

#define TYPE_ED25519 1		/* signed-note, "Signature types" */
#define NAME_MAX_BYTES 1024
#define HASH_TEXT 8		/* a key's id in hexadecimal */

struct note_key {
	char *name;			/* owned */
	EVP_PKEY *pair;			/* owned; public alone if !has_secret */
	int has_secret;
	uint8_t public[NOTE_KEY_PUBLIC];
	uint8_t id[NOTE_KEY_ID];
};

int
note_key_is_text(const char *s, size_t n)
{
	const char *end = s + n, *next;
	uint32_t cp;

	for (; s < end; s = next) {
		next = text_next(s, end, &cp);
		if (cp < 0x20 && cp != '\n')
			return (0);
		if (cp == 0xfffd && next - s == 1)
			return (0);
	}
	return (1);
}

/* What Unicode calls white space, which no key's name holds. */
static int
is_space(uint32_t cp)
{
	return (cp <= 0x20 || cp == 0x85 || cp == 0xa0 || cp == 0x1680 ||
	    (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 || cp == 0x2029 ||
	    cp == 0x202f || cp == 0x205f || cp == 0x3000);
}

static int
is_name(const char *s, size_t n)
{
	const char *end = s + n;
	uint32_t cp;

	if (n == 0 || n > NAME_MAX_BYTES || !note_key_is_text(s, n))
		return (0);
	while (s < end) {
		s = text_next(s, end, &cp);
		if (is_space(cp) || cp == '+')
			return (0);
	}
	return (1);
}

/* The id: SHA-256 of name, newline, type and public key, its first bytes. */
static int
reckon_id(struct note_key *key, struct fail *fail)
{
	struct buf b = BUF_INIT;
	struct hash_sum sum;
	char two[3] = "";
	size_t i;
	int rc = -1;

	buf_adds(&b, key->name);
	buf_addc(&b, '\n');
	buf_addc(&b, TYPE_ED25519);
	buf_add(&b, key->public, NOTE_KEY_PUBLIC);
	if (buf_check(&b, fail) == -1 ||
	    hash_bytes(b.data, b.size, HASH_SHA256, &sum, fail) == -1)
		goto out;
	for (i = 0; i < NOTE_KEY_ID; i++) {
		memcpy(two, sum.sha256 + 2 * i, 2);
		key->id[i] = (uint8_t)strtoul(two, NULL, 16);
	}
	rc = 0;
out:
	buf_clear(&b);
	return (rc);
}

/* A key of ${pair}, which is taken whatever happens. */
static struct note_key *
key_of(EVP_PKEY *pair, int has_secret, const char *name, struct fail *fail)
{
	struct note_key *key = calloc(1, sizeof(*key));
	size_t n = NOTE_KEY_PUBLIC;

	if (key == NULL) {
		EVP_PKEY_free(pair);
		fail_memory(fail);
		return (NULL);
	}
	key->pair = pair;
	key->has_secret = has_secret;
	if (!is_name(name, strlen(name))) {
		fail_set(fail, FAIL_CONFIG, "'%s' cannot be the name of a key: "
		    "it is empty, or holds a space or '+'", name);
		goto bad;
	}
	if ((key->name = text_copy(name, fail)) == NULL)
		goto bad;
	if (EVP_PKEY_get_raw_public_key(pair, key->public, &n) != 1 ||
	    n != NOTE_KEY_PUBLIC) {
		fail_set(fail, FAIL_IO, "the library for keys failed");
		goto bad;
	}
	if (reckon_id(key, fail) == -1)
		goto bad;
	return (key);
bad:
	note_key_free(key);
	return (NULL);
}

/* OpenSSL 3.0 crashes later if there was no memory when it set itself up. */
static int
set_up(struct fail *fail)
{
	return (OSSL_LIB_CTX_get0_global_default() == NULL ?
	    fail_memory(fail) : 0);
}

struct note_key *
note_key_new(const char *name, struct fail *fail)
{
	EVP_PKEY *pair;

	if (set_up(fail) == -1)
		return (NULL);
	if ((pair = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519")) == NULL) {
		fail_set(fail, FAIL_IO, "cannot make a key");
		return (NULL);
	}
	return (key_of(pair, 1, name, fail));
}

struct note_key *
note_key_from(const uint8_t secret[NOTE_KEY_SECRET], const char *name,
    struct fail *fail)
{
	EVP_PKEY *pair;

	if (set_up(fail) == -1)
		return (NULL);
	pair = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, secret,
	    NOTE_KEY_SECRET);
	if (pair == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	return (key_of(pair, 1, name, fail));
}

int
note_key_secret(const struct note_key *key, uint8_t out[NOTE_KEY_SECRET],
    struct fail *fail)
{
	size_t n = NOTE_KEY_SECRET;

	if (!key->has_secret)
		return (fail_set(fail, FAIL_CONFIG, "the secret key of '%s' is "
		    "not here", key->name));
	if (EVP_PKEY_get_raw_private_key(key->pair, out, &n) != 1 ||
	    n != NOTE_KEY_SECRET)
		return (fail_set(fail, FAIL_IO, "the library for keys failed"));
	return (0);
}

void
note_key_free(struct note_key *key)
{
	if (key == NULL)
		return;
	EVP_PKEY_free(key->pair);	/* wipes the secret */
	free(key->name);
	free(key);
}

/* The public key of these bytes. */
static struct note_key *
public_of(const uint8_t *bytes, const char *name, struct fail *fail)
{
	EVP_PKEY *public;

	if (set_up(fail) == -1)
		return (NULL);
	public = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, bytes,
	    NOTE_KEY_PUBLIC);
	if (public == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	return (key_of(public, 0, name, fail));
}

/* Cut "NAME+HASH+BASE64": where HASH begins, and BASE64's bytes; or NULL. */
static const char *
cut_vkey(const char *vkey, uint8_t bytes[1 + NOTE_KEY_PUBLIC])
{
	const char *hash = strchr(vkey, '+'), *code;

	if (hash == NULL || !is_name(vkey, (size_t)(hash - vkey)))
		return (NULL);
	hash++;
	if (strlen(hash) <= HASH_TEXT || hash[HASH_TEXT] != '+')
		return (NULL);
	code = hash + HASH_TEXT + 1;
	if (base64_get(code, strlen(code), bytes, 1 + NOTE_KEY_PUBLIC) !=
	    1 + NOTE_KEY_PUBLIC || bytes[0] != TYPE_ED25519)
		return (NULL);
	return (hash);
}

struct note_key *
note_key_parse(const char *vkey, struct fail *fail)
{
	uint8_t bytes[1 + NOTE_KEY_PUBLIC];
	const char *hash = cut_vkey(vkey, bytes);
	struct note_key *key = NULL;
	char *name = NULL;
	char id[HASH_TEXT + 1];

	if (hash == NULL) {
		fail_set(fail, FAIL_DATA, "'%.100s' is not a verifier key of "
		    "the form NAME+HASH+KEY", vkey);
		return (NULL);
	}
	name = text_printf(fail, "%.*s", (int)(hash - 1 - vkey), vkey);
	if (name == NULL || (key = public_of(bytes + 1, name, fail)) == NULL)
		goto out;
	(void)snprintf(id, sizeof(id), "%02x%02x%02x%02x", key->id[0],
	    key->id[1], key->id[2], key->id[3]);
	if (strncmp(hash, id, HASH_TEXT) != 0) {
		fail_set(fail, FAIL_DATA, "the hash in the verifier key "
		    "'%.100s' is not the key's (%s)", vkey, id);
		note_key_free(key);
		key = NULL;
	}
out:
	free(name);
	return (key);
}

void
note_key_vkey(const struct note_key *key, struct buf *b)
{
	uint8_t bytes[1 + NOTE_KEY_PUBLIC];

	bytes[0] = TYPE_ED25519;
	memcpy(bytes + 1, key->public, NOTE_KEY_PUBLIC);
	buf_addf(b, "%s+%02x%02x%02x%02x+", key->name, key->id[0], key->id[1],
	    key->id[2], key->id[3]);
	base64_put(b, bytes, sizeof(bytes));
}

const char *
note_key_name(const struct note_key *key)
{
	return (key->name);
}

int
note_key_same(const struct note_key *a, const struct note_key *b)
{
	return (strcmp(a->name, b->name) == 0 &&
	    memcmp(a->public, b->public, NOTE_KEY_PUBLIC) == 0);
}

const uint8_t *
note_key_public(const struct note_key *key)
{
	return (key->public);
}

const uint8_t *
note_key_id(const struct note_key *key)
{
	return (key->id);
}

int
note_key_sign(const struct note_key *key, const void *bytes, size_t n,
    uint8_t signature[NOTE_KEY_SIGNATURE], struct fail *fail)
{
	EVP_MD_CTX *ctx;
	size_t size = NOTE_KEY_SIGNATURE;
	int rc = -1;

	if (!key->has_secret)
		return (fail_set(fail, FAIL_CONFIG, "the secret key of '%s' is "
		    "not here, so nothing can be signed", key->name));
	if ((ctx = EVP_MD_CTX_new()) == NULL)
		return (fail_memory(fail));
	if (EVP_DigestSignInit(ctx, NULL, NULL, NULL, key->pair) != 1 ||
	    EVP_DigestSign(ctx, signature, &size, bytes, n) != 1 ||
	    size != NOTE_KEY_SIGNATURE)
		fail_set(fail, FAIL_IO, "the library for keys failed");
	else
		rc = 0;
	EVP_MD_CTX_free(ctx);
	return (rc);
}

int
note_key_holds(const struct note_key *key, const void *bytes, size_t n,
    const uint8_t signature[NOTE_KEY_SIGNATURE])
{
	EVP_MD_CTX *ctx;
	int holds = -1;

	ERR_clear_error();
	if ((ctx = EVP_MD_CTX_new()) != NULL &&
	    EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, key->pair) == 1)
		holds = EVP_DigestVerify(ctx, signature,
		    NOTE_KEY_SIGNATURE, bytes, n) == 1;
	/* A signature that is merely wrong is no error of the library's. */
	if (holds == 0 && ERR_peek_error() != 0)
		holds = -1;
	ERR_clear_error();
	EVP_MD_CTX_free(ctx);
	return (holds);
}
